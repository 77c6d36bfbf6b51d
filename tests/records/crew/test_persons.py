"""Who does not sign in is a full person: a number, papers, days away, own data; and it is said who signs in as whom."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from driveout.core.simulate.small_town import HUB
from driveout.records.drive.crew.absence import absences_of, end_absence, say_person_absent
from driveout.records.drive.crew.afterwards import say_no_show, take_no_show_back
from driveout.records.drive.crew.checks import checks_of, lacking, note_person_check, take_check_back
from driveout.records.drive.crew.held_on import held_on_mate
from driveout.records.drive.crew.hours import worked
from driveout.records.drive.crew.mates import mates_of
from driveout.records.drive.crew.plan_people import connected
from driveout.records.drive.crew.reading import crew_between
from driveout.records.drive.crew.rules import NotADay, NotYours
from driveout.records.models import Check, Member, Person, Signup, Trace, Trip, Volunteer
from driveout.records.team.erasure import erase
from driveout.records.team.persons import OtherPerson, person_of, person_of_member, say_who, write_phone
from driveout.records.trust.kept import HANDS, Cut
from tests.places import hub_at
from tests.records.crew.town import MONDAY, TODAY
from tests.stored import NOW

pytestmark = pytest.mark.django_db
NEXT = MONDAY + timedelta(days=7)
KNOWN: dict[str, Any] = {"now": NOW, "today": TODAY}


@pytest.fixture
def dan(people):
    people["dan"].base = hub_at(people["dan"], HUB)
    people["dan"].save()
    return people["dan"]


@pytest.fixture
def birthe(season) -> Person:
    """Of the register, and nobody who signs in."""
    row = Volunteer.objects.get(hub__season=season, name="Birthe")
    return person_of(organisation_id=season.organisation_id, base_id=row.hub.where_id, key=row.key, now=NOW)


@pytest.fixture
def listed(season) -> Person:
    """Bo as the plan has him, while nobody of that name signs in at the hub."""
    row = Volunteer.objects.get(hub__season=season, name="Bo")
    return person_of(organisation_id=season.organisation_id, base_id=row.hub.where_id, key=row.key, now=NOW)


def seen(person, dan, *kinds):
    for kind in kinds:
        note_person_check(person=person, kind=kind, checked_on=date(2026, 1, 5), valid_until=None, by=dan, **KNOWN)


def without_papers(season) -> set[str]:
    found = lacking(crew_between(season, NEXT, NEXT), NOW)
    return {signup.name for _shift, signup, _papers in found}


def test_a_shift_without_papers_names_everybody_until_they_were_seen(season, listed, dan):
    on_it = {row.name for row in Signup.objects.filter(shift__trip__date=NEXT, state="signed")}
    assert without_papers(season) >= on_it and "Bo" in on_it
    seen(listed, dan, "child safety", "introduction")
    assert "Bo" not in without_papers(season)
    seen(listed, dan, "child safety")
    assert Check.objects.count() == 2, "the same again is the same"
    take_check_back(check_id=Check.objects.first().pk, by=dan, now=NOW)
    assert "Bo" in without_papers(season)


def test_who_rings_and_cannot_come_is_off_the_shifts_of_those_days(season, listed, dan, again):
    own = Signup.objects.filter(name="Bo", state="signed", shift__trip__date__gt=TODAY)
    before = own.count()
    row, freed = say_person_absent(person=listed, first=NEXT, last=NEXT, by=dan, **KNOWN)
    assert freed and own.count() == before - len(freed)
    assert {signup.shift.trip.date for signup in freed} == {NEXT}
    again_row, none = say_person_absent(person=listed, first=NEXT, last=NEXT, by=dan, **KNOWN)
    assert (again_row, none) == (row, [])
    again()
    assert not own.filter(shift__trip__date=NEXT).exists(), "a plan made again does not put them on"
    who = f"{listed.base_id}\n{listed.key}"
    assert crew_between(season, NEXT, NEXT).helpers[who].absent == ((NEXT, NEXT),)
    end_absence(absence_id=row.pk, by=dan, now=NOW)
    assert crew_between(season, NEXT, NEXT).helpers[who].absent == ()


@pytest.mark.parametrize("who", ["alma", "bo"])
def test_only_who_leads_the_hub_notes_it(birthe, people, who):
    with pytest.raises(NotYours):
        say_person_absent(person=birthe, first=NEXT, last=NEXT, by=people[who], **KNOWN)
    with pytest.raises(NotYours):
        seen(birthe, people[who], "introduction")


def test_days_that_cannot_be_are_refused(birthe, dan):
    for first, last in ((NEXT, MONDAY), (date(2026, 1, 1), date(2026, 1, 2)), (NEXT, NEXT + timedelta(days=400))):
        with pytest.raises(NotADay):
            say_person_absent(person=birthe, first=first, last=last, by=dan, **KNOWN)


def test_a_number_is_kept_once_and_stands_in_no_trace(birthe, dan):
    for _ in range(2):
        write_phone(person=birthe, phone="+4512345678", by=dan.user, now=NOW)
    assert Trace.objects.filter(about=f"person {birthe.pk}").count() == 1
    assert "12345678" not in json.dumps([row.details for row in Trace.objects.all()])


def test_who_is_said_to_sign_in_as_somebody_is_that_one_whatever_the_names(season, birthe, people, dan):
    bo = people["bo"]
    bo.base = birthe.base
    bo.save()
    hub = str(birthe.base_id)
    assert connected(season.organisation_id)[hub, "Bo"] == bo, "by the name"
    say_who(person=birthe, member=bo, by=dan.user, now=NOW)
    known = connected(season.organisation_id)
    assert known[hub, "Birthe"] == bo and (hub, "Bo") not in known, "nobody is two at a hub"
    seen(birthe, dan, "introduction")
    assert [row.kind for row in checks_of(bo)] == ["introduction"], "what was noted before follows"
    say_person_absent(person=birthe, first=NEXT, last=NEXT, by=dan, **KNOWN)
    assert len(absences_of(bo, TODAY)) == 1
    say_who(person=birthe, member=None, by=dan.user, now=NOW)
    assert connected(season.organisation_id)[hub, "Bo"] == bo


def test_that_nobody_signs_in_as_somebody_holds_against_the_name(season, people, dan):
    bo = people["bo"]
    bo.base = dan.base
    bo.save()
    person = person_of(organisation_id=season.organisation_id, base_id=bo.base_id, key="Bo", now=NOW)
    say_who(person=person, member=None, by=dan.user, now=NOW)
    assert (str(bo.base_id), "Bo") not in connected(season.organisation_id)
    assert [one.name for one in mates_of(season, str(bo.base_id))].count("Bo") == 2, "they are two"


def test_one_sign_in_is_one_person(season, birthe, people, dan):
    bo = people["bo"]
    other = person_of(organisation_id=season.organisation_id, base_id=birthe.base_id, key="Bodil", now=NOW)
    write_phone(person=person_of_member(member=bo, now=NOW), phone="+4512345678", by=None, now=NOW)
    say_who(person=birthe, member=bo, by=dan.user, now=NOW)
    birthe.refresh_from_db()
    assert birthe.phone == "+4512345678" and Person.objects.filter(member=bo).count() == 1
    with pytest.raises(OtherPerson):
        say_who(person=other, member=bo, by=dan.user, now=NOW)


def test_everybody_of_the_crew_is_one_mate(season, people, dan):
    rows = mates_of(season)
    assert len({one.who for one in rows}) == len({one.code for one in rows}) == len(rows)
    crew = Member.objects.filter(organisation=season.organisation_id).exclude(
        role__in=("partner", "reader", "operator")
    )
    assert {row.pk for row in crew} <= {one.member.pk for one in rows if one.member}


def test_what_is_held_on_somebody_is_given_whole(season, birthe, dan):
    write_phone(person=birthe, phone="+4512345678", by=dan.user, now=NOW)
    seen(birthe, dan, "introduction")
    say_person_absent(person=birthe, first=NEXT, last=NEXT, by=dan, **KNOWN)
    mate = next(one for one in mates_of(season) if one.name == "Birthe")
    told = held_on_mate(season, mate)
    assert told["person"]["phone"] == "+4512345678" and told["registers"][0]["name"] == "Birthe"
    assert len(told["papers"]) == len(told["away"]) == 1
    assert len(told["shifts"]) == Signup.objects.filter(name="Birthe").count()
    json.dumps(told)


def test_whom_no_register_has_any_more_goes_in_the_night_with_all_that_hangs_on_it(season, birthe, dan):
    seen(birthe, dan, "introduction")
    rows, take = HANDS["crew persons"]
    cut = Cut(TODAY, TODAY, NOW)
    assert not rows(season.organisation_id, cut).exists(), "the register has them"
    Volunteer.objects.filter(name="Birthe").delete()
    assert take(rows(season.organisation_id, cut), NOW) == 1
    assert not Person.objects.exists() and not Check.objects.exists()


def test_who_is_erased_takes_the_number_along(season, birthe, people, dan):
    bo = people["bo"]
    say_who(person=birthe, member=bo, by=dan.user, now=NOW)
    write_phone(person=birthe, phone="+4512345678", by=dan.user, now=NOW)
    seen(birthe, dan, "introduction")
    erase(member=bo, by=people["carla"].user, now=NOW)
    assert not Person.objects.filter(pk=birthe.pk).exists() and not Check.objects.exists()
    assert Trip.objects.exists()


def test_who_did_not_come_is_told_with_who_said_so_sign_in_or_not(season, people, dan):
    signup = Signup.objects.filter(member=None, shift__trip__date__lt=TODAY + timedelta(days=1)).first()
    at = NOW + timedelta(days=1)
    say_no_show(signup_id=signup.pk, by=dan, now=at)
    (one,) = [one for one in worked(season, at) if one.no_shows]
    assert (one.name, one.said) == (signup.name, [(signup.shift.trip.date, "Dan")])


def test_that_one_of_two_of_a_name_came_after_all_is_not_taken_for_the_other(season, dan):
    signup = Signup.objects.filter(shift__role="host", shift__trip__date__lt=TODAY + timedelta(days=1)).first()
    Signup.objects.filter(pk=signup.pk).update(member=None, name="Kim", person="kim-1")
    Signup.objects.create(shift=signup.shift, name="Kim", person="kim-2", made_at=NOW)
    at = NOW + timedelta(days=1)
    say_no_show(signup_id=signup.pk, by=dan, now=at)
    assert take_no_show_back(signup_id=signup.pk, by=dan, now=at).state == "signed"
