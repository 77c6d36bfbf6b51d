"""Kinds in which hours, breaks, nights, roads or the calendar bind."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from driveout.core.words import Season, Weekday, Window
from tests.core.exact.kinds import kind
from tests.core.exact.kinds_of_people import budgeted
from tests.core.exact.town import WORKDAYS, Size, town

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = Weekday


@kind
def short_workdays(rng: Random) -> Season:
    season = town(rng, Size(stops=5, closes=rng.choice((780, 840)), volunteers=4))
    crew = tuple(replace(one, minutes_a_day=rng.choice((150, 200, 250, 300))) for one in season.employees)
    return replace(season, employees=crew)


@kind
def breaks_bind(rng: Random) -> Season:
    season = town(rng, Size(stops=4, lengths=(60, 120), volunteers=4, closes=1080))
    terms = replace(
        season.terms, break_after_minutes=rng.choice((150, 180, 240, 300)), break_minutes=rng.choice((10, 30, 45))
    )
    crew = tuple(replace(one, minutes_a_day=480, minutes_a_week=rng.choice((900, 1200))) for one in season.employees)
    return budgeted(rng, replace(season, terms=terms, employees=crew), 2000, 5000)


@kind
def a_cafe_longer_than_half_the_day(rng: Random) -> Season:
    """One long opening, which no break may cut: what can be driven hangs on the roads around it."""
    season = town(rng, Size(stops=3, lengths=(rng.choice((180, 240)), 300), vans=1, closes=1140, span=90.0))
    stops = tuple(replace(s, windows=tuple(replace(w, closes=w.opens + 360) for w in s.windows)) for s in season.stops)
    crew = tuple(replace(one, minutes_a_day=600, minutes_a_week=1500) for one in season.employees)
    return replace(season, stops=stops, employees=crew, terms=replace(season.terms, break_after_minutes=330))


@kind
def waiting_between_windows(rng: Random) -> Season:
    """Morning and afternoon windows: a tour waits, and the break fits the wait or does not."""
    season = town(rng, Size(stops=4, lengths=(60,), volunteers=4, closes=1080))
    stops = tuple(
        replace(s, windows=tuple(Window(d, at, at + 75) for d in WORKDAYS[:3] for at in (rng.choice((555, 840)),)))
        for s in season.stops
    )
    crew = tuple(replace(one, minutes_a_day=540) for one in season.employees)
    terms = replace(season.terms, break_after_minutes=rng.choice((180, 240, 300)))
    return budgeted(rng, replace(season, stops=stops, employees=crew, terms=terms), 2000, 5000)


@kind
def windows_touch(rng: Random) -> Season:
    """A hall's two hours written as one and one, or overlapping: an opening may last across."""
    season = town(rng, Size(lengths=(60, 120)))
    stops = tuple(
        replace(
            stop,
            windows=tuple(
                half
                for w in stop.windows
                for half in (
                    Window(w.weekday, w.opens, w.opens + 60),
                    Window(w.weekday, w.opens + rng.choice((30, 60, 75)), w.closes),
                )
            ),
        )
        for stop in season.stops
    )
    return budgeted(rng, replace(season, stops=stops), 1500, 4500)


@kind
def windows_off_the_step(rng: Random) -> Season:
    season = town(rng, Size(step=15))
    stops = tuple(
        replace(
            s, windows=tuple(replace(w, opens=w.opens + rng.randint(1, 14), closes=w.closes + 7) for w in s.windows)
        )
        for s in season.stops
    )
    return budgeted(rng, replace(season, stops=stops), 1500, 4500)


@kind
def weekends(rng: Random) -> Season:
    """Sunday is next to Monday, for spacing and for rest."""
    season = town(rng, Size(days=(MONDAY, TUESDAY, SATURDAY, SUNDAY), stops=3))
    return replace(season, terms=replace(season.terms, spacing_days=rng.choice((1, 2, 3))))


@kind
def spacing(rng: Random) -> Season:
    season = town(rng, Size(days=WORKDAYS, stops=3))
    return budgeted(
        rng, replace(season, terms=replace(season.terms, spacing_days=rng.choice((0, 1, 3, 4)))), 2000, 5000
    )


@kind
def rest_binds(rng: Random) -> Season:
    """Long days after each other and nights of 15 to 18 hours asked for: who is home late cannot leave early."""
    season = town(rng, Size(days=(SUNDAY, MONDAY, TUESDAY), stops=3, employees=rng.choice((1, 2)), lengths=(60,)))
    return replace(season, terms=replace(season.terms, rest_minutes=rng.choice((1000, 1050, 1100))))


@kind
def rest_just_fits(rng: Random) -> Season:
    """Nights as long as the rest, to the minute."""
    season = town(rng, Size(days=(SUNDAY, MONDAY, TUESDAY), stops=4))
    return replace(season, terms=replace(season.terms, rest_minutes=510 + 1440 - 960))


@kind
def whole_minutes(rng: Random) -> Season:
    season = town(rng, Size(step=1, stops=4, lengths=(60, 85)))
    stops = tuple(
        replace(s, windows=tuple(replace(w, closes=w.opens + 85 + rng.choice((7, 20, 33))) for w in s.windows))
        for s in season.stops
    )
    return budgeted(rng, replace(season, stops=stops), 1500, 4500)


@kind
def one_stop_a_tour(rng: Random) -> Season:
    return budgeted(rng, town(rng, Size(stops=5, stops_a_tour=1, vans=2, employees=2)), 1500, 4500)


@kind
def many_stops_a_tour(rng: Random) -> Season:
    season = town(rng, Size(stops=4, stops_a_tour=6, lengths=(30, 45), span=15.0, volunteers=4, days=WORKDAYS[:2]))
    return budgeted(rng, season, 800, 2500)


@kind
def closed_dates(rng: Random) -> Season:
    season = town(rng, Size(days=WORKDAYS, stops=3))
    first = date(2026, rng.choice((3, 4, 5)), rng.randint(1, 28))
    shut = tuple(first + timedelta(rng.randrange(40)) for _ in range(8))
    terms = replace(season.terms, holidays=rng.choice(("", "DK")))
    season = replace(season, first_day=first, weeks=rng.choice((3, 6)), closed_dates=shut, terms=terms)
    return budgeted(rng, season, 1500, 4500)


@kind
def closed_all_season_on_a_weekday(rng: Random) -> Season:
    season = town(rng, Size(stops=3))
    first = date(2026, 3, 2)
    shut = tuple(first + timedelta(7 * week + 1) for week in range(4))
    return replace(season, first_day=first, weeks=4, closed_dates=shut)


@kind
def unknown_drives(rng: Random) -> Season:
    season = town(rng, Size(stops=4, hubs=rng.choice((1, 2)), shared=True))
    known = {pair: drive for pair, drive in season.drives.items() if rng.random() < 0.8}
    return budgeted(rng, replace(season, drives=known), 1500, 4500)


@kind
def one_way_is_not_the_other(rng: Random) -> Season:
    """Roads that break the triangle: a detour by a third place can be the shorter one."""
    season = town(rng, Size(stops=4))
    odd = {
        pair: replace(drive, minutes=rng.choice((0, 3, drive.minutes, 3 * drive.minutes)))
        for pair, drive in season.drives.items()
    }
    return budgeted(rng, replace(season, drives=odd), 1200, 3500)


@kind
def ferries(rng: Random) -> Season:
    """Some drives sail: only between two hours, and for a ticket."""
    season = town(rng, Size(stops=4, closes=1020, volunteers=4, lengths=(60,)))
    island = {stop.name for stop in season.stops[: rng.choice((1, 2))]}
    first, last = rng.choice((420, 540, 570)), rng.choice((690, 720, 780, 840))
    drives = {
        (a, b): replace(
            drive, ferries=("Sund–Ø",), leave_from=rng.choice((None, first)), leave_by=rng.choice((None, last, last)),
            ticket_kr=rng.choice((0.0, 180.0, 250.5)),
        )
        if (a in island) != (b in island)
        else drive
        for (a, b), drive in season.drives.items()
    }  # fmt: skip
    return budgeted(rng, replace(season, drives=drives), 2000, 5000)


@kind
def ferries_and_breaks(rng: Random) -> Season:
    season = ferries(rng)
    return replace(season, terms=replace(season.terms, break_after_minutes=rng.choice((180, 240)), break_minutes=30))
