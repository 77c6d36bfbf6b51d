"""What goes wrong only in life: a second press, a hub that changed, a clock that shifts, a key in the wrong hand."""

from datetime import UTC, timedelta

import pytest

from driveout.core.words import Better, GapWhy, NeedKind, Party, ReferralState, Shared
from driveout.records.bridge.referral import by_code, links
from driveout.records.bridge.referral.beginning import begin_alone, open_threads
from driveout.records.bridge.referral.consenting import Receiver
from driveout.records.bridge.referral.gaps import note_gap
from driveout.records.bridge.referral.moving import remark, say
from driveout.records.bridge.referral.rules import CivilNumber, NotNow
from driveout.records.bridge.referral.seeing import open_threads_of, thread_by_code, thread_here
from driveout.records.bridge.referral.watching import watch
from driveout.records.models import Gap, Message, Place, Thread
from driveout.records.trust.retention import retain
from tests.records.bridge.walked import agree, fresh, opened, told
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


def test_nothing_is_agreed_without_a_yes_and_sent_without_a_link(thread, alma):
    with pytest.raises(NotNow):
        say(thread=thread, state=S.CONSENTED, party=Party.GUEST, **alma)
    agree(thread, alma)
    with pytest.raises(NotNow):
        say(thread=thread, state=S.SENT, party=Party.OWNER, **alma)
    assert fresh(thread).state == S.CONSENTED


@pytest.mark.parametrize("state", [S.DRAFT, S.CONSENTED, S.SENT, S.OPENED, S.ACCEPTED, S.APPOINTMENT, S.FULL,
                                   S.PASSED_ON, S.REOPENED])  # fmt: skip
def test_the_person_may_close_whatever_the_state(thread, alma, state):
    Thread.objects.update(state=state.value)
    assert by_code.verdict(thread=fresh(thread), better=Better.YES, now=NOW).state == S.CLOSED


def elsewhere(people):
    return Place.objects.create(organisation=people["carla"].organisation, kind="hub", name="Andetsteds")


def test_who_may_not_see_a_thread_is_not_its_owner(thread, alma, people):
    for change in ({"base": elsewhere(people)}, {"base": thread.base, "role": "volunteer"}):
        for name, value in change.items():
            setattr(people["alma"], name, value)
        people["alma"].save()
        Message.objects.all().delete()
        by_code.call_me(thread=fresh(thread), note=str(change), now=NOW)
        assert [who for who, _what in told()] == ["dan"], change
        assert by_code.look(thread=fresh(thread), now=NOW).has_it != "Alma"
    secret, device = opened(fresh(thread), alma)
    assert links.read(secret=secret, device=device, now=NOW).sender == ""


def test_a_card_given_at_another_hubs_cafe_belongs_to_that_hub(thread, people):
    people["alma"].base = elsewhere(people)
    people["alma"].save()
    step(thread.card.occurrence, people["alma"], "AAAA-BBBB")
    open_threads(now=NOW)
    assert Thread.objects.get(code="AAAA-BBBB").owner == people["dan"]


def test_a_forgotten_thread_is_seen_and_written_in_no_more(thread, alma, people):
    retain(organisation=thread.organisation, now=NOW + timedelta(days=181), yes=True)
    assert fresh(thread).wiped_at and fresh(thread).state == S.DRAFT
    assert open_threads_of(people["carla"]) == [] and thread_here(people["alma"], thread.pk) is None
    for write in (
        lambda: remark(thread=thread, kind="answer", party=Party.OWNER, note="x", **alma),
        lambda: say(thread=thread, state=S.ON_HOLD, party=Party.OWNER, **alma),
        lambda: agree(thread, alma),
        lambda: note_gap(thread=thread, why=GapWhy.DISTANCE, **alma),
    ):
        with pytest.raises(NotNow):
            write()
    assert fresh(thread).last_step_at == thread.last_step_at


@pytest.mark.parametrize("state", [S.DRAFT, S.SENT])
def test_the_leaders_are_told_before_an_open_thread_is_forgotten(thread, alma, state):
    agree(thread, alma, days=180)
    links.send(thread=thread, **alma)
    Thread.objects.update(state=state.value)
    for days in range(0, 182, 7):
        watch(now=NOW + timedelta(days=days))
    last = Message.objects.filter(member__user__username="dan").latest("made_at").made_at
    assert last >= NOW + timedelta(days=170)


def test_those_who_were_told_lately_stand_in_no_others_way(thread, alma, people, monkeypatch):
    monkeypatch.setattr("driveout.records.bridge.referral.watching.AT_ONCE", 1)
    begin_alone(hub=thread.base, need=NeedKind.COMPANY, wish="x", now=NOW)
    late = NOW + timedelta(days=30)
    assert [watch(now=late) for _ in range(3)] == [1, 1, 0]


def test_whoever_leads_the_hub_is_told_at_once_that_somebody_began_alone(thread):
    begin_alone(hub=thread.base, need=NeedKind.COMPANY, wish="x", now=NOW)
    assert told() == [("dan", "En gæst har skrevet et ønske")]


def test_who_presses_call_me_again_keeps_the_place_in_the_line(thread):
    for hours, press in enumerate((by_code.call_me, by_code.not_right, by_code.call_me)):
        press(thread=fresh(thread), note=str(hours), now=NOW + timedelta(hours=hours))
    by_code.verdict(thread=fresh(thread), better=Better.NO, now=NOW + timedelta(hours=4))
    assert fresh(thread).call_me_at == NOW


def test_a_yes_that_ran_out_is_written_as_the_clocks(thread, alma):
    opened(thread, alma, days=1)
    watch(now=NOW + timedelta(days=2))
    assert fresh(thread).state == S.DRAFT and fresh(thread).steps.filter(kind="state").last().party == Party.CLOCK


def test_a_gap_is_once_a_day_where_we_live(thread, alma):
    evening = NOW.astimezone(UTC).replace(hour=23, minute=30)  # past midnight here
    for minutes in (0, 5):
        note_gap(thread=thread, why=GapWhy.DISTANCE, by=alma["by"], now=evening + timedelta(minutes=minutes))
    assert Gap.objects.count() == 1


def test_no_civil_number_hides_in_a_receivers_phone(thread, alma):
    with pytest.raises(CivilNumber):
        agree(thread, alma, receiver=Receiver("Retshjælpen", phone="010190-1234"))
