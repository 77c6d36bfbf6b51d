"""What the crew is told: a time, a place, and letters that fit into a text message."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from driveout.core.drive.telling import send_at, told
from driveout.core.tell.threads import KINDS, told_of_thread
from driveout.core.words import Told

HERE = ZoneInfo("Europe/Copenhagen")
TUESDAY = date(2026, 11, 24)
# GSM 03.38, the letters of a text message; one that is not here makes the message cost twice as much.
GSM = set(
    "@£$¥èéùìòÇ\nØø\rÅå_ÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


OF_NO_CAFE = (Told.SECOND_FACTOR, Told.PHONE, Told.THREAD)  # of a sign-in or a thread: not a time and a place


@pytest.mark.parametrize("kind", [kind for kind in Told if kind not in OF_NO_CAFE])
def test_each_message_holds_the_time_and_the_place_in_both_languages(kind):
    for language, when in (("da", "tirsdag 24. november kl. 12.30"), ("en", "Tuesday 24 November at 12:30")):
        subject, text = told(kind, place="Øster Jølby", day=TUESDAY, starts=750, language=language)
        assert f"Øster Jølby, {when}" in subject and f"Øster Jølby, {when}" in text
        assert set(text) <= GSM
        assert len(text) <= 160, "a text message has room for 160 letters"


def test_a_change_tells_what_it_was_and_the_same_hour_is_no_change():
    assert "Før var det kl. 12." in told(Told.CHANGED, place="Karby", day=TUESDAY, starts=750, was=720)[1]
    assert "Før" not in told(Told.CHANGED, place="Karby", day=TUESDAY, starts=750, was=750)[1]


def test_who_is_off_the_crew_is_not_told_that_the_cafe_is_cancelled():
    asked: dict[str, Any] = {"place": "Karby", "day": TUESDAY, "starts": 750}
    assert told(Told.OFF_CREW, **asked)[1] == (
        "Du er ikke på holdet mere: Karby, tirsdag 24. november kl. 12.30. Du skal ikke møde op. Se din side."
    )
    assert told(Told.OFF_CREW, **asked, language="en")[1].startswith("You are not on the crew any more: Karby, Tue")


def test_who_is_put_on_many_at_once_reads_how_many_more_there_are():
    asked: dict[str, Any] = {"place": "Øster Jølby", "day": TUESDAY, "starts": 750}
    assert (
        "Og 12 til." in told(Told.CONFIRMED, **asked, more=12)[1]
        and len(told(Told.CONFIRMED, **asked, more=12)[1]) < 160
    )
    assert "And 12 more." in told(Told.CONFIRMED, **asked, more=12, language="en")[1]
    assert " til." not in told(Told.CONFIRMED, **asked)[1]


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_has_a_name(month):
    assert told(Told.REMINDER, place="Karby", day=date(2026, month, 1), starts=600)[0].count(" 1. ") == 1


@pytest.mark.parametrize(
    ("now", "day", "sent"),
    [
        ("2026-11-20T12:00", TUESDAY, "2026-11-20T12:00"),
        ("2026-11-20T22:15", TUESDAY, "2026-11-21T07:00"),
        ("2026-11-20T03:00", TUESDAY, "2026-11-20T07:00"),
        ("2026-11-23T23:00", TUESDAY, "2026-11-23T23:00"),
        ("2026-11-24T05:00", TUESDAY, "2026-11-24T05:00"),
    ],
)
def test_nobody_is_woken_by_news_that_can_wait(now, day, sent):
    at = send_at(datetime.fromisoformat(now).replace(tzinfo=HERE), day)
    assert at == datetime.fromisoformat(sent).replace(tzinfo=HERE)


@pytest.mark.parametrize("news", KINDS)
def test_what_is_told_of_a_thread_fits_and_says_whose_it_is_to_nobody(news):
    for language in ("da", "en"):
        subject, text = told_of_thread(news, place="Øster Jølby", thread_id=123456, language=language)
        assert "Øster Jølby" in text and "123456" in text and subject in text and len(text) <= 160 and set(text) <= GSM
