"""Somebody who is taken out is named nowhere in the database any more, and all that is added up is as it was."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest

from driveout.core.plan.check import check
from driveout.records.drive.crew.absence import say_person_absent
from driveout.records.drive.crew.reading import crew_between
from driveout.records.drive.days import breaking
from driveout.records.models import (
    Balance,
    Edit,
    Employee,
    FieldEvent,
    Occurrence,
    Person,
    Plan,
    Shift,
    Signup,
    StockEvent,
    Stop,
    Tally,
    Trip,
    Vehicle,
    Volunteer,
)
from driveout.records.plan.models.edit import Register
from driveout.records.plan.queries import season_as_words
from driveout.records.plan.registers.editing import EditedMeanwhile, edit, redo, undo
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.plan.storing.reading import read_plan
from driveout.records.team.actions import welcome
from driveout.records.team.erasure import erase, erase_from_register
from driveout.records.team.models import Role
from driveout.records.team.persons import person_of, say_who, write_phone
from driveout.records.team.scrubbing import said_of
from driveout.records.team.whose import person_in_register, person_who_signs_in
from driveout.records.trust.wording import pattern_of, without
from tests.on_dates import make_days
from tests.places import hub_at
from tests.records.crew.town import MONDAY, dated
from tests.records.said_everywhere import (
    ANDERS,
    BO,
    HIS_PHONE,
    LATER,
    MAIL,
    PHONE,
    SIGNS_IN,
    a_full_world,
    rename,
    who_says,
)
from tests.stored import HUB, NOW, cast, store_plan, store_season

pytestmark = pytest.mark.django_db
BOS = (BO, "Ærøskov", "Bo", MAIL, PHONE, "22 33 44 55", SIGNS_IN)
BODIL, HER_PHONE = "Bodil Krusaa", "+4566554433"
HERS = (BODIL, "Krusaa", "Bodil", HER_PHONE, "66554433")
HIS = (ANDERS, "Fanøe", "Fano", "Anders", HIS_PHONE, "99887766")


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def world(people):
    return a_full_world(people)


def sums(season):
    """Everything that is added up, and what plans say of themselves."""
    plans = Plan.objects.order_by("id")
    return {
        "plans": list(plans.values("guests", "cost_kr", "driving_minutes", "objective", "bound", "made_from")),
        "checked": [check(season_as_words(season.id), read_plan(plan.id)).breaches for plan in plans],
        "hosts": [[len(hosts) for hosts in plan.openings.values_list("volunteers", flat=True)] for plan in plans],
        "held": Counter(
            Signup.objects.filter(shift__trip__date__lte=LATER.date()).values_list("shift", "state", "extra_minutes")
        ),
        "tallies": list(Tally.objects.values("first", "before", "words", "events")),
        "events": FieldEvent.objects.count(),
        "stock": list(StockEvent.objects.values_list("kind", "quantity")),
        "balances": list(Balance.objects.values_list("quantity", flat=True)),
        "trips": list(Trip.objects.order_by("id").values_list("date", "km", "driving_minutes")),
        "cafes": list(Occurrence.objects.order_by("id").values_list("date", "state", "guests", "starts")),
        "register": [model.objects.count() for model in (Employee, Volunteer)],
    }


def test_the_walk_finds_them_wherever_they_may_stand(world):
    """Or else it would prove nothing that it finds them nowhere afterwards."""
    of_bo = {where.partition(" ")[0] for where, _text in who_says(*BOS)}
    of_anders = {where.partition(" ")[0] for where, _text in who_says(*HIS)}
    assert of_bo >= {
        *("User.first_name", "User.username", "User.email", "Member.near", "Invitation.first_name", "Way.address"),
        *("Volunteer.name", "Volunteer.key", "Edit.before", "Edit.after", "Edit.name", "Edit.why", "Trace.details"),
        *("Opening.volunteers", "Signup.name", "Signup.person", "Signup.why", "Stop.contact", "Proposal.why"),
        *("Proposal.answer", "Change.why", "Plan.why", "PlanFile.content", "Upload.name", "Upload.faults", "Lot.note"),
        *("Occurrence.why", "PublicChange.why", "FieldEvent.body", "Tally.fields", "OwnWords.text", "WordsRead.why"),
        *("Phone.name", "Reading.why", "Upload.content"),
    }
    assert of_anders >= {
        *("Employee.name", "Employee.key", "Trip.driver", "Trip.driver_key", "Plan.name", "Edit.before", "Edit.name"),
        *("Signup.name", "Occurrence.why", "PublicChange.why", "Why.told", "StockEvent.why", "Trace.details"),
        *("Reading.person", "PlanFile.content", "Person.key", "Person.phone", "Stop.contact"),
    }


def test_one_who_signs_in_is_named_nowhere_and_all_adds_up(people, world):
    season, _plan, bo = world
    before = sums(season)
    said = said_of(person_who_signs_in(bo))
    erase(member=bo, by=people["carla"].user, now=LATER, also=[one.token for one in said])
    assert who_says(*BOS) == []
    assert sums(season) == before and not any(before["checked"])
    assert who_says(ANDERS), "who was not meant is still there"


def test_one_of_the_register_is_named_nowhere_and_all_adds_up(people, world):
    season, _plan, _bo = world
    before = sums(season)
    row = Employee.objects.get(hub__season=season, name=ANDERS)
    whose = {"kind": "Employee", "row_id": row.pk, "organisation_id": people["carla"].organisation_id}
    said = said_of(person_in_register("Employee", row.pk, people["carla"].organisation_id))
    done = erase_from_register(**whose, by=people["carla"].user, now=LATER, also=[one.token for one in said])
    assert done and who_says(*HIS) == [] and sums(season) == before and who_says(BO)
    assert erase_from_register(**whose, by=people["carla"].user, now=LATER) is None, "twice is once"


def test_a_first_name_in_what_others_wrote_is_listed_and_stays_until_somebody_has_looked(people, world):
    """“Bo” may be another, or the verb; only a person can say. Guests' own words are not read through for it."""
    _season, _plan, bo = world
    said = {(one.table, one.column): one.text for one in said_of(person_who_signs_in(bo))}
    assert said[("FieldEvent", "body")] == f"{BO} har nøglen. Bo kommer kl. 9."
    assert ("Signup", "why") not in said, "it goes with the shift"
    assert ("OwnWords", "text") not in said
    erase(member=bo, by=people["carla"].user, now=LATER)
    left = {(where.partition(" ")[0], text) for where, text in who_says(*BOS)}
    assert left == {
        ("FieldEvent.body", "tidligere frivillig har nøglen. Bo kommer kl. 9."),
        ("Tally.fields", "tidligere frivillig har nøglen. Bo kommer kl. 9."),
        ("Edit.why", "Bo hedder tidligere frivillig nu"),
        ("Trace.details", "Bo hedder tidligere frivillig nu"),
    }


def test_what_has_a_thing_s_name_is_listed_for_somebody_to_change(people, world):
    _season, _plan, bo = world
    Vehicle.objects.filter(name="Van 2").update(name=f"{BO}s bil")
    found = {(one.text, one.by_hand) for one in said_of(person_who_signs_in(bo)) if one.table == "Vehicle"}
    assert found == {(f"{BO}s bil", True)}


def test_removing_the_row_afterwards_and_taking_that_back_writes_no_name(people, world):
    season, _plan, bo = world
    carla = people["carla"]
    row_id = Volunteer.objects.get(hub__season=season, name=BO).pk
    told = said_of(person_who_signs_in(bo))
    erase(member=bo, by=carla.user, now=LATER, also=[one.token for one in told])
    stands = read(season.id, Register.VOLUNTEER, [row_id])
    assert stands[row_id]["name"] == "tidligere frivillig"
    given = {"season_id": season.id, "register": Register.VOLUNTEER, "opened_with": mark_of(stands), "why": ""}
    made = edit(**given, rows={row_id: None}, by=carla.user, now=LATER)
    undo(edit_id=made.pk, by=carla.user, now=LATER)
    redo(edit_id=made.pk, by=carla.user, now=LATER)
    assert who_says(*BOS) == []
    for earlier in Edit.objects.filter(register=Register.VOLUNTEER).exclude(pk=made.pk):
        with suppress(EditedMeanwhile):
            undo(edit_id=earlier.pk, by=carla.user, now=LATER)
    assert who_says(*BOS) == []


def test_who_was_removed_from_the_register_first_is_taken_out_of_what_can_be_undone(people, world):
    season, _plan, bo = world
    carla = people["carla"]
    row_id = Volunteer.objects.get(hub__season=season, name=BO).pk
    given = {"season_id": season.id, "register": Register.VOLUNTEER, "why": "", "by": carla.user, "now": LATER}
    made = edit(**given, opened_with=mark_of(read(season.id, Register.VOLUNTEER, [row_id])), rows={row_id: None})
    erase(member=bo, by=carla.user, now=LATER, also=[one.token for one in said_of(person_who_signs_in(bo))])
    undo(edit_id=made.pk, by=carla.user, now=LATER)
    assert who_says(*BOS) == []


@pytest.fixture
def bodil(people, world):
    """Of the register alone: renamed, on shifts, with a number, days away, on call lists; then removed from it."""
    season, plan, _bo = world
    carla = people["carla"]
    rename(carla, season, Register.VOLUNTEER, "Bodil", BODIL)
    dated(season, plan, carla)
    row = Volunteer.objects.get(hub__season=season, name=BODIL)
    person = person_of(organisation_id=carla.organisation_id, base_id=row.hub.where_id, key=row.key, now=NOW)
    write_phone(person=person, phone=HER_PHONE, by=carla.user, now=NOW)
    day = {"first": MONDAY + timedelta(days=60), "last": MONDAY + timedelta(days=61)}
    say_person_absent(person=person, **day, by=carla, now=NOW, today=NOW.date())
    cafe = Occurrence.objects.filter(shifts__signups__person="Bodil", date__gt=NOW.date()).order_by("date").last()
    breaking.cancel(occurrence_id=cafe.pk, why=f"{BODIL} er syg", by=carla.user, now=NOW)
    plan.openings.filter(stop__name="Vestermark").update(volunteers=["Birthe"])
    make_days(plan_id=plan.pk, by=carla.user, now=NOW + timedelta(hours=1), today=NOW.date())
    given = {"season_id": season.id, "register": Register.VOLUNTEER, "why": f"{BODIL} er flyttet", "by": carla.user}
    removed = edit(**given, opened_with=_stands(season, row.pk), rows={row.pk: None}, now=LATER)
    return season, row.pk, given, removed


def _stands(season, pk) -> str:
    return mark_of(read(season.id, Register.VOLUNTEER, [pk]))


def test_who_was_removed_and_comes_back_is_taken_out_and_removed_again_and_named_nowhere(people, bodil):
    """Who does not sign in and is in no register is nobody that one could choose: the row is taken back, and then."""
    season, pk, given, removed = bodil
    carla = people["carla"]
    assert {where.partition(" ")[0] for where, _text in who_says(*HERS)} >= {"Person.phone", "Edit.before", "Edit.why"}
    undo(edit_id=removed.pk, by=carla.user, now=LATER)
    whose = {"kind": "Volunteer", "row_id": pk, "organisation_id": carla.organisation_id}
    said = said_of(person_in_register("Volunteer", pk, carla.organisation_id))
    assert erase_from_register(**whose, by=carla.user, now=LATER, also=[one.token for one in said])
    assert who_says(*HERS) == []
    edit(**{**given, "why": ""}, opened_with=_stands(season, pk), rows={pk: None}, now=LATER)
    assert who_says(*HERS) == [] and not Volunteer.objects.filter(pk=pk).exists()
    for earlier in Edit.objects.filter(register=Register.VOLUNTEER).order_by("-id"):
        for turn in (undo, redo, undo):
            with suppress(EditedMeanwhile):
                turn(edit_id=earlier.pk, by=carla.user, now=LATER)
    assert who_says(*HERS) == []
    make_days(plan_id=Plan.objects.get(approved_at__isnull=False).pk, by=carla.user, now=LATER, today=LATER.date())
    assert who_says(*HERS) == []


def test_put_on_dates_again_nobody_stands_in_for_who_is_gone(people, world):
    """The place in the plan stays; the shifts are free, and nobody is offered who is nobody."""
    season, plan, bo = world
    carla = people["carla"]
    erase(member=bo, by=carla.user, now=NOW)
    make_days(plan_id=plan.id, by=carla.user, now=LATER, today=LATER.date())
    assert not Signup.objects.filter(
        shift__trip__date__gt=LATER.date(), state="signed", name__startswith="tid"
    ).exists()
    mondays = Shift.objects.filter(occurrence__date__gt=LATER.date(), occurrence__date__iso_week_day=1, role="host")
    assert mondays.exists() and not mondays.filter(signups__state="signed").exclude(signups__name="Dan").exists()
    crew = crew_between(season, LATER.date(), LATER.date() + timedelta(days=7))
    assert not [one.name for one in crew.helpers.values() if one.name.startswith("tidligere")]


def test_of_two_with_one_name_the_other_keeps_everything(people):
    """One row of the register is taken out; the other Bo's shifts, openings, edits and traces say what they said."""
    carla = people["carla"]
    season = store_season(carla)
    _pk, row = next(pair for pair in read(season.id, Register.VOLUNTEER).items() if pair[1]["name"] == "Bo")
    given = {"season_id": season.id, "register": Register.VOLUNTEER, "opened_with": "", "by": carla.user, "now": NOW}
    edit(**given, rows={None: row}, why="", another=True)
    plan = store_plan(carla, season)
    dated(season, plan, carla)
    one, other = Volunteer.objects.filter(hub__season=season, name="Bo").order_by("id")
    mine = list(Signup.objects.filter(person=one.key).values_list("pk", flat=True))
    shift = Shift.objects.filter(role="host").exclude(signups__in=mine).first()
    theirs = Signup.objects.create(shift=shift, name="Bo", person=other.key, made_at=NOW)
    whose = {"kind": "Volunteer", "organisation_id": carla.organisation_id, "by": carla.user, "now": LATER}
    before = {*who_says(other.key)}
    assert erase_from_register(**whose, row_id=one.pk)
    assert not Signup.objects.filter(pk__in=mine, name="Bo").exists() and mine
    theirs.refresh_from_db()
    other.refresh_from_db()
    assert (theirs.name, theirs.person, other.name) == ("Bo", other.key, "Bo") and {*who_says(other.key)} == before
    assert Edit.objects.get().name == "Bo" and Edit.objects.get().after[str(other.pk)]["name"] == "Bo"


def test_who_is_said_to_be_somebody_of_the_register_is_taken_out_there_whatever_the_names(people):
    """And who only has the name is not."""
    carla, bo = people["carla"], people["bo"]
    bo.base = hub_at(carla, HUB)
    bo.save()
    season = store_season(carla)
    bent = person_of(organisation_id=carla.organisation_id, base_id=bo.base_id, key="Bent", now=NOW)
    other = person_of(organisation_id=carla.organisation_id, base_id=bo.base_id, key="Bo", now=NOW)
    say_who(person=bent, member=bo, by=carla.user, now=NOW)
    say_who(person=other, member=None, by=carla.user, now=NOW)
    erase(member=bo, by=carla.user, now=LATER)
    rows = Volunteer.objects.filter(hub__season=season)
    assert rows.filter(key="Bo", name="Bo").exists() and not rows.filter(name="Bent").exists()
    assert [one.key for one in Person.objects.all()] == ["Bo"]


def test_a_full_name_that_two_have_is_asked_about_and_another_organisation_is_left_alone(people, world):
    season, _plan, bo = world
    finn, carla = people["finn"], people["carla"]
    elsewhere = store_season(finn)
    Stop.objects.filter(season=elsewhere).update(contact=BO)
    welcome(
        username="en-anden", first_name=BO, password=None, organisation=carla.organisation.name, role=Role.VOLUNTEER,
        by=None, now=NOW,
    )  # fmt: skip
    assert BO in person_who_signs_in(bo).doubtful
    said = said_of(person_who_signs_in(bo))
    assert any(one.table == "Stop" and BO in one.text for one in said)
    erase(member=bo, by=carla.user, now=LATER)
    assert BO in Stop.objects.get(season=season, name="Sandholm").contact, "somebody has to say which of the two it is"
    assert Stop.objects.filter(season=elsewhere, contact=BO).count() == 6


def test_asked_by_hand_the_patterns_find_whole_words_only():
    sure = pattern_of(["Bo Berg", "+4522334455", "bo@example.org"])
    for text, left in (
        ("Bo Bergs bil", "Xs bil"), ("bo  berg", "X"), ("Bo Bergsen", "Bo Bergsen"), ("ring 22 33 44 55.", "ring X."),
        ("0045 22334455", "X"), ("122334455", "122334455"), ("(bo@example.org)", "(X)"), ("Bo", "Bo"),
    ):  # fmt: skip
        assert without(text, sure, "X") == left
    alone = pattern_of(["Bo"])
    assert [without(text, alone, "X") for text in ("Bo og Bos bil", "hvor kan jeg bo", "Bodil")] == [
        "X og Xs bil", "hvor kan jeg bo", "Bodil",
    ]  # fmt: skip
