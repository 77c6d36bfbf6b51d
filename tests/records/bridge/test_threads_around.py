"""Whom a person can turn to, where nothing fitted, and what is kept of a thread and for how long."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from driveout.core.words import GapWhy, NeedKind, Shared, Track
from driveout.jobs.demo_help import fill_directory
from driveout.records.bridge.referral import by_code
from driveout.records.bridge.referral.drafting import write_contact_card, write_wish
from driveout.records.bridge.referral.gaps import gaps_of, note_gap, write_hub_number
from driveout.records.bridge.referral.seeing import (
    look_at_thread,
    thread_here,
    ways_on,
)
from driveout.records.models import Hub, Place, SecretLink, Thread, Trace
from driveout.records.trust.retention import retain
from tests.records.bridge.walked import fresh, opened
from tests.screens.test_next_steps import CODE
from tests.stored import NOW

pytestmark = pytest.mark.django_db


def test_there_is_always_somebody_to_turn_to(thread, people):
    assert ways_on(thread, NOW)[-1].place == thread.base.name  # no number was written: somebody is there
    hub = Hub.objects.get(where=thread.base)
    hub.phone = "12 34 56 78"
    hub.save()
    assert ways_on(thread, NOW)[-1].phone == "12 34 56 78"  # the one that guests read
    own = {"role": "Hubleder", "phone": "21345678", "hours": "", "by": people["carla"].user, "now": NOW}
    write_hub_number(organisation=people["carla"].organisation, base=None, **own)
    assert ways_on(thread, NOW)[-1].role == "Hubleder"
    write_hub_number(organisation=people["carla"].organisation, base=thread.base, **{**own, "role": "Alma"})
    assert ways_on(thread, NOW)[-1].role == "Alma"


def test_what_the_directory_has_for_such_a_need_is_offered(thread, people):
    fill_directory(people["carla"], NOW)
    debt = [way.who for way in ways_on(thread, NOW)]
    assert "Gældsrådgivning Nord" in debt and len(debt) == len(set(debt))
    thread.need = NeedKind.ADDICTION.value
    other = [way.who for way in ways_on(thread, NOW)]
    assert "Gældsrådgivning Nord" not in other and len(other) > 1


def test_whatever_the_need_the_place_and_the_hour_somebody_is_there(thread, people):
    """All of them: each kind of need, each place, with and without a café ahead, at each hour of a week."""
    places = [*Place.objects.filter(organisation=thread.organisation), None]
    for need in NeedKind:
        for where in places:
            for base in (thread.base, None):
                one = Thread(organisation=thread.organisation, need=need.value, where=where, base=base)
                for hours in (0, 5, 17, 40, 100, 167):
                    found = ways_on(one, NOW + timedelta(hours=hours))
                    assert found[-1].is_own and all((way.who or way.role) and (way.phone or way.place) for way in found)


def test_a_thread_nothing_happened_in_is_forgotten_and_counted_on(thread, alma):
    write_wish(thread=thread, wish="Breve", strengths="", track=Track.REFER, read_back=True, **alma)
    day = NOW.date() + timedelta(days=20)
    card: dict[str, Any] = {"told": {Shared.NAME: "Grete"}, "expires_on": day, "today": NOW.date()}
    write_contact_card(thread=thread, **card, **alma)
    opened(thread, alma)
    later = NOW + timedelta(days=181)
    assert retain(organisation=thread.organisation, now=NOW + timedelta(days=21), yes=True)["contact cards"] == 1
    assert retain(organisation=thread.organisation, now=NOW + timedelta(days=179), yes=True)["threads"] == 0
    assert retain(organisation=thread.organisation, now=later, yes=True)["threads"] == 1
    gone = fresh(thread)
    assert (gone.code, gone.wish, gone.need, gone.wiped_at) == ("", "", "debt", later)
    assert not gone.consents.exists() and not SecretLink.objects.exists()
    assert set(gone.steps.values_list("note", "called", "who")) == {("", "", None)}
    with pytest.raises(by_code.NoSuchCode):
        by_code.find(typed=CODE, address="x", now=later)


def test_that_somebody_looked_is_written_once_a_day_and_what_nobody_did_is_forgotten_too(thread, people):
    for hours in (0, 1, 30):
        look_at_thread(member=people["dan"], thread=thread, now=NOW + timedelta(hours=hours))
    assert Trace.objects.filter(what="looked at a thread").count() == 2
    by_code.look(thread=thread, now=NOW)
    retain(organisation=people["finn"].organisation, now=NOW + timedelta(days=1830), yes=True)
    assert Trace.objects.filter(what="a person looked at their thread").exists()
    retain(organisation=thread.organisation, now=NOW + timedelta(days=1830), yes=True)
    assert not Trace.objects.filter(about=f"thread {thread.pk}").exists()


def test_a_page_of_a_thread_asks_no_more_for_a_longer_one(thread, alma, people, django_assert_max_num_queries):
    from driveout.office.bridge.threads.page import thread_page

    opened(thread, alma)
    for n in range(8):
        by_code.wish_more(thread=fresh(thread), note=f"{n}", change=False, now=NOW)
    one = thread_here(people["alma"], thread.pk)
    with django_assert_max_num_queries(13):
        thread_page(people["alma"], one, NOW)


def test_few_gaps_are_not_shown(thread, people, alma):
    for n in range(5):
        note_gap(thread=thread, why=GapWhy.DISTANCE, by=alma["by"], now=NOW + timedelta(days=n))
        shown = gaps_of(people["dan"], NOW)
        assert shown == [(NeedKind.DEBT, GapWhy.DISTANCE, 5 if n == 4 else None)]
    note_gap(thread=thread, why=GapWhy.DISTANCE, by=alma["by"], now=NOW + timedelta(days=4, minutes=1))
    assert gaps_of(people["dan"], NOW)[0][2] == 5


def test_the_law_counts_where_we_live(thread):
    assert timezone.localtime(thread.due_at).hour == 0
