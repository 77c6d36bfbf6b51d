"""What is typed in the office is read as files are: asked about with both readings; kl is passed over."""

from datetime import date

import pytest
from django.urls import reverse

from driveout.records.models import Season
from tests.screens.test_registers import filled, html, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla(signed_in):
    return signed_in("carla")


def of(season, slug, row):
    return reverse("office:row", args=(season.pk, slug, row.pk))


@pytest.mark.parametrize(
    ("opens", "said"),
    [
        ("9.5", "«9.5» kan læses på to måder: 9.30 eller 9.50."),
        ("kl. 10,5", "10.30 eller 10.50"),
        ("9:5", "9.50 eller"),
    ],
)
def test_hours_of_a_hall_that_may_be_two_are_asked_about(carla, season, opens, said):
    hours = {"windows-day": ["2"], "windows-from": [opens], "windows-to": ["16"]}
    answer = send(carla, of(season, "stops", season.stops.first()), **hours)
    assert answer.status_code == 422 and said in html(answer)
    carla.cookies["django_language"] = "en"
    answer = send(carla, of(season, "stops", season.stops.first()), **{**hours, "windows-from": ["9.5"]})
    assert "“9.5” can be read in two ways: 09:30 or 09:50." in html(answer)


def test_kl_is_understood_and_what_nobody_sees_is_dropped(carla, season):
    stop = season.stops.first()
    hours = {"windows-day": ["2"], "windows-from": ["kl 9.30"], "windows-to": ["kl.\u00a016\u200b"]}
    send(carla, of(season, "stops", stop), **hours, venue="Hal\u00adlen\u200b", name="A\u030alb\u00e6k\ufeff")
    stop.refresh_from_db()
    assert (stop.name, stop.venue) == ("Ålbæk", "Hallen")
    assert list(stop.windows.values_list("weekday", "opens", "closes")) == [(2, 570, 960)]


def test_a_workday_with_a_noon_is_one_and_so_are_hours_that_touch(carla, season):
    hub, stop = season.hubs.first(), season.stops.first()
    days = {"workdays-day": ["0", "0"], "workdays-from": ["12", "8"], "workdays-to": ["16", "12"]}
    send(carla, of(season, "hubs", hub), **days)
    assert list(hub.workdays.values_list("weekday", "opens", "closes")) == [(0, 480, 960)]
    hours = {"windows-day": ["2", "2"], "windows-from": ["10", "11"], "windows-to": ["11", "12"]}
    send(carla, of(season, "stops", stop), **hours)
    assert list(stop.windows.values_list("weekday", "opens", "closes")) == [(2, 600, 720)]


@pytest.mark.parametrize(
    ("typed", "minutes"), [("37", 2220), ("7,5", 450), ("7:30", 450), ("37,25", 2235), ("kl", None), ("7.30", None)]
)
def test_hours_of_work_are_asked_about_where_they_may_be_minutes(carla, season, typed, minutes):
    person = season.hubs.first().employees.first()
    before, answer = person.minutes_a_week, send(carla, of(season, "employees", person), minutes_a_week=typed)
    person.refresh_from_db()
    assert person.minutes_a_week == (minutes or before)
    assert ("kan læses på to måder: 7:30 eller 7:18" in html(answer)) == (typed == "7.30")


def test_the_eves_of_december_are_offered_and_closed_by_saving(carla, season):
    Season.objects.filter(pk=season.pk).update(first_day=date(2026, 12, 14), weeks=4, terms={"holidays": "DK"})
    page = html(carla.get(reverse("office:season", args=(season.pk,))))
    to = f"{of(season, 'terms', season)}?luk=1"
    assert "24. december 2026 og 31. december 2026" in page and to in page
    assert "står nu under «Andre lukkede dage»" in html(carla.get(to))
    assert filled(carla, to)["closed_dates"] == ["24-12-2026\n31-12-2026"]
    assert filled(carla, of(season, "terms", season))["closed_dates"] == [""]
    send(carla, to)
    season.refresh_from_db()
    assert season.closed_dates == ["2026-12-24", "2026-12-31"]
    assert to not in html(carla.get(reverse("office:season", args=(season.pk,))))
    assert "Andre lukkede dage»" not in html(carla.get(to))
