"""Several clockworks at the same moment: each message is one sender's, and each reminder is written once."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection

from driveout.records.drive.crew.telling import Told, tell
from driveout.records.models import Message, Way
from driveout.records.tell import sending
from tests.records.test_stock_races import at_once, open_to_threads
from tests.stored import NOW, cast

pytestmark = pytest.mark.django_db(transaction=True)
SENDERS, MESSAGES = 4, 6


def look(_sender):
    """What one clockwork does with everything that is due."""
    got = []
    for number in sending.due(NOW + timedelta(minutes=1)):
        ours = sending.claim(message_id=number, now=NOW + timedelta(minutes=1))
        if ours:
            got.append(number)
            sending.landed(message=ours.message, now=NOW)
    return got


def test_each_message_is_claimed_by_one_sender_alone(tmp_path):
    bo = cast()["bo"]
    Way.objects.create(member=bo, channel="mail", address="bo@example.org", made_at=NOW)
    at: dict[str, Any] = {"kind": Told.CONFIRMED, "place": "Karby", "day": date(2026, 3, 10), "starts": 750, "now": NOW}
    numbers = [tell(member=bo, once=str(n), **at).pk for n in range(MESSAGES)]
    with open_to_threads(tmp_path):
        answers = at_once([lambda n=n: look(n) for n in range(SENDERS)])
        assert sorted(number for got in answers for number in got) == numbers, answers
        if connection.vendor != "sqlite":
            assert set(Message.objects.values_list("state", "tries")) == {("sent", 1)}


def test_the_same_thing_told_by_several_at_once_is_one_message(tmp_path):
    bo = cast()["bo"]
    at: dict[str, Any] = {"kind": Told.REMINDER, "place": "Karby", "day": date(2026, 3, 10), "starts": 750, "now": NOW}
    with open_to_threads(tmp_path):
        answers = at_once([lambda: tell(member=bo, once="signup 1 reminder", **at).pk for _ in range(SENDERS)])
        assert len(set(answers)) == 1, answers
