"""A phone is told its own person's telephone number, and nobody else's: no PIN is made of it."""

from django.utils import timezone

from driveout.records.tell.ways import write_way
from tests.field.phones import ME


def test_the_own_number_and_no_other(phone_of, signed_in, people, planned):
    phone, browser = phone_of("alma"), signed_in("alma")
    write_way(member=people["bo"], channel="sms", typed="20 71 83 96", by=None, now=timezone.now())
    assert (browser.get(ME).json()["number"], phone.get().json()["member"]["number"]) == ("", "")
    write_way(member=people["alma"], channel="sms", typed="40 71 83 96", by=None, now=timezone.now())
    assert browser.get(ME).json()["number"] == phone.get().json()["member"]["number"] == "+4540718396"
    assert b"20718396" not in phone.get().content + browser.get(ME).content
