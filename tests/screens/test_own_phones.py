"""What a phone held is told: to its owner, who can end it, and to who ends it. Nobody else's is shown."""

import pytest
from django.utils import timezone

from driveout.records.models import Message, Phone, Shift, Signup
from tests.field.phones import TestPhone
from tests.screens.test_phones import PAGE, cafe, phones, said  # noqa: F401  (fixtures)

OWN = "/min-adgang/"
pytestmark = pytest.mark.django_db


@pytest.fixture
def bo_hosts(cafe, people):  # noqa: F811
    shift = Shift.objects.create(trip=cafe.trip, occurrence=cafe, role="host", needed=1)
    return Signup.objects.create(shift=shift, member=people["bo"], name="Bo", made_at=timezone.now())


def test_the_owner_reads_what_it_fetched_and_what_it_had_not_sent(signed_in, phones, bo_hosts):  # noqa: F811
    browser = signed_in("bo")
    assert "Vi ved ikke, hvad den har hentet." in said(browser.get(OWN))
    assert phones["bo"].get().status_code == 200
    Phone.objects.filter(pk=phones["bo"].id).update(waiting=3)
    page = said(browser.get(OWN))
    assert "1 café, 1 fornavn og 0 kontakter" in page and "Mosede" in page
    assert "3 ting var ikke sendt" in page
    assert "Dine telefoner" not in said(signed_in("dan").get(OWN))


def test_the_owner_ends_it_and_it_is_heard_no_more(signed_in, phones):  # noqa: F811
    own = f"{OWN}telefon/{phones['bo'].id}/slut/"
    assert signed_in("alma").post(own).status_code == 404
    assert Phone.objects.get(pk=phones["bo"].id).ended_at is None
    answer = signed_in("bo").post(own, follow=True)
    assert "er sluttet" in said(answer) and "Bo sluttede den" in said(answer)
    assert phones["bo"].get().json()["code"] == "ended"
    assert not Message.objects.exists()  # nobody is told of what they did themselves


def test_who_is_ended_by_the_office_is_told_so_once_and_what_it_held(signed_in, phones, bo_hosts):  # noqa: F811
    phones["bo"].get()
    Phone.objects.filter(pk=phones["bo"].id).update(waiting=2)
    carla = signed_in("carla")
    for _ in range(2):
        page = said(carla.post(f"{PAGE}{phones['bo'].id}/slut/", follow=True))
    assert "1 café, 1 fornavn" in page and "2 ting var ikke sendt" in page
    message = Message.objects.get()
    assert (message.member.user.username, message.kind) == ("bo", "phone")
    assert message.text.startswith("Carla sluttede den.") and "2 ting var ikke sendt" in message.text
    assert message.made_at <= timezone.now()
    assert "1 café, 1 fornavn" in said(signed_in("bo").get(OWN))


def test_what_is_counted_is_what_stood_in_the_answer(phones, people):  # noqa: F811
    phone: TestPhone = phones["alma"]
    answer = phone.get().json()
    trips = [trip for day in answer["days"] for trip in day["trips"]]
    openings = [row for trip in trips for row in trip["openings"]]
    names = {name for trip in trips for name in trip["crew"]} | {name for row in openings for name in row["hosts"]}
    held = Phone.objects.get(pk=phone.id).held
    assert held["cafes"] == [row["id"] for row in openings] and held["cafes"]
    assert held["people"] == len(names)
    assert held["contacts"] == sum(bool(row["contact"]) for row in openings)
