"""Own words are read by few, with a reason, and never without a trace; nothing keeps the page."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from driveout.records.meet import own_words
from driveout.records.models import FieldEvent, Occurrence, OwnWords, Phone, Shift, Signup, Trace, Trip, WordsRead
from driveout.records.team.actions import welcome
from driveout.records.team.models import Role
from tests.places import at, hub_at
from tests.remembered import remembered
from tests.stored import HERE, HUB, NOW

pytestmark = pytest.mark.django_db
LIST, READ_BY = "/office/egne-ord/", "/office/laesninger/?slags=words"
SAID, WHY = "Jeg sover i bilen, når det regner", "for at svare på mødet"


@pytest.fixture(autouse=True)
def all_roles(people):
    people["dan"].base = hub_at(people["dan"], HUB)
    people["dan"].save()
    for name, role in (("reader", Role.READER), ("operator", Role.OPERATOR), ("lone", Role.HUB_LEADER)):
        people[name] = welcome(
            username=name, first_name=name.capitalize(), password=f"cafe-{name}", organisation=HERE, role=role,
            by=None, now=NOW,
        )  # fmt: skip
    return people


def make_cafe(season, hub=HUB, place="Mosede", day=date(2026, 3, 2)):
    where = {"season": season, "date": day, "hub": hub, "base": hub_at(season, hub)}
    trip = Trip.objects.create(
        **where, name=place, van="Van 1", driver="Alma", leaves=560, returns=865, driving_minutes=35, km=35.0
    )
    return Occurrence.objects.create(
        **where, trip=trip, where=at(season, place), place=place, lat=56.5, lon=8.2,
        starts=600, promised=600, minutes=90, seats=7, guests=6.3,
    )  # fmt: skip


def say(cafe, member, text=SAID, **other):
    own = {"member": member, "name": "x", "public_key": "k", "made_at": NOW, "signed_in_at": NOW}
    phone = Phone.objects.create(id=uuid4(), **own)
    at = {"told_at": NOW, "received_at": NOW, "digest": "d"}
    event = FieldEvent.objects.create(
        id=uuid4(), phone=phone, occurrence=cafe, seq=1, kind="words", body={"read_back": True}, **at
    )
    values = {"text": text, "read_back": True, "keep_until": timezone.localdate() + timedelta(days=30), **other}
    return OwnWords.objects.create(event=event, occurrence=cafe, **values)


@pytest.fixture
@remembered
def cafe(people, season):
    cafe = make_cafe(season)
    say(cafe, people["bo"])
    say(cafe, people["bo"], "Kaffen er god")
    return cafe


def page(cafe):
    return f"{LIST}{cafe.id}/"


def text_of(answer):
    return answer.content.decode()


@pytest.mark.parametrize("name", ["alma", "bo", "reader", "operator", "eva", "finn", "lone", ""])
def test_nobody_else_reads_them_whatever_they_write(signed_in, cafe, name):
    browser = signed_in(name) if name else Client()
    for answer in (
        browser.get(LIST), browser.get(page(cafe)), browser.post(page(cafe), {"why": WHY}), browser.get(READ_BY),
        browser.post(f"{LIST}{OwnWords.objects.first().id}/forlaeng/", {"why": WHY}),
        browser.post(f"{LIST}{OwnWords.objects.first().id}/slet/", {"why": WHY, "yes": "1"}),
    ):  # fmt: skip
        if name == "finn" and answer.status_code == 200:
            assert "Mosede" not in text_of(answer)
        else:
            assert answer.status_code in (302, 403, 404)
        assert "bilen" not in text_of(answer)
    assert not WordsRead.objects.exists() and not OwnWords.objects.filter(text="").exists()


def test_on_shift_is_no_reason_to_read_what_others_wrote_down(signed_in, people, cafe):
    shift = Shift.objects.create(trip=cafe.trip, occurrence=cafe, role="host", needed=1)
    Signup.objects.create(shift=shift, member=people["bo"], name="Bo", made_at=NOW)
    assert signed_in("bo").post(page(cafe), {"why": WHY}).status_code == 403


@pytest.mark.parametrize("name", ["carla", "dan"])
def test_who_may_writes_why_first_and_then_sees_them(signed_in, people, cafe, name):
    browser = signed_in(name)
    assert "bilen" not in text_of(browser.get(LIST)) and "Mosede" in text_of(browser.get(LIST))
    assert "Hvorfor vil du læse?" in text_of(browser.get(page(cafe))) and "bilen" not in text_of(
        browser.get(page(cafe))
    )
    assert not WordsRead.objects.exists(), "looking at the list is no reading"
    answer = browser.post(page(cafe), {"why": WHY})
    assert SAID in text_of(answer) and "Kaffen er god" in text_of(answer)
    rows = WordsRead.objects.all()
    assert {(row.who, row.why) for row in rows} == {(people[name].user, WHY)} and len(rows) == 2


@pytest.mark.parametrize("why", ["", "   ", "x", "æ" * 201])
def test_without_a_reason_nothing_is_shown_and_nothing_written(signed_in, cafe, why):
    answer = signed_in("carla").post(page(cafe), {"why": why})
    assert answer.status_code == 422 and "bilen" not in text_of(answer)
    assert "intet er skrevet på listen" in text_of(answer)
    assert not WordsRead.objects.exists()


def test_a_hub_leader_reads_at_the_own_hub_only(signed_in, people, season, cafe):
    other = make_cafe(season, hub="Ribe", place="Ribe Nord")
    words = say(other, people["bo"], "Hos os er der koldt")
    dan = signed_in("dan")
    assert "Ribe Nord" not in text_of(dan.get(LIST))
    assert dan.get(page(other)).status_code == dan.post(page(other), {"why": WHY}).status_code == 404
    assert dan.post(f"{LIST}{words.id}/forlaeng/", {"why": WHY}).status_code == 404
    assert dan.post(f"{LIST}{words.id}/slet/", {"why": WHY, "yes": "1"}).status_code == 404
    assert "koldt" in text_of(signed_in("carla").post(page(other), {"why": WHY}))
    assert "Ribe Nord" not in text_of(dan.get(READ_BY)) and "Ribe Nord" in text_of(signed_in("carla").get(READ_BY))


def test_if_the_reading_cannot_be_written_down_nothing_is_read(people, cafe, monkeypatch):
    def breaks(*_args, **_other):
        raise IntegrityError

    monkeypatch.setattr(WordsRead.objects, "bulk_create", breaks)
    with pytest.raises(IntegrityError):
        own_words.read_words(member=people["carla"], occurrence_id=cafe.id, why=WHY, now=NOW)


def test_no_browser_and_no_proxy_keeps_the_page_and_no_address_opens_it(signed_in, cafe):
    carla = signed_in("carla")
    answer = carla.post(page(cafe), {"why": WHY})
    assert {"no-store", "private"} <= set(answer["Cache-Control"].replace(" ", "").split(","))
    assert "bilen" not in text_of(carla.get(page(cafe))), "a reload asks again"
    assert "no-store" in carla.get(LIST)["Cache-Control"]


def test_the_list_of_readings_says_who_what_when_and_why(signed_in, cafe):
    signed_in("dan").post(page(cafe), {"why": WHY})
    told = text_of(signed_in("carla").get(READ_BY))
    assert "Dan" in told and WHY in told and "Mosede" in told and "bilen" not in told
    assert told.count(WHY) == 1, "two words read together are one reading"


def test_words_are_kept_longer_only_with_a_reason_that_stays(signed_in, people, cafe):
    words = OwnWords.objects.earliest("id")
    was = words.keep_until
    carla = signed_in("carla")
    address = f"{LIST}{words.id}/forlaeng/"
    assert "Intet er ændret" in text_of(carla.post(address, {"why": ""}, follow=True))
    words.refresh_from_db()
    assert words.keep_until == was
    assert "gemmes nu til" in text_of(carla.post(address, {"why": "bruges i årets rapport"}, follow=True))
    words.refresh_from_db()
    assert words.keep_until == timezone.localdate() + timedelta(days=365)
    trace = Trace.objects.get(what="kept own words longer")
    assert trace.details["why"] == "bruges i årets rapport" and trace.who == people["carla"].user
    assert SAID not in str(trace.details)
    carla.post(address, {"why": "bruges i årets rapport"})
    assert Trace.objects.filter(what="kept own words longer").count() == 1, "twice is once"


def test_wiped_words_are_counted_and_cannot_be_read_or_kept(signed_in, people, cafe):
    row = OwnWords.objects.earliest("id")
    OwnWords.objects.filter(pk=row.pk).update(text="", wiped_at=NOW)
    carla = signed_in("carla")
    assert "1 slettet" in text_of(carla.get(LIST))
    told = text_of(carla.post(page(cafe), {"why": WHY}))
    assert "Kaffen er god" in told and "1 er slettet" in told
    assert WordsRead.objects.count() == 1
    assert carla.post(f"{LIST}{row.id}/forlaeng/", {"why": WHY}).status_code == 404


@pytest.mark.parametrize("name", ["carla", "dan"])
def test_words_are_deleted_for_good_after_a_second_yes_and_a_reason(signed_in, people, cafe, name):
    row, browser = OwnWords.objects.earliest("id"), signed_in(name)
    address = f"{LIST}{row.id}/slet/"
    assert f'action="{address}"' in text_of(browser.post(page(cafe), {"why": WHY}))
    asked = browser.post(address)
    assert asked.status_code == 200 and "Slet ordene?" in text_of(asked) and "bilen" not in text_of(asked)
    refused = browser.post(address, {"why": "x", "yes": "1"})
    assert refused.status_code == 422 and "Ordene er ikke slettet" in text_of(refused)
    row.refresh_from_db()
    assert row.text == SAID and row.wiped_at is None and not Trace.objects.filter(what="deleted own words").exists()
    done = {"why": "gæsten ville ikke have det gemt", "yes": "1"}
    assert "er slettet" in text_of(browser.post(address, done, follow=True))
    row.refresh_from_db()
    assert row.text == "" and row.wiped_at
    trace = Trace.objects.get(what="deleted own words")
    assert trace.who == people[name].user and trace.details["why"] == done["why"] and SAID not in str(trace.details)
    browser.post(address, done)
    assert Trace.objects.filter(what="deleted own words").count() == 1, "twice is once"
    assert SAID not in text_of(browser.post(page(cafe), {"why": WHY}))
    assert "1 slettet" in text_of(browser.get(LIST)), "that something was said is still counted"


def test_what_a_guest_said_is_never_markup(signed_in, people, season):
    cafe = make_cafe(season)
    say(cafe, people["bo"], "<script>alert(1)</script> & 💛")
    told = text_of(signed_in("carla").post(page(cafe), {"why": WHY}))
    assert "&lt;script&gt;" in told and "<script>alert" not in told and "💛" in told


def test_the_list_takes_the_same_number_of_queries_however_many_there_are(
    people, season, cafe, django_assert_num_queries
):
    for n in range(5):
        say(make_cafe(season, place=f"Sted {n}"), people["bo"])
    with django_assert_num_queries(2):
        assert len(own_words.cafes_with_words(people["carla"])) == 6
