"""A phone is told its own person's telephone number, and nobody else's: no PIN is made of it."""

from django.utils import timezone

from driveout.records.team.persons import person_of, person_of_member, say_who, write_phone
from driveout.records.tell.ways import write_way
from tests.field.phones import ME


def test_the_own_number_and_no_other(phone_of, signed_in, people, planned):
    phone, browser = phone_of("alma"), signed_in("alma")
    write_way(member=people["bo"], channel="sms", typed="20 71 83 96", by=None, now=timezone.now())
    assert (browser.get(ME).json()["number"], phone.get().json()["member"]["number"]) == ("", "")
    write_way(member=people["alma"], channel="sms", typed="40 71 83 96", by=None, now=timezone.now())
    assert browser.get(ME).json()["number"] == phone.get().json()["member"]["number"] == "+4540718396"
    assert b"20718396" not in phone.get().content + browser.get(ME).content


def noted(person, phone):
    write_phone(person=person, phone=phone, by=None, now=timezone.now())


def test_a_number_that_the_leader_noted_is_own_too_whether_somebody_said_whose_or_the_name_does(
    phone_of, signed_in, people, planned
):
    alma, bo = people["alma"], people["bo"]
    phone, browser = phone_of("alma"), signed_in("alma")
    noted(person_of_member(member=bo, now=timezone.now()), "+4520718396")
    at = {"organisation_id": alma.organisation_id, "base_id": alma.base_id, "now": timezone.now()}
    noted(person_of(key="Birthe", **at), "+4529316407")
    assert (browser.get(ME).json()["number"], phone.get().json()["member"]["number"]) == ("", "")
    called = person_of(key="Alma", **at)
    noted(called, "+4540718396")
    assert browser.get(ME).json()["number"] == phone.get().json()["member"]["number"] == "+4540718396"
    write_way(member=alma, channel="sms", typed="22 33 44 56", by=None, now=timezone.now())
    assert phone.get().json()["member"]["number"] == "+4522334456, +4540718396"
    say_who(person=called, member=None, by=None, now=timezone.now())
    assert phone.get().json()["member"]["number"] == "+4522334456", "somebody said that it is another"
    say_who(person=called, member=alma, by=None, now=timezone.now())
    assert phone.get().json()["member"]["number"] == "+4522334456, +4540718396"
