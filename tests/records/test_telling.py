"""A message is written once, beside its deed, to somebody who wants it."""

from datetime import date, timedelta

import pytest
from django.test import Client

from driveout.records.drive.crew.telling import Told, tell
from driveout.records.models import Member, Message, Way
from driveout.records.tell.telling import way_of
from tests.stored import NOW, cast

TUESDAY = date(2026, 3, 10)


@pytest.fixture
def people(db):
    return cast()


def write(member, **other):
    asked = {"kind": Told.CONFIRMED, "once": "signup 1 confirmed", "place": "Karby", "day": TUESDAY, "starts": 750}
    return tell(member=member, now=NOW, **{**asked, **other})


def way(member, channel="mail", address="bo@example.org", **other):
    return Way.objects.create(member=member, channel=channel, address=address, made_at=NOW, **other)


def test_the_same_deed_is_told_once(people):
    way(people["bo"])
    first, second = write(people["bo"]), write(people["bo"], place="Elsewhere")
    assert first == second and Message.objects.count() == 1
    assert first.state == "waiting" and first.channel == "mail"
    assert "Karby, tirsdag 10. marts kl. 12.30" in first.text and "Elsewhere" not in second.text


def test_who_has_no_way_or_wants_no_more_gets_a_row_for_their_page_and_no_message(people):
    assert write(people["bo"], once="a").state == "stopped"
    own = way(people["bo"], stopped_at=NOW)
    assert write(people["bo"], once="b", kind=Told.CANCELLED).state == "stopped"
    Way.objects.filter(pk=own.pk).update(stopped_at=None)
    assert write(people["bo"], once="c").state == "waiting"
    people["bo"].user.is_active = False
    assert write(people["bo"], once="d").state == "stopped", "who has no access any more is told nothing"


def test_nobody_who_does_not_sign_in_here_is_told(people):
    assert write(None) is None and not Message.objects.exists()


def test_urgent_news_goes_by_text_message_and_the_rest_by_mail(people):
    way(people["bo"])
    way(people["bo"], "sms", "+4512345678")
    chosen = {kind: way_of(people["bo"], kind).channel for kind in Told}
    assert [kind for kind, channel in chosen.items() if channel == "mail"] == [
        "confirmed", "reminder", "second factor", "phone", "letter",
    ]  # fmt: skip
    assert [kind for kind, channel in chosen.items() if channel == "sms"] == [
        "changed", "cancelled", "off the crew", "asked", "two places", "thread",
    ]  # fmt: skip
    assert write(people["bo"], kind=Told.CANCELLED).channel == "sms"


def test_it_is_sent_when_it_is_said_and_not_in_the_night(people):
    way(people["bo"])
    later = NOW + timedelta(hours=3)
    assert write(people["bo"], once="a", due_at=later).due_at == later
    night = NOW.replace(hour=23)
    asked = {"member": people["bo"], "kind": Told.CONFIRMED, "place": "Karby", "starts": 750}
    told = tell(**asked, once="b", day=TUESDAY, now=night)
    assert told.due_at == (night + timedelta(days=1)).replace(hour=7, minute=0)


def test_everybody_reads_the_language_they_last_signed_in_with(people):
    def signs_in(language):
        Client(HTTP_ACCEPT_LANGUAGE=language).post("/log-ind/", {"login": "bo", "password": "cafe-bo"})
        return Member.objects.select_related("user").get(pk=people["bo"].pk)

    assert "kl. 12.30" in write(people["bo"], once="before").text
    assert "at 12:30" in write(signs_in("en"), once="a").text
    assert "kl. 12.30" in write(signs_in("da"), once="b").text


def test_english_where_it_is_known(people):
    assert "Tuesday 10 March at 12:30" in write(people["bo"], language="en").text
