"""What goes wrong only in life: a second press, a hub that changed, a clock that shifts, a key in the wrong hand."""

from datetime import timedelta

import pytest

from driveout.core.words import Better, GapWhy, NeedKind, Party, ReferralState, SaidHow, Shared
from driveout.records.bridge.referral import by_code, links
from driveout.records.bridge.referral.beginning import begin_alone, open_threads
from driveout.records.bridge.referral.consenting import Receiver, take_consent
from driveout.records.bridge.referral.gaps import note_gap
from driveout.records.bridge.referral.moving import remark, say
from driveout.records.bridge.referral.rules import CivilNumber, NotNow
from driveout.records.bridge.referral.seeing import open_threads_of, thread_by_code, thread_here
from driveout.records.bridge.referral.watching import watch
from driveout.records.models import Gap, Message, Place, Thread
from driveout.records.trust.retention import retain
from tests.records.bridge.walked import EVA, agree, fresh, opened, told
from tests.screens.test_next_steps import CODE, step
from tests.stored import NOW

pytestmark = pytest.mark.django_db
S = ReferralState


def test_the_key_to_the_persons_own_page_is_shared_with_nobody(thread, alma, people):
    secret, device = opened(thread, alma, fields=tuple(Shared))
    fields = links.read(secret=secret, device=device, now=NOW).fields
    assert CODE not in fields.values() and fields[Shared.CODE] == str(thread.pk)
    assert thread_by_code(people["alma"], f"nr. {thread.pk}") == thread  # who rings with it is found
    with pytest.raises(by_code.NoSuchCode):
        by_code.find(typed=fields[Shared.CODE], address="x", now=NOW)


def test_arrived_pressed_twice_is_once_and_still_there_is_said_some_weeks_after(thread, alma):
    opened(thread, alma)
    for minutes in (0, 0, 30):
        by_code.arrived(thread=fresh(thread), now=NOW + timedelta(minutes=minutes))
    assert fresh(thread).state == S.ARRIVED and fresh(thread).steps.filter(kind="state").last().state == S.ARRIVED
    with pytest.raises(NotNow):
        by_code.still_there(thread=fresh(thread), now=NOW + timedelta(days=27))
    later = NOW + timedelta(days=91)
    for days in (0, 0, 27, 28):
        by_code.still_there(thread=fresh(thread), now=later + timedelta(days=days))
    assert fresh(thread).state == S.STILL_THERE and fresh(thread).steps.filter(state=S.STILL_THERE).count() == 2
    by_code.arrived(thread=fresh(thread), now=later + timedelta(days=29))
    assert fresh(thread).state == S.STILL_THERE


def test_the_next_receiver_sees_nothing_of_the_appointment_with_the_one_before(thread, alma):
    for ends in (S.PASSED_ON, S.FULL, S.CONSENTED):
        secret, device = opened(fresh(thread), alma)
        at = NOW + timedelta(days=3)
        links.answer(secret=secret, device=device, state=S.APPOINTMENT, about_at=at, now=NOW)
        assert fresh(thread).appointment_at == at
        if ends == S.CONSENTED:
            agree(fresh(thread), alma)
        else:
            links.answer(secret=secret, device=device, state=ends, note="videre", now=NOW)
        assert fresh(thread).state == ends and fresh(thread).appointment_at is None
