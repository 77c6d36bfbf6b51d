"""What was taken back on the phone is read by nobody, whichever came first, the words or the undo; counts add up."""

from itertools import permutations

import pytest
from django.utils import timezone

from driveout.records.meet.own_words import read_words
from driveout.records.models import OwnWords, Tally
from tests.field.phones import fates

SAID = "Jeg sover i bilen, når det regner."


@pytest.fixture
def phone(phone_of):
    return phone_of("alma")


def words(phone, cafe, text=SAID):
    return phone.item(cafe.id, "words", {"text": text, "read_back": True})


def undo(phone, cafe, of):
    return phone.item(cafe.id, "undo", {"of": of["id"]})


def texts():
    return list(OwnWords.objects.order_by("id").values_list("text", flat=True))


def test_an_undo_empties_the_words_for_good_and_they_count_no_more(phone, opening, people):
    item, other = words(phone, opening), words(phone, opening, "Kaffen er god.")
    phone.send(item, other)
    assert fates(phone.send(undo(phone, opening, item))) == [201]
    assert texts() == ["", "Kaffen er god."] and OwnWords.objects.earliest("id").wiped_at
    assert Tally.objects.get().words == 1
    assert fates(phone.send(item)) == [200], "the same again has landed, and brings nothing back"
    assert texts() == ["", "Kaffen er god."]
    read = read_words(member=people["carla"], occurrence_id=opening.id, why="for at se efter", now=timezone.now())
    assert [row.text for row in read.words] == ["Kaffen er god."] and read.wiped == 1


@pytest.mark.parametrize("order", list(permutations(range(3))))
@pytest.mark.parametrize("at_once", [True, False])
def test_in_whatever_order_they_land_the_same_is_left(phone, opening, order, at_once):
    """The words, an undo of them, and an undo of that undo: they count again, but nobody can read them."""
    said = words(phone, opening)
    back = undo(phone, opening, said)
    items = [said, back, undo(phone, opening, back)]
    sent = [items[at] for at in order]
    for call in [sent] if at_once else [[item] for item in sent]:
        assert set(fates(phone.send(*call))) == {201}
    assert texts() == [""] and OwnWords.objects.get().wiped_at
    assert Tally.objects.get().words == 1


def test_an_undo_at_another_cafe_empties_nothing(phone, openings, opening):
    item = words(phone, opening)
    phone.send(item)
    phone.send(undo(phone, next(row for row in openings if row != opening), item))
    assert texts() == [SAID] and OwnWords.objects.get().wiped_at is None


def test_an_undo_of_a_tap_empties_nothing(phone, opening):
    item, tap = words(phone, opening), phone.item(opening.id)
    phone.send(item, tap, undo(phone, opening, tap))
    assert texts() == [SAID]
