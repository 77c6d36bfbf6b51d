"""The room of phones: who has been silent, what two say differently, and what a phone could not send."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.records.meet.keys import import_key
from driveout.records.meet.rescuing import LARGEST_FILE
from driveout.records.models import FieldEvent, Occurrence, Phone, Tally, Trace, Trip
from tests.field.phones import TestPhone
from tests.field.test_rescue import rescue_of
from tests.places import at, hub_at
from tests.remembered import remembered

PAGE = "/office/telefoner/"
pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def cafe(people, season):
    for name in ("alma", "bo", "dan"):
        people[name].base = hub_at(people[name], HUB)
        people[name].save()
    day = {"season": season, "date": timezone.localdate(), "hub": HUB, "base": hub_at(season, HUB)}
    times = {"leaves": 540, "returns": 900, "driving_minutes": 40, "km": 40.0}
    trip = Trip.objects.create(**day, name="Tur", van="Van 1", driver="Alma", **times)
    spot = {"lat": 56.5, "lon": 8.3, "starts": 600, "promised": 600, "minutes": 90, "seats": 7, "guests": 5.0}
    return Occurrence.objects.create(**day, trip=trip, where=at(season, "Mosede"), place="Mosede", **spot)


@pytest.fixture
def phones(cafe, signed_in):
    """Alma's and Bo's, which say different things of the weather."""
    found = {}
    for name, value in (("alma", "rain"), ("bo", "dry")):
        phone = found[name] = TestPhone()
        phone.register(signed_in(name))
        phone.send(phone.item(cafe.id, "set", {"field": "weather", "value": value, "was": []}))
    return found


def said(answer) -> str:
    return answer.content.decode()


def test_before_anybody_has_the_app_the_page_says_how_they_get_it(signed_in, cafe):
    assert "Ingen har taget appen i brug endnu" in said(signed_in("carla").get(PAGE))


def test_the_longest_silent_stands_first_and_says_since_when(signed_in, phones):
    long_ago = timezone.now() - timedelta(days=5)
    Phone.objects.filter(pk=phones["bo"].id).update(heard_at=long_ago, waiting=7, clock_off_s=-400 * 86400)
    page = said(signed_in("carla").get(PAGE))
    assert page.index("<b>Bo</b>") < page.index("<b>Alma</b>")
    assert page.count("Har ikke sendt siden") == 1 and "Uret er 400 dage bagud" in page
    assert "2 telefoner i brug" in page and ">7<" in page


def test_a_hub_leader_sees_the_own_hubs_and_finn_nothing(signed_in, phones, people):
    assert "<b>Bo</b>" in said(signed_in("dan").get(PAGE))
    assert "<b>Bo</b>" not in said(signed_in("finn").get(PAGE))
    people["bo"].base = hub_at(people["bo"], "Nordby")
    people["bo"].save()
    page = said(signed_in("dan").get(PAGE))
    assert "<b>Bo</b>" not in page and "<b>Alma</b>" in page
    for name in ("alma", "bo", "eva"):
        assert signed_in(name).get(PAGE).status_code == 403


def test_a_phone_is_ended_once_and_says_who_did_it(signed_in, phones):
    dan = signed_in("dan")
    for _ in range(2):
        answer = dan.post(f"{PAGE}{phones['bo'].id}/slut/", follow=True)
    assert "Dan sluttede den" in said(answer) and Trace.objects.filter(what="ended a phone").count() == 1
    assert phones["bo"].get().status_code == 403 and phones["alma"].get().status_code == 200
    assert signed_in("finn").post(f"{PAGE}{phones['alma'].id}/slut/").status_code == 404


def test_two_answers_stand_side_by_side_and_one_is_chosen(signed_in, phones, cafe):
    dan = signed_in("dan")
    page = said(dan.get(PAGE))
    assert "To svar på det samme" in page and "regn" in page and "tørt" in page
    seen = [str(row.pk) for row in FieldEvent.objects.order_by("id")]
    told = {"field": "weather", "seen": seen, "chosen": seen[0]}
    assert "Det er valgt" in said(dan.post(f"{PAGE}vaelg/{cafe.id}/", told, follow=True))
    assert Tally.objects.get().in_doubt == []
    assert "To svar på det samme" not in said(dan.get(PAGE))


def test_a_choice_between_answers_that_have_changed_changes_nothing(signed_in, phones, cafe):
    told = {"field": "weather", "seen": ["x"], "chosen": "x"}
    assert "lavet om i mellemtiden" in said(signed_in("dan").post(f"{PAGE}vaelg/{cafe.id}/", told, follow=True))
    assert Tally.objects.get().in_doubt == ["weather"]


def test_what_was_refused_is_told_until_it_lands(signed_in, phones, cafe):
    item = phones["alma"].item(cafe.id)
    phones["alma"].send({**item, "v": 2})
    assert "Appen er nyere end serveren" in said(signed_in("carla").get(PAGE))
    phones["alma"].send(item)
    assert "Appen er nyere end serveren" not in said(signed_in("carla").get(PAGE))


def rescue(browser, content, name="usendt.json"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    content = content if isinstance(content, bytes) else json.dumps(content).encode()
    return browser.post(f"{PAGE}fil/", {"file": SimpleUploadedFile(name, content)})


def test_a_file_is_read_in_and_each_thing_has_its_fate(signed_in, phones, cafe, people):
    phone, key = phones["bo"], import_key(people["bo"].organisation_id)
    words = phone.item(cafe.id, "words", {"text": "Kun mellem os", "read_back": True})
    told = rescue_of(phone, [words, phone.item(cafe.id, v=2)], organisation_key=key)
    page = said(rescue(signed_in("dan"), told))
    assert "1 er landet nu." in page and "Egne ord" in page and "Appen er nyere end serveren" in page
    assert "Kun mellem os" not in page
    assert "1 var her i forvejen." in said(rescue(signed_in("dan"), told))


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"x", "ikke en fil fra appen"), (b"x" * (LARGEST_FILE + 200_000), "for stor")],
    ids=["junk", "too large"],
)
def test_a_file_that_is_none_says_what_to_do(signed_in, phones, content, says):
    answer = rescue(signed_in("carla"), content)
    assert answer.status_code in (413, 422) and says in said(answer)
    assert "Du har ikke valgt en fil" in said(signed_in("carla").post(f"{PAGE}fil/"))


def test_however_many_phones_there_are_the_questions_are_as_many(signed_in, phones, people):
    carla = signed_in("carla")

    def asked():
        with CaptureQueriesContext(connection) as found:
            assert carla.get(PAGE).status_code == 200
        return len(found)

    few = asked()
    for n in range(10):
        phone = Phone.objects.get(pk=phones["bo"].id)
        phone.pk, phone.name = TestPhone().id, f"Telefon {n}"
        phone.save(force_insert=True)
    assert asked() == few
