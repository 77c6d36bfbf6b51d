"""Ferries: which a drive takes, from when to when it can begin, what it costs, and what people are told."""

from dataclasses import replace

import pytest

from driveout.core.travel import boardings, estimate, estimates, ferries_of_plan, ferries_of_season, with_drives
from driveout.core.travel.ferries import FERRIES
from driveout.core.travel.hours import BOARDING_MINUTES
from driveout.core.words import (
    Belief,
    Drive,
    Ferry,
    Hub,
    Opening,
    Place,
    Plan,
    Proof,
    Season,
    Status,
    Stop,
    Terms,
    Tour,
    Weekday,
    Window,
)

HOU, SAELVIG = Place("Hou", 55.911, 10.250), Place("Sælvig", 55.865, 10.556)
ODDER, TRANEBJERG = Place("Odder", 55.973, 10.153), Place("Tranebjerg", 55.832, 10.594)
WEEK = (Window(Weekday.MONDAY, 420, 1380),)


def _season(opens: int = 720, hub: Place = ODDER, stop: Place = TRANEBJERG, **given) -> Season:
    hubs = (Hub(hub.name, hub, WEEK),)
    window = (Window(Weekday.MONDAY, opens, opens + 60),)
    stops = (Stop(stop.name, stop, (hub.name,), window, Belief(7), lengths=(60,)),)
    return with_drives(Season("over", hubs, stops, (), (), (), terms=Terms(load_minutes=15), **given))


def _plan(starts: int) -> Plan:
    tour = Tour("Odder, mandag 1", "Odder", Weekday.MONDAY, "Bil", "Alma", starts - 130, starts + 190, 200, 90, 1000)
    opening = Opening("Tranebjerg", "Odder", Weekday.MONDAY, starts, 60, 6.0, tour.name)
    return Plan("over", (opening,), (tour,), Proof(6, 6, Status.PROVEN))


def test_hours_are_those_of_the_direction():
    there, back = estimates([HOU, SAELVIG], [(0, 1), (1, 0)])
    ferry = next(ferry for ferry in FERRIES if ferry.name == "Hou-Sælvig")
    assert there.ferries == back.ferries == ("Hou-Sælvig",) and there.minutes == back.minutes
    quay = 6  # minutes at most: both places lie beside theirs
    assert ferry.from_one.last - BOARDING_MINUTES - quay <= there.leave_by <= ferry.from_one.last - BOARDING_MINUTES
    assert ferry.from_other.last - BOARDING_MINUTES - quay <= back.leave_by <= ferry.from_other.last - BOARDING_MINUTES
    assert there.leave_from < ferry.from_one.first and there.ticket_kr == ferry.ticket_kr


def test_the_drive_to_the_quay_counts():
    near, far = estimate(HOU, SAELVIG), estimate(ODDER, SAELVIG)
    assert 8 <= near.leave_by - far.leave_by <= 25
    assert near.leave_by - far.leave_by == pytest.approx(far.minutes - near.minutes, abs=2)


def test_a_road_has_no_hours_and_no_ticket():
    drive = estimate(ODDER, HOU)
    assert (drive.ferries, drive.leave_from, drive.leave_by, drive.ticket_kr) == ((), None, None, 0.0)


def test_nobody_takes_a_ferry_to_gain_a_few_minutes():
    aalborg, hals = Place("Aalborg", 57.048, 9.919), Place("Hals", 56.996, 10.305)
    assert estimate(aalborg, hals).ferries == ()


def test_what_people_write_goes_before_what_we_know_and_leaves_the_rest():
    own = Ferry("Hou-Sælvig", last_back=23 * 60 + 30, ticket_kr=400)
    there, back = estimates([HOU, SAELVIG], [(0, 1), (1, 0)], ferries=[own])
    known = estimates([HOU, SAELVIG], [(0, 1), (1, 0)])
    assert back.leave_by - known[1].leave_by == 23 * 60 + 30 - 20 * 60
    assert there.leave_by == known[0].leave_by and there.ticket_kr == 400


def test_unknown_departures_stay_unknown_until_written():
    ballen, kalundborg = Place("Ballen", 55.817, 10.640), Place("Kalundborg", 55.680, 11.095)
    assert estimate(ballen, kalundborg).leave_by is None
    stated = [Ferry("Kalundborg-Ballen", 480, 1200, 420, 1140)]
    assert estimates([ballen, kalundborg], [(0, 1)], ferries=stated)[0].leave_by < 1140


def test_every_row_of_the_table_makes_sense():
    for ferry in FERRIES:
        for sailings in (ferry.from_one, ferry.from_other):
            assert sailings is None or 240 <= sailings.first < sailings.last <= 1440, ferry.name
        assert (ferry.from_one is None) == (ferry.from_other is None), ferry.name
        assert 10 <= ferry.minutes <= 300 and all(ferry.ports), ferry.name
    assert len({ferry.name for ferry in FERRIES}) == len(FERRIES)


def test_given_minutes_learn_their_ferry_and_keep_their_minutes():
    season = _season(drives={("Odder", "Tranebjerg"): Drive(111, 50.0), ("Tranebjerg", "Odder"): Drive(112, 51.0)})
    home = season.drives["Tranebjerg", "Odder"]
    assert (home.minutes, home.km, home.ferries) == (112, 51.0, ("Hou-Sælvig",)) and home.leave_by is not None


def test_given_minutes_round_a_fjord_stay_a_road():
    a, b = Place("Aars", 56.803, 9.517), Place("Selde", 56.780, 9.047)
    by_road = _season(hub=a, stop=b, drives={("Aars", "Selde"): Drive(75, 70.0), ("Selde", "Aars"): Drive(40, 40.0)})
    assert by_road.drives["Aars", "Selde"].ferries == ()
    assert by_road.drives["Selde", "Aars"].ferries == ("Hvalpsund-Sundsøre",)


def test_import_says_how_often_until_when_and_for_how_much():
    (said,) = ferries_of_season(_season())
    assert "about every 120 minutes" in said.english and "Home by the 20:00 or not at all" in said.english
    assert "Hjem med den kl. 20 eller slet ikke" in said.danish and "350 kr." in said.danish
    assert "ferries.csv" in said.english
    (written,) = ferries_of_season(_season(ferries=(Ferry("Hou-Sælvig", last_back=1410),)))
    assert "Home by the 23:30" in written.english and "As you have written" in written.english


def test_unknown_departures_and_the_tide_are_asked_about():
    kalundborg = Place("Kalundborg", 55.680, 11.095)
    (asked,) = ferries_of_season(_season(hub=kalundborg))
    assert "departures are not known" in asked.english and "Kalundborg-Ballen" in asked.danish
    (tide,) = ferries_of_season(_season(hub=Place("Ribe", 55.33, 8.76), stop=Place("Mandø By", 55.276, 8.555)))
    assert "tidevandet bestemmer hvornår" in tide.danish


def test_a_cafe_that_closes_after_the_last_ferry_is_told():
    sayings = ferries_of_season(_season(opens=1200))
    assert len(sayings) == 2 and "must leave by" in sayings[1].english and "No plan can visit it" in sayings[1].english
    assert len(ferries_of_season(_season(opens=1200, ferries=(Ferry("Hou-Sælvig", last_back=1410),)))) == 1


def test_each_tour_says_which_departure_it_must_reach():
    season = _season()
    out, home = boardings(season, _plan(720))
    assert (out.place, home.place) == ("Odder", "Tranebjerg")
    assert home.leaves == 720 + 60 + 15 and home.last == 1200 and not home.too_late
    assert home.leave_by == season.drives["Tranebjerg", "Odder"].leave_by
    late = boardings(season, _plan(1200))[1]
    assert late.too_late
    assert "That is too late." in ferries_of_plan(season, _plan(1200))[1].english
    assert ferries_of_plan(season, _plan(720), stop="elsewhere") == []


def test_a_plan_without_ferries_says_nothing_of_them():
    season = _season(stop=Place("Hov", 55.920, 10.240))
    plan = replace(_plan(720), openings=(replace(_plan(720).openings[0], stop="Hov"),))
    assert boardings(season, plan) == () and ferries_of_season(season) == []
