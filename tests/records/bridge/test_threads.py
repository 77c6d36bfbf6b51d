"""From a card to a verdict, and every way in which it breaks: a named human is told, and the thread is never lost."""

from datetime import timedelta

import pytest

from driveout.core.words import Better, NeedKind, Party, ReferralState, Shared, Track
from driveout.records.bridge.referral import by_code, links
from driveout.records.bridge.referral.beginning import begin_alone, open_threads, take_back_undone
from driveout.records.bridge.referral.consenting import Receiver, withdraw_consent
from driveout.records.bridge.referral.drafting import contact_of, hand_over, write_contact_card, write_wish
from driveout.records.bridge.referral.moving import say
from driveout.records.bridge.referral.rules import CivilNumber, Lacks, NoSuchDay, NotNow, NotReachable
from driveout.records.bridge.referral.seeing import (
    look_at_thread,
    open_threads_of,
    thread_by_code,
    thread_here,
)
from driveout.records.bridge.referral.watching import watch
from driveout.records.models import ContactCard, Place, SecretLink, Thread, Trace
from driveout.records.team.tries import TooSoon
from driveout.records.trust.organisation_of import AnotherOrganisation
from tests.records.bridge.walked import agree, fresh, opened, told
from tests.screens.test_next_steps import CODE, step, write
from tests.stored import NOW

pytestmark = pytest.mark.django_db
S = ReferralState


def test_a_card_is_a_thread_with_an_owner_at_once_and_once(thread, people):
    assert thread.owner == people["alma"] and thread.state == S.DRAFT and thread.code == CODE and thread.due_at > NOW
    assert open_threads(now=NOW) == 0 and Thread.objects.count() == 1


def test_a_card_of_a_volunteer_belongs_to_the_hubs_leader(thread, people):
    step(thread.card.occurrence, people["bo"], "AAAA-BBBB")
    open_threads(now=NOW)
    assert Thread.objects.get(code="AAAA-BBBB").owner == people["dan"]


def test_a_card_that_was_taken_back_was_a_mistake(thread, people):
    write(thread.card.occurrence, people["alma"], "undo", {"of": str(thread.card.event_id)})
    assert take_back_undone(now=NOW) == 1 and fresh(thread).state == S.ENTERED_IN_ERROR
    assert take_back_undone(now=NOW) == 0


def test_cards_that_were_taken_back_stand_in_nobodys_way(thread, people, monkeypatch):
    cafe = thread.card.occurrence
    gone = step(cafe, people["alma"], "AAAA-BBBB")
    write(cafe, people["alma"], "undo", {"of": str(gone.event_id)})
    step(cafe, people["alma"], "CCCC-DDDD")
    monkeypatch.setattr("driveout.records.bridge.referral.beginning.AT_ONCE", 1)
    assert open_threads(now=NOW) == 1 and Thread.objects.filter(code="CCCC-DDDD").exists()
    assert open_threads(now=NOW) == 0


def test_the_whole_way_is_walked(thread, alma, people):
    write_wish(
        thread=thread, wish="En til mine breve", strengths="Laver god mad", track=Track.REFER, read_back=True, **alma
    )
    secret, device = opened(thread, alma)
    seen = links.read(secret=secret, device=device, now=NOW)
    assert dict(seen.fields) == {Shared.WISH: "En til mine breve", Shared.NEED: "debt"} and seen.sender == "Alma"
    links.answer(secret=secret, device=device, state=S.ACCEPTED, now=NOW)
    assert by_code.look(thread=fresh(thread), now=NOW).has_it == "Eva, Gældsrådgivning Nord"
    at = NOW + timedelta(days=3)
    links.answer(secret=secret, device=device, state=S.APPOINTMENT, about_at=at, now=NOW)
    links.answer(secret=secret, device=device, state=S.MISSED, now=at + timedelta(hours=1))
    own = by_code.look(thread=fresh(thread), now=at)
    assert (
        own.has_it == "Alma" and fresh(thread).state == S.MISSED and fresh(thread).due_at > at
    )  # a task, no discharge
    by_code.arrived(thread=fresh(thread), now=at + timedelta(days=1))
    by_code.still_there(thread=fresh(thread), now=at + timedelta(days=95))
    by_code.verdict(thread=fresh(thread), better=Better.YES, now=at + timedelta(days=96))
    assert fresh(thread).state == S.CLOSED and fresh(thread).better == "yes" and fresh(thread).hands == 1
    by_code.call_me(thread=fresh(thread), note="", now=at + timedelta(days=100))
    assert fresh(thread).state == S.REOPENED and fresh(thread).due_at
    assert ("alma", "Et møde blev ikke til noget. Find gæsten") in told()


@pytest.mark.parametrize("state", [S.SENT, S.OPENED])
def test_whoever_owns_it_is_told_by_name_when_a_receiver_is_silent(thread, alma, state):
    if state == S.SENT:
        agree(thread, alma)
        links.send(thread=thread, **alma)
    else:
        opened(thread, alma)
    assert watch(now=fresh(thread).due_at - timedelta(minutes=1)) == 0 and told() == []
    late = fresh(thread).due_at
    assert watch(now=late) == 1 and watch(now=late + timedelta(hours=1)) == 0
    assert told() == [("alma", "Modtageren har ikke svaret"), ("dan", "Modtageren har ikke svaret")]
    assert by_code.look(thread=fresh(thread), now=late).has_it == "Alma"
    assert fresh(thread).steps.filter(kind="silence").count() == 1
    assert watch(now=late + timedelta(days=7)) == 1  # who did nothing is told anew


@pytest.mark.parametrize(
    "state", [S.DRAFT, S.CONSENTED, S.ACCEPTED, S.FULL, S.PASSED_ON, S.APPOINTMENT, S.MISSED, S.ARRIVED]
)
def test_no_state_waits_for_ever(thread, alma, state):
    walk_to(thread, alma, state)
    assert fresh(thread).state == state and watch(now=fresh(thread).due_at) >= 1
    assert {who for who, _what in told()} >= {"alma", "dan"}


def walk_to(thread, alma, state):
    if state == S.DRAFT:
        return
    if state == S.CONSENTED:
        agree(thread, alma)
        return
    secret, device = opened(thread, alma, days=180)
    if state in (S.MISSED, S.ARRIVED):
        links.answer(secret=secret, device=device, state=S.APPOINTMENT, about_at=NOW + timedelta(days=1), now=NOW)
    if state == S.ARRIVED:
        by_code.arrived(thread=fresh(thread), now=NOW)
        return
    about = NOW + timedelta(days=1) if state == S.APPOINTMENT else None
    links.answer(secret=secret, device=device, state=state, about_at=about, note="videre", now=NOW)


@pytest.mark.parametrize("state", [S.CONSENTED, S.ACCEPTED, S.APPOINTMENT, S.MISSED, S.ARRIVED])
def test_a_consent_taken_back_closes_the_receivers_way_at_once(thread, alma, state):
    if state == S.CONSENTED:
        agree(thread, alma)
    else:
        walk_to(thread, alma, state)
    assert by_code.withdraw(thread=fresh(thread), now=NOW) and not by_code.withdraw(thread=fresh(thread), now=NOW)
    assert not SecretLink.objects.filter(ended_at=None).exists()
    assert fresh(thread).state == (S.ARRIVED if state == S.ARRIVED else S.DRAFT)  # who has arrived has arrived
    assert ("alma", "Et samtykke er taget tilbage") in told()
    assert by_code.look(thread=fresh(thread), now=NOW).has_it == "Alma"


def test_what_is_withdrawn_over_or_never_made_looks_alike(thread, alma):
    secret, device = opened(thread, alma)
    withdraw_consent(thread=thread, party=Party.GUEST, **alma)
    for tried in (secret, "nobody-has-it"):
        with pytest.raises(links.LinkGone):
            links.read(secret=tried, device=device, now=NOW)
        with pytest.raises(links.LinkGone):
            links.answer(secret=tried, device=device, state=S.ACCEPTED, now=NOW)


def test_a_link_is_over_after_its_day_and_after_the_consents(thread, alma):
    secret, device = opened(thread, alma, days=1)
    with pytest.raises(links.LinkGone):
        links.read(secret=secret, device=device, now=NOW + timedelta(days=2))
    assert watch(now=NOW + timedelta(days=2)) == 1 and ("alma", "Et samtykke er udløbet") in told()


def test_a_forwarded_link_opens_nowhere_else_and_the_owner_is_told_once(thread, alma):
    secret, _device = opened(thread, alma)
    for device in ("", "another"):
        with pytest.raises(links.ElseWhere):
            links.read(secret=secret, device=device, now=NOW)
    for _ in range(2):
        links.note_forwarded(secret=secret, now=NOW)
    assert told() == [("alma", "Et link er prøvet et andet sted")]


def test_a_guessed_code_is_slowed_down_and_a_right_one_is_not_taken_meanwhile(thread, alma):
    agree(thread, alma)
    _link, secret, code = links.send(thread=thread, **alma)
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(links.WrongCode):
            links.open_with_code(secret=secret, code=wrong, now=NOW)
    with pytest.raises(TooSoon):
        links.open_with_code(secret=secret, code=code, now=NOW)
    assert links.open_with_code(secret=secret, code=code, now=NOW + timedelta(hours=1))


def test_a_card_code_is_guessed_slowly_from_one_address_and_freely_from_others(thread):
    for _ in range(5):
        with pytest.raises(by_code.NoSuchCode):
            by_code.find(typed="ZZZZ-ZZZZ", address="1.2.3.4", now=NOW)
    with pytest.raises(TooSoon):
        by_code.find(typed=CODE, address="1.2.3.4", now=NOW)
    assert by_code.find(typed=CODE.lower(), address="5.6.7.8", now=NOW) == thread


def test_nothing_of_a_contact_card_is_seen_beyond_its_consent(thread, alma):
    told_card = {Shared.NAME: "Grete", Shared.PHONE: "87654321", Shared.HOW: "Kun om dagen"}
    day = NOW.date() + timedelta(days=20)
    write_contact_card(thread=thread, told=told_card, expires_on=day, today=NOW.date(), **alma)
    assert "Grete" not in str(list(ContactCard.objects.values())) and "87654321" not in str(
        list(Trace.objects.values())
    )
    secret, device = opened(thread, alma)
    assert set(links.read(secret=secret, device=device, now=NOW).fields) == {Shared.NEED}
    agree(fresh(thread), alma, fields=(Shared.PHONE,))
    _link, secret, code = links.send(thread=fresh(thread), **alma)
    _link, device = links.open_with_code(secret=secret, code=code, now=NOW)
    assert dict(links.read(secret=secret, device=device, now=NOW).fields) == {Shared.PHONE: "87654321"}
    assert contact_of(thread, day + timedelta(days=1)) == {}


def test_bad_input_has_an_answer_of_its_own_and_nothing_is_half_written(thread, alma):
    with pytest.raises(Lacks, match="receiver, fields, read_back"):
        agree(thread, alma, fields=(), receiver=Receiver(" "), read_back=False)
    for days in (-1, 400):
        with pytest.raises(NoSuchDay):
            agree(thread, alma, days=days)
    with pytest.raises(CivilNumber):
        write_wish(thread=thread, wish="Mit nr er 010190-1234", strengths="", track=Track.REFER, read_back=True, **alma)
    secret, device = opened(thread, alma)
    with pytest.raises(NoSuchDay):
        links.answer(secret=secret, device=device, state=S.APPOINTMENT, about_at=NOW - timedelta(hours=1), now=NOW)
    with pytest.raises(CivilNumber):
        links.answer(secret=secret, device=device, state=None, note="010190-1234", now=NOW)
    with pytest.raises(NotNow):
        say(thread=thread, state=S.CLOSED, party=Party.GUEST, **alma)
    assert fresh(thread).state == S.OPENED and fresh(thread).wish == ""


def test_an_answer_sent_twice_is_one_and_of_two_the_first_stands(thread, alma):
    secret, device = opened(thread, alma)
    for _ in range(2):
        links.answer(secret=secret, device=device, state=S.ACCEPTED, now=NOW)
    assert fresh(thread).steps.filter(state=S.ACCEPTED).count() == 1
    links.answer(secret=secret, device=device, state=S.FULL, now=NOW, note="fyldt")
    with pytest.raises(links.LinkGone):
        links.answer(secret=secret, device=device, state=S.ACCEPTED, now=NOW)
    assert fresh(thread).state == S.FULL


def test_hands_are_counted_and_each_receiver_needs_a_yes_of_its_own(thread, alma):
    for n in (1, 2, 3):
        secret, device = opened(fresh(thread), alma)
        links.answer(secret=secret, device=device, state=S.PASSED_ON, note="Prøv Retshjælpen", now=NOW)
        assert fresh(thread).hands == n
        with pytest.raises(links.ConsentIsOver):
            links.send(thread=fresh(thread), **alma)
    assert ("dan", "En gæst har mødt mange hænder. Gå med") in told()


def test_each_sees_the_threads_of_the_own_hub_and_another_organisation_none(thread, people, alma):
    assert [len(open_threads_of(people[name])) for name in ("carla", "dan", "alma", "bo", "eva", "finn")] == [
        1,
        1,
        1,
        0,
        0,
        0,
    ]
    assert thread_by_code(people["dan"], CODE.lower()) == thread and thread_by_code(people["finn"], CODE) is None
    other = Place.objects.create(organisation=people["carla"].organisation, kind="hub", name="Andetsteds")
    people["dan"].base = other
    people["dan"].save()
    assert open_threads_of(people["dan"]) == [] and thread_here(people["dan"], thread.pk) is None
    with pytest.raises(AnotherOrganisation):
        look_at_thread(member=people["finn"], thread=thread, now=NOW)
    for name in ("bo", "finn", "dan"):
        with pytest.raises(NotReachable):
            hand_over(thread=thread, to=people[name], **alma)
    hand_over(thread=thread, to=people["carla"], **alma)
    assert fresh(thread).owner == people["carla"]


def test_somebody_who_left_is_nobodys_owner_and_the_leader_is_told(thread, people):
    people["alma"].user.is_active = False
    people["alma"].user.save()
    watch(now=thread.due_at)
    assert [who for who, _what in told()] == ["dan"]


def test_a_person_begins_alone_and_the_loop_closes_back_to_them(thread, people):
    hub = thread.base
    with pytest.raises(Lacks):
        begin_alone(hub=hub, need=NeedKind.COMPANY, wish=" ", now=NOW)
    own = begin_alone(hub=hub, need=NeedKind.COMPANY, wish="Nogen at spise med", now=NOW)
    assert own.owner == people["dan"] and by_code.find(typed=own.code, address="x", now=NOW) == own
