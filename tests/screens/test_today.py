"""“I dag” of those who lead: what waits, whom to ring, what can wait, and how calm it is when all is well."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.look import say
from driveout.office.today import page
from driveout.office.today.rows import Waits
from driveout.records.drive.crew.mates import mates_of
from driveout.records.drive.days import breaking
from driveout.records.models import (
    Balance,
    Call,
    CallList,
    Check,
    Good,
    Lot,
    Occurrence,
    Person,
    Phone,
    Shift,
    Signup,
    Store,
    Thread,
    Trip,
)
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from driveout.records.team import second
from driveout.records.team.actions import welcome
from driveout.records.team.models import Member, Role, SecondFactor
from driveout.records.team.persons import person_of, person_of_member
from driveout.records.trust.models import Reading
from tests.on_dates import make_days
from tests.places import hub_at
from tests.remembered import remembered
from tests.stored import HERE

NOW = timezone.now()
TODAY = timezone.localdate()
TOMORROW = TODAY + timedelta(days=1)
HOME = "/office/idag/"
NUMBER = "+4512345678"


@pytest.fixture
@remembered
def week(season, plan, people):
    """The small town's season since the week before last, with cafés tomorrow; Dan leads its hub."""
    season.first_day, season.closed_dates = TODAY - timedelta(days=TODAY.weekday() + 14), []
    season.save()
    for name in ("dan", "alma", "bo"):
        people[name].base = hub_at(people[name], HUB)
        people[name].save()
    done = {"by": people["carla"].user, "now": NOW}
    approve_plan(plan_id=plan.id, **done)
    publish_times(plan_id=plan.id, **done)
    make_days(plan_id=plan.id, today=season.first_day, **done)
    return season


@pytest.fixture
def tomorrow(week):
    """Some day's trip and cafés stand tomorrow, and nobody else's."""
    trip = Trip.objects.filter(season=week, date__gt=TODAY).first()
    Occurrence.objects.exclude(trip=trip).delete()
    Signup.objects.all().delete()
    Shift.objects.exclude(trip=trip).delete()
    Trip.objects.exclude(pk=trip.pk).delete()
    Trip.objects.update(date=TOMORROW)
    Occurrence.objects.update(date=TOMORROW)
    return trip


@pytest.fixture
def look(signed_in):
    """`look("dan")` → what he reads, and the page."""

    def asked(name):
        answer = signed_in(name).get(HOME)
        assert answer.status_code == 200
        html = answer.content.decode()
        main = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html.split("<main", 1)[1])))
        return main.replace("\u00a0", " "), html

    return asked


def all_have_numbers(season):
    for mate in mates_of(season):
        if mate.key:
            person = person_of(organisation_id=season.organisation_id, base_id=mate.base_id, key=mate.key, now=NOW)
            Person.objects.filter(pk=person.pk).update(phone=NUMBER)


def full(*, besides=None):
    """Every shift has who it needs."""
    Shift.objects.exclude(pk=besides).update(needed=0)


def test_those_who_lead_land_on_it_and_nobody_else_sees_it(signed_in, week, people):
    people["reader"] = welcome(
        username="reader",
        first_name="Læser",
        password="cafe-reader",
        organisation=HERE,
        role=Role.READER,
        by=None,
        now=NOW,
    )
    for name in ("carla", "dan"):
        assert signed_in(name).get("/").url == HOME and signed_in(name).get("/idag/").url == HOME
        html = signed_in(name).get(HOME).content.decode()
        assert html.count('<a class="home" href="/idag/" aria-current="page">') == 2
    for name in ("alma", "reader"):
        assert signed_in(name).get("/").url == f"/office/seasons/{week.pk}/"
    for name in ("alma", "bo", "eva", "reader"):
        assert signed_in(name).get(HOME).status_code == 403


def test_tomorrows_gap_names_whom_to_ring_and_that_is_noted_as_read(look, tomorrow, people):
    shift = Shift.objects.filter(trip=tomorrow, role="host").first()
    full(besides=shift.pk)
    all_have_numbers(tomorrow.season)
    said, html = look("dan")
    place = shift.occurrence.place
    assert f"{place} mangler" in said and "i morgen kl." in said and "kan spørges." in said
    assert f'href="tel:{NUMBER}"' in html and "12 34 56 78" in said
    assert f"/crew/vagter/{shift.pk}/" in html or f"{shift.pk}/" in html
    assert Reading.objects.filter(who=people["dan"].user, what="phone").count() >= 1


def test_a_leader_of_another_hub_reads_neither_the_gap_nor_a_number(look, tomorrow, people):
    shift = Shift.objects.filter(trip=tomorrow, role="host").first()
    full(besides=shift.pk)
    all_have_numbers(tomorrow.season)
    people["dan"].base = hub_at(people["dan"], "Elsewhere")
    people["dan"].save()
    said, html = look("dan")
    assert shift.occurrence.place not in said and "tel:" not in html and not Reading.objects.exists()


def test_the_coordinator_rings_the_hubs_own_leader(look, tomorrow, people):
    full(besides=Shift.objects.filter(trip=tomorrow, role="host").first().pk)
    Person.objects.filter(pk=person_of_member(member=people["dan"], now=NOW).pk).update(phone=NUMBER)
    said, html = look("carla")
    assert "Dan leder hubben." in said and f'href="tel:{NUMBER}"' in html


def test_a_cancelled_cafe_stands_as_changed(look, tomorrow, people):
    full()
    cafe = Occurrence.objects.first()
    breaking.cancel(occurrence_id=cafe.pk, why="Sne", by=people["carla"].user, now=NOW)
    said, _ = look("dan")
    assert f"{cafe.place} er aflyst {say.day(TOMORROW.weekday())}" in said


def test_who_goes_in_vain_comes_first_and_calls_about_shifts_are_one_row(look, tomorrow, people):
    """Three are on a cancelled café and get no message; two lists are about shifts."""
    full(besides=Shift.objects.filter(trip=tomorrow, role="host").last().pk)
    cafe, people_ = Occurrence.objects.first(), mates_of(tomorrow.season)
    keys = [one for one in people_ if one.key][:3]
    persons = [
        person_of(organisation_id=people["dan"].organisation_id, base_id=k.base_id, key=k.key, now=NOW) for k in keys
    ]
    for kind, n in (("shift", 1), ("shift", 1), ("cancelled", 3)):
        row = CallList.objects.create(
            season=tomorrow.season, date=TOMORROW, kind=kind, place=cafe.place, once=f"x {uuid4()}", made_at=NOW
        )
        for person in persons[:n]:
            Call.objects.create(of_list=row, base_id=tomorrow.base_id, person=person)
    said, html = look("dan")
    titles = re.findall(r"<h3>(.*?)</h3>", html)
    assert titles[0] == f"{cafe.place} er aflyst" and "3 skal ringes op. I morgen." in said
    assert "mangler" in titles[1] and titles[2] == "2 skal ringes op om vagter"


def test_a_phone_that_is_missed_waits_and_an_idle_one_does_not(look, tomorrow, people):
    full()
    made = {"made_at": NOW - timedelta(days=9), "signed_in_at": NOW, "public_key": "x", "name": "Telefon"}
    phone = Phone.objects.create(id=uuid4(), member=people["bo"], waiting=3, **made)
    said, _ = look("dan")
    assert "Telefonen hos Bo er ikke hørt siden" in said and "3 ting venter på den." in said
    phone.waiting = 0
    phone.save()
    said, _ = look("dan")
    assert "Telefonen hos Bo" not in said and "1 telefon af 1 er ikke hørt i et døgn." in said


def test_when_all_is_well_it_says_so_and_only_then(look, tomorrow):
    full()
    said, _ = look("dan")
    assert "Alt kører. Intet venter på dig. Alle vagter i dag og i morgen er taget." in said
    assert "Det her venter på dig" not in said
    Shift.objects.filter(role="host").update(needed=2)
    said, _ = look("dan")
    assert "Alt kører" not in said and "Det her venter på dig" in said


def test_promises_have_their_place_among_what_waits(look, tomorrow, monkeypatch):
    full()
    row = Waits("clock", "Et løfte brydes i dag kl. 14", href="/x/", word="Se tråden")
    monkeypatch.setattr("driveout.office.today.waiting.about_to_break", lambda member, now: [row])
    said, _ = look("dan")
    assert "Et løfte brydes i dag kl. 14" in said and "Alt kører" not in said


def test_a_thread_whose_promise_is_late_waits_and_one_in_peace_does_not(look, tomorrow, people):
    """What it is about, where, and who has it; the guest's code is not on the page."""
    full()
    values = {"organisation": people["dan"].organisation, "base": people["dan"].base, "owner": people["alma"]}
    thread = Thread.objects.create(
        need="debt", state="sent", code="K7MX-3F9P", made_at=NOW, last_step_at=NOW, due_from=NOW - timedelta(days=8),
        due_at=NOW + timedelta(days=30), **values,
    )  # fmt: skip
    said, _ = look("dan")
    assert "Se tråden" not in said
    thread.due_at = NOW - timedelta(hours=1)
    thread.save()
    said, html = look("dan")
    assert "Gæld og penge" in said and "Løftet er brudt" in said and "Alma" in said
    assert f"/office/traade/{thread.pk}/" in html and "K7MX" not in html


def test_no_more_than_five_things_wait_and_the_rest_is_counted(look, tomorrow, monkeypatch):
    full()
    rows = [Waits("clock", f"Ting {n}", href="/x/", word="Se") for n in range(page.MOST_SHOWN + 2)]
    monkeypatch.setattr("driveout.office.today.waiting.about_to_break", lambda member, now: rows)
    said, html = look("dan")
    assert html.count('<li class="shout ') == page.MOST_SHOWN and "Og 2 ting til." in said


def test_what_runs_out_and_who_lacks_a_code_can_wait(look, tomorrow, people):
    """Goods of the own hub that are past their date by tomorrow, a paper within the month, and codes of the house."""
    full()
    room = Store.objects.create(organisation=people["dan"].organisation, base=people["dan"].base, name="")
    good = Good.objects.create(organisation=room.organisation, name="Suppe", unit="", kind="meal")
    lot = Lot.objects.create(good=good, best_before=TOMORROW)
    Balance.objects.create(store=room, lot=lot, quantity=3)
    Check.objects.create(
        member=people["bo"], kind="child safety", checked_on=TODAY, valid_until=TODAY + timedelta(days=9),
        checked_by=people["dan"].user,
    )  # fmt: skip
    room.organisation.second_factor_asked = True
    room.organisation.save()
    said, _ = look("dan")
    assert "Suppe udløber senest i morgen." in said and "Bo skal have ny børneattest før" in said
    assert "mangler en kode" not in said, "that is the coordinator's to see to"
    assert Reading.objects.filter(who=people["dan"].user, what="papers", member=people["bo"]).count() == 1
    people["dan"].base = hub_at(people["dan"], "Elsewhere")
    people["dan"].save()
    said, _ = look("dan")
    assert "Suppe" not in said and "børneattest" not in said


def test_who_lacks_a_code_is_counted_until_they_have_one(people):
    here = people["carla"].organisation_id
    asked = Member.objects.filter(organisation=here, role__in=second.ASKED_OF, user__is_active=True).count()
    assert second.how_many_lack(here) == asked > 0
    row = SecondFactor.objects.create(user=people["carla"].user, sealed="x", made_at=NOW)
    assert second.how_many_lack(here) == asked, "one that was begun and never confirmed is none"
    row.confirmed_at = NOW
    row.save()
    assert second.how_many_lack(here) == asked - 1


def test_it_takes_the_same_few_queries_however_much_there_is(signed_in, week, django_assert_max_num_queries):
    Signup.objects.all().delete()
    Phone.objects.bulk_create(
        Phone(id=uuid4(), member=member, name=str(n), public_key="x", made_at=NOW - timedelta(days=3), signed_in_at=NOW)
        for member in Member.objects.all() for n in range(3)
    )  # fmt: skip
    for name in ("dan", "carla"):
        client = signed_in(name)
        with django_assert_max_num_queries(55):
            client.get(HOME)


def test_a_search_finds_it_for_who_leads_alone(signed_in, week):
    assert HOME in signed_in("dan").get("/office/search/?q=i+dag").content.decode()
    assert HOME not in signed_in("alma").get("/office/search/?q=i+dag").content.decode()
