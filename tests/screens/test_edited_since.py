"""What was edited since: the plan that somebody is about to approve, and the times that anyone reads, say so."""

from datetime import date, timedelta

import pytest
from django.test import Client

from driveout.records.models import Change, Edit, PlanRun, PublicTimes, Stop, Trace
from driveout.records.plan import actions
from tests.screens.pressing import press
from tests.screens.reading import text, words_of
from tests.stored import NOW, store_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def approved(people, plan):
    return actions.approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)


def test_approving_says_what_the_plan_does_not_know_of_and_leads_to_planning_again(
    signed_in, people, season, plan, at, page
):
    carla = signed_in("carla")
    assert "ikke med i planen" not in text(carla.get(at(plan)))
    then, done = plan.made_at + timedelta(hours=1), {"before": {}, "after": {}, "made_by": people["carla"].user}
    pin = Change.objects.create(
        season=season, stop=Stop.objects.get(name="Lyngdal"), kind="lock", made_at=then, **done
    )  # fmt: skip
    said = text(carla.get(at(plan)))
    assert "1 ændring er ikke med i planen." in said and f'href="{page}#plan-again">Planlæg igen' in said
    assert "Se den nyeste plan" not in said and "ikke med i planen" not in text(signed_in("dan").get(at(plan)))
    Edit.objects.create(season=season, register="vehicle", name="Van 1", made_at=then, **done)
    carla.post(at(plan, "approve/"), {"instead_of": ""})
    assert "2 ændringer er ikke med i planen." in text(carla.get(at(plan)))  # about to be published
    newer = store_plan(people["carla"], season, sent_by="another")
    times = {"asked_at": then, "started_at": then + timedelta(hours=1), "ended_at": then}
    PlanRun.objects.create(season=season, state="done", limit_seconds=9, plan=newer, **times)
    assert "ikke med i planen" not in text(carla.get(at(newer)))
    assert f'href="{at(newer)}">Se den nyeste plan' in text(carla.get(at(plan)))
    pin.undone_at = pin.turned_at = then + timedelta(minutes=1)
    pin.save()
    assert "1 ændring er ikke med i planen." in text(carla.get(at(plan)))  # what came and went is no difference


def a_closed_date(season) -> None:
    season.closed_dates = ["2026-03-24"]


def another_name(season) -> None:
    season.name = "Forår 2026"


def another_hall(season) -> None:
    season.stops.filter(name="Mosede").update(venue="Den nye hal")


@pytest.mark.parametrize(
    ("edited", "what", "there"),
    [
        (a_closed_date, "lukkedage", "24. marts"),
        (another_name, "sæsonens navn", "Forår 2026"),
        (another_hall, "steder", "Den nye hal"),
    ],
)
def test_what_is_edited_of_public_times_is_said_and_published_again(
    signed_in, season, approved, at, page, edited, what, there
):
    carla = signed_in("carla")
    season.first_day = date(2026, 3, 2)
    season.save()
    press(carla, at(approved, "hold/"))
    assert "Offentliggør igen" not in text(carla.get(at(approved)))
    edited(season)
    season.save()
    said = text(carla.get(at(approved)))
    assert f"Alle læser endnu det gamle: {what}." in said and "Offentliggør igen" in said
    assert "Åbn planen for at offentliggøre igen." in text(carla.get(page + "plans/"))
    assert "Offentliggør igen" not in text(signed_in("dan").get(at(approved)))
    assert there not in words_of(Client().get(f"/tider/{season.id}/"))
    for _twice in range(2):
        press(carla, at(approved, "hold/"))
    assert there in words_of(Client().get(f"/tider/{season.id}/"))
    assert "Offentliggør igen" not in text(carla.get(at(approved)))
    assert Trace.objects.filter(what="published the times").count() == 2
    assert PublicTimes.objects.get().openings.count() == approved.openings.count()
