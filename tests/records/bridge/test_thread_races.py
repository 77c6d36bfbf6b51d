"""Many at once: of one link one browser comes in, two answers of receivers are one, and a card is one thread."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from driveout.core.words import Party, ReferralState, SaidHow, Shared
from driveout.records.bridge.referral import links
from driveout.records.bridge.referral.beginning import open_threads
from driveout.records.bridge.referral.consenting import Receiver, take_consent, withdraw_consent
from driveout.records.bridge.referral.rules import NotNow
from driveout.records.models import Consent, SecretLink, Thread, ThreadStep
from driveout.records.team.tries import TooSoon
from tests.field.test_at_once import at_once, patiently
from tests.screens.test_next_steps import step
from tests.screens.test_own_words import make_cafe
from tests.stored import cast, store_season

pytestmark = pytest.mark.django_db(transaction=True)
S = ReferralState


def a_card():
    people = cast()
    cafe = make_cafe(store_season(people["carla"]))
    step(cafe, people["alma"])
    return people["alma"].user, timezone.now()


def a_link(user, now):
    thread = Thread.objects.get()
    until = timezone.localdate(now) + timedelta(days=9)
    take_consent(
        thread=thread, receiver=Receiver("Retshjælpen"), fields=[Shared.NEED], until=until, how=SaidHow.SPOKEN,
        read_back=True, by=user, now=now,
    )  # fmt: skip
    _link, secret, code = links.send(thread=thread, by=user, now=now)
    return thread, secret, code


def answered(act):
    """What came of it, or how it was refused."""

    def one():
        try:
            patiently(act)
        except (links.LinkGone, links.ElseWhere, NotNow, TooSoon) as refused:
            return type(refused).__name__
        return "yes"

    return one


def test_a_card_seen_many_times_at_once_is_one_thread():
    _user, now = a_card()
    at_once(*[lambda: patiently(lambda: open_threads(now=now))] * 4)
    assert Thread.objects.count() == 1 and ThreadStep.objects.count() == 1


def test_of_one_link_one_browser_comes_in():
    user, now = a_card()
    open_threads(now=now)
    _thread, secret, code = a_link(user, now)
    said = at_once(*[answered(lambda: links.open_with_code(secret=secret, code=code, now=now))] * 4)
    assert said.count("yes") == 1 and set(said) <= {"yes", "ElseWhere", "TooSoon"}
    assert SecretLink.objects.get().opened_at and ThreadStep.objects.filter(state=S.OPENED).count() == 1


def test_of_two_answers_at_once_one_stands_and_a_yes_taken_back_meanwhile_is_over():
    user, now = a_card()
    open_threads(now=now)
    thread, secret, code = a_link(user, now)
    _link, device = links.open_with_code(secret=secret, code=code, now=now)

    def says(state):
        return answered(lambda: links.answer(secret=secret, device=device, state=state, note="x", now=now))

    def taken_back():
        patiently(lambda: withdraw_consent(thread=thread, party=Party.GUEST, by=user, now=now))
        return "back"

    at_once(says(S.FULL), says(S.PASSED_ON), says(S.ACCEPTED), taken_back)
    thread.refresh_from_db()
    assert not Consent.objects.filter(withdrawn_at=None).exists()
    assert not SecretLink.objects.filter(ended_at=None).exists()
    assert thread.state in (S.DRAFT, S.FULL, S.PASSED_ON) and thread.due_at is not None


def test_whoever_takes_back_and_whoever_opens_or_answers_at_once_wait_for_each_other():
    user, now = a_card()
    open_threads(now=now)
    thread = Thread.objects.get()
    for _ in range(6):
        _thread, secret, code = a_link(user, now)
        _link, device = links.open_with_code(secret=secret, code=code, now=now)

        def asks(secret=secret, device=device):
            links.answer(secret=secret, device=device, state=S.ACCEPTED, now=now)

        def other(secret=secret):
            links.note_forwarded(secret=secret, now=now)

        def back():
            withdraw_consent(thread=thread, party=Party.GUEST, by=user, now=now)

        said = at_once(*map(plainly, (asks, back, other, back, asks)))
        assert set(said) <= {"yes", "LinkGone"}
        _thread, secret, code = a_link(user, now)

        def opens(secret=secret, code=code):
            links.open_with_code(secret=secret, code=code, now=now)

        said = at_once(*map(plainly, (opens, back)))
        assert set(said) <= {"yes", "LinkGone"}
        withdraw_consent(thread=thread, party=Party.GUEST, by=user, now=now)


def plainly(act):
    """Tried once on PostgreSQL, where nobody is told to wait: a deadlock comes out."""

    def one():
        try:
            patiently(act) if connection.vendor == "sqlite" else act()
        except links.LinkGone:
            return "LinkGone"
        return "yes"

    return one
