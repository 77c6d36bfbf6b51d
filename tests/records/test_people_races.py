"""Two leaders at one person, and somebody who is taken out in that moment: nobody meets an error of the database, and
no name comes back."""

from datetime import date, timedelta
from time import sleep
from typing import Any

import pytest
from django.db import transaction

from driveout.core.simulate.small_town import HUB, small_town
from driveout.records.drive.calls.letters import OtherCrew, crew_of_hub, mark_of, write_letter
from driveout.records.drive.crew import mates
from driveout.records.drive.crew.absence import say_person_absent
from driveout.records.drive.crew.checks import note_person_check
from driveout.records.drive.crew.signing import sign_up
from driveout.records.drive.days.making import Made, put_on_dates
from driveout.records.drive.models.crew import CheckKind
from driveout.records.drive.stock.catalogue import save_good
from driveout.records.models import Good, Person, Plan, Season, Signup, Volunteer
from driveout.records.plan.registers.beginning import begin_season
from driveout.records.plan.seasons.copies import NameTaken, make_next_season, make_scenario
from driveout.records.plan.seasons.taking_in import import_season
from driveout.records.team import persons
from driveout.records.team.erasure import erase_from_register
from driveout.records.team.persons import NotHere, person_of, say_who, write_phone
from tests.places import hub_at
from tests.records.crew.town import DAY, MONDAY, TODAY, empty_shift, on_dates_with
from tests.records.test_stock_races import alone, at_once, open_to_threads
from tests.stored import NOW, cast

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = {"first": DAY, "last": DAY + timedelta(days=6)}


@pytest.fixture
def people():
    return on_dates_with(cast(), "bo")


def of_register(carla, key):
    at = {"organisation_id": carla.organisation_id, "base_id": hub_at(carla, HUB).pk}
    return person_of(**at, key=key, now=NOW)


def test_two_who_say_at_once_of_two_people_that_the_same_one_signs_in_as_them(tmp_path, people):
    carla, dan = people["carla"], people["dan"]
    rows = [of_register(carla, key) for key in ("Bodil", "Bent", "Birthe")]
    with open_to_threads(tmp_path):
        done = at_once([lambda row=row: say_who(person=row, member=dan, by=carla.user, now=NOW) for row in rows])
        assert sorted(type(one).__name__ for one in done) == ["OtherPerson", "OtherPerson", "Person"], done
        assert alone(lambda: Person.objects.filter(member=dan).count()) == 1


def test_who_is_said_to_be_somebody_while_their_own_row_is_made(tmp_path, people):
    """A paper is noted of Dan, who has no row yet, while Carla says that Bodil is Dan."""
    from driveout.records.team.persons import person_of_member

    carla, dan = people["carla"], people["dan"]
    bodil = of_register(carla, "Bodil")
    with open_to_threads(tmp_path):
        done = at_once([
            lambda: say_who(person=bodil, member=dan, by=carla.user, now=NOW),
            lambda: person_of_member(member=dan, now=NOW),
        ])  # fmt: skip
        assert all(isinstance(one, Person) for one in done), done
        assert alone(lambda: Person.objects.filter(member=dan).count()) == 1


def test_a_number_of_ones_own_stays_with_who_is_somebody_else_after_all(tmp_path, people, monkeypatch):
    """Dan writes his number in the moment in which Carla says that he is not Bodil."""
    carla, dan = people["carla"], people["dan"]
    bodil = of_register(carla, "Bodil")
    say_who(person=bodil, member=dan, by=carla.user, now=NOW)
    row_of_member = persons.person_of_member

    def slowly(**values):
        row = row_of_member(**values)
        sleep(0.4)
        return row

    def later():
        sleep(0.2)
        return say_who(person=bodil, member=None, by=carla.user, now=NOW)

    monkeypatch.setattr(persons, "person_of_member", slowly)
    with open_to_threads(tmp_path):
        done = at_once([lambda: persons.write_own_phone(member=dan, phone="+4512345678", now=NOW), later])
        assert all(isinstance(one, Person) for one in done), done
        rows = alone(lambda: set(Person.objects.values_list("key", "member", "phone")))
        assert {row for row in rows if row[0] == "Bodil" or row[1] == dan.pk} == {
            ("Bodil", None, ""), ("", dan.pk, "+4512345678"),
        }  # fmt: skip


@pytest.mark.parametrize("act", [
    lambda row, carla: say_person_absent(person=row, **DAYS, by=carla, now=NOW, today=TODAY),
    lambda row, carla: note_person_check(person=row, kind=CheckKind.HYGIENE, checked_on=TODAY, valid_until=None,
                                         by=carla, now=NOW, today=TODAY),
    lambda row, carla: write_phone(person=row, phone="+4512345678", by=carla.user, now=NOW),
    lambda row, carla: say_who(person=row, member=None, by=carla.user, now=NOW),
], ids=["away", "paper", "phone", "who"])  # fmt: skip
def test_who_is_taken_out_meanwhile_is_not_here(tmp_path, people, act):
    carla = people["carla"]
    row, volunteer = of_register(carla, "Bodil"), Volunteer.objects.get(name="Bodil")
    whose = {"kind": "Volunteer", "row_id": volunteer.pk, "organisation_id": carla.organisation_id}
    with open_to_threads(tmp_path):
        done = at_once([
            lambda: act(row, carla),
            lambda: erase_from_register(**whose, by=carla.user, now=NOW),
        ])  # fmt: skip
        assert isinstance(done[1], dict) and (isinstance(done[0], NotHere) or not isinstance(done[0], Exception)), done
        after = alone(lambda: _tried(act, row, carla))
        assert isinstance(after, NotHere), after
        assert not alone(lambda: Person.objects.filter(key="Bodil").count())


def _tried(act, row, carla):
    try:
        return act(row, carla)
    except Exception as error:
        return error


def test_the_old_key_of_who_was_taken_out_makes_no_row(people):
    """The page was read before; what is typed on it comes after."""
    carla, season = people["carla"], Season.objects.get()
    bodil = Volunteer.objects.get(name="Bodil")
    mate = mates.mate_by(season, f"v{bodil.pk}")
    crew = crew_of_hub(season, str(bodil.hub.where_id), carla)
    whose = {"kind": "Volunteer", "row_id": bodil.pk, "organisation_id": carla.organisation_id}
    erase_from_register(**whose, by=carla.user, now=NOW)
    with pytest.raises(NotHere), transaction.atomic():
        mates.row_of(mate, organisation_id=carla.organisation_id, now=NOW)
    letter: dict[str, Any] = {
        "season": season,
        "crew": crew,
        "shown": mark_of(crew),
        "day": TODAY,
        "about": "alle",
        "text": "Hej",
    }
    with pytest.raises(OtherCrew):
        write_letter(**letter, once="1", by=carla, now=NOW)
    assert not Person.objects.filter(key="Bodil").exists()


def begin(carla, weeks):
    return begin_season(
        name="Ny sæson", first_day=None, weeks=weeks, budget_kr_a_week=None, organisation=carla.organisation,
        by=carla.user, now=NOW,
    )  # fmt: skip


def good(carla, unit):
    values = {"name": "Havregryn", "unit": unit, "kind": "food", "per_guest": 0}
    return save_good(organisation=carla.organisation, good=None, values=values, by=carla.user, now=NOW)


def scenario(carla, why):
    return make_scenario(season=Season.objects.get(name="Small town"), name="Prøve", why=why, by=carla.user, now=NOW)


@pytest.mark.parametrize("act,many", [
    (lambda carla: begin(carla, 13), lambda: Season.objects.filter(name="Ny sæson").count()),
    (lambda carla: good(carla, "kg"), lambda: Good.objects.filter(name="Havregryn").count()),
    (lambda carla: scenario(carla, ""), lambda: Season.objects.filter(name="Prøve").count()),
    (lambda carla: import_season(words=_elsewhere(), organisation=carla.organisation, by=carla.user, now=NOW),
     lambda: Season.objects.filter(name="En anden by").count()),
], ids=["season", "good", "scenario", "file"])  # fmt: skip
def test_what_has_a_name_of_its_own_and_is_made_twice_at_once_is_one(tmp_path, people, act, many):
    carla = people["carla"]
    with open_to_threads(tmp_path):
        done = at_once([lambda: act(carla) for _ in range(3)])
        assert len({getattr(one, "pk", one) for one in done}) == 1, done
        assert alone(many) == 1


def _elsewhere():
    from dataclasses import replace

    return replace(small_town(), name="En anden by")


def test_who_takes_a_shift_while_a_plan_is_put_on_dates_is_on_it_once(tmp_path, people):
    """Bo is the plan's Bo, and takes the very shift that the plan has for him."""
    carla, bo = people["carla"], people["bo"]
    plan = Plan.objects.get()
    row = empty_shift(after=date(2026, 3, 8))
    plan.openings.filter(stop=row.occurrence.stop_id).update(volunteers=["Bo"])
    plan.openings.exclude(stop=row.occurrence.stop_id).update(volunteers=[])
    given = {"plan_id": plan.pk, "by": carla.user, "now": NOW, "today": TODAY}
    with open_to_threads(tmp_path):
        done = at_once([lambda: put_on_dates(**given), lambda: sign_up(shift_id=row.pk, member=bo, by=bo, now=NOW)])
        assert isinstance(done[0], Made), done
        assert type(done[1]).__name__ in ("Signup", "CannotTake"), done
        assert alone(lambda: Signup.objects.filter(shift=row, member=bo, state="signed").count()) == 1


def test_a_name_that_is_taken_is_said_and_not_thrown(people):
    scenario(people["carla"], "")
    with pytest.raises(NameTaken):
        make_next_season(
            season=Season.objects.get(name="Small town"), name="Prøve", first_day=MONDAY, weeks=13, keep_wishes=True,
            by=people["carla"].user, now=NOW,
        )  # fmt: skip
