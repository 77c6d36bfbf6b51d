"""Hypothesis invents seasons that a file can hold: names of any letters, odd hours, every key."""

from datetime import date

from hypothesis import strategies as st

from driveout.core.words import (
    Answer,
    Belief,
    Drive,
    EarlierOpening,
    Employee,
    Fairness,
    Forbidden,
    Hub,
    Known,
    Pin,
    Place,
    Season,
    Stop,
    Terms,
    Vehicle,
    Volunteer,
    Weekday,
    Window,
)
from driveout.core.words.fields import TOLD_TO_GUESTS
from driveout.outside.season_files.kinds import CONTROL, LOST, plain
from driveout.outside.season_files.of_fields import joined_sources

# Near Viborg: on land, so that only what is written is tried.
LATS, LONS = st.floats(56.40, 56.50), st.floats(9.30, 9.50)
LETTERS = st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn"))
TEXT = st.text(LETTERS, max_size=20).map(plain).filter(lambda text: not (CONTROL.search(text) or LOST.search(text)))
SOURCES = TEXT.filter(lambda text: "size: " not in text and not text.endswith(";"))
NAMES = TEXT.filter(lambda text: text and ";" not in text)
DAYS = st.sets(st.sampled_from(Weekday), min_size=1).map(lambda days: tuple(sorted(days)))


def numbers(least: float, most: float) -> st.SearchStrategy[float]:
    return st.floats(least, most, allow_subnormal=False)


@st.composite
def places(draw: st.DrawFn, name: str, source: st.SearchStrategy[str]) -> Place:
    code, people = draw(st.sampled_from(("", "791", "773"))), draw(st.none() | st.integers(0, 10**6))
    return Place(name, draw(LATS), draw(LONS), code, people, draw(source), draw(TEXT))


@st.composite
def stops(draw: st.DrawFn, name: str, hubs: list[str]) -> Stop:
    openings = [Window(day, draw(st.integers(600, 700)), draw(st.integers(900, 960))) for day in draw(DAYS)]
    also = draw(st.lists(st.sampled_from(hubs[1:]), unique=True)) if hubs[1:] else []
    least = draw(st.integers(0, 2))
    return Stop(
        name=name,
        place=draw(places(name, st.builds(joined_sources, SOURCES, SOURCES))),
        hubs=(hubs[0], *also),
        windows=(Window(Weekday.MONDAY, 540, 600), *openings),
        belief=Belief(
            draw(numbers(0, 900)),
            draw(numbers(0, 5)),
            draw(numbers(0.001, 1e6)),
            draw(st.sampled_from(Known)),
            draw(st.integers(0, 99)),
        ),
        lengths=tuple(sorted(draw(st.sets(st.sampled_from((30, 45, 60)), min_size=1)))),
        setup_minutes=draw(st.integers(0, 20)),
        packdown_minutes=draw(st.integers(0, 20)),
        seats=draw(st.integers(1, 500)),
        stay_minutes=draw(st.integers(1, 720)),
        volunteers=0,
        weight=draw(numbers(0, 1000)),
        visits_min=least,
        visits_max=draw(st.integers(least, 2)),
        venue=draw(TEXT),
        **{field.name: draw(st.sampled_from(Answer)) for field in TOLD_TO_GUESTS},
    )


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    return Terms(
        budget_kr_a_week=draw(st.none() | numbers(0, 1e9)),
        kr_per_km=draw(numbers(0, 100)),
        kr_per_employee_hour=float(draw(st.integers(0, 999))),
        kr_per_opening=float(draw(st.integers(0, 999))),
        load_minutes=draw(st.integers(0, 15)),
        unload_minutes=draw(st.integers(0, 15)),
        stops_a_tour=draw(st.integers(1, 6)),
        break_after_minutes=draw(st.integers(360, 1440)),
        break_minutes=draw(st.integers(0, 30)),
        spacing_days=draw(st.integers(1, 3)),
        second_visit_share=draw(numbers(0, 1)),
        same_hour_minutes=draw(st.integers(0, 1440)),
        guests_per_1000_kr=draw(numbers(0, 100)),
        leg_step_minutes=draw(st.sampled_from((1, 5))),
        rest_minutes=draw(st.integers(0, 660)),
        fairness=draw(st.sampled_from(Fairness)),
        floor_share=draw(numbers(0, 1)),
        change_price_guests=draw(numbers(0, 100)),
        holidays=draw(st.sampled_from(("", "DK", "SE"))),
    )


@st.composite
def seasons(draw: st.DrawFn) -> Season:
    names = draw(st.lists(NAMES, min_size=3, max_size=7, unique_by=str.casefold))
    hubs, rest = names[: len(names) // 3], names[len(names) // 3 :]
    made = tuple(draw(stops(name, draw(st.permutations(hubs)))) for name in rest)
    day, length = Weekday.MONDAY, made[0].lengths[0]
    week = tuple(Window(day, 420, 1080) for day in Weekday)
    return Season(
        name=draw(NAMES),
        hubs=tuple(Hub(hub, draw(places(hub, TEXT)), week, draw(TEXT)) for hub in hubs),
        stops=made,
        vehicles=tuple(Vehicle(f"Bil {hub}", hub, tuple(Weekday)) for hub in hubs),
        employees=tuple(
            Employee(f"Alma {hub}", hub, tuple(Weekday), draw(st.integers(600, 3000)), draw(st.integers(500, 900)))
            for hub in hubs
        ),
        volunteers=(Volunteer(draw(NAMES), hubs[0], draw(DAYS), draw(st.integers(1, 6)), draw(st.integers(1, 9))),),
        terms=draw(terms()),
        first_day=draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))),
        weeks=draw(st.integers(1, 104)),
        closed_dates=tuple(sorted(draw(st.sets(st.dates(date(2000, 1, 1), date(2100, 1, 1)), max_size=3)))),
        pins=draw(st.sampled_from(((), (Pin(rest[0], day),), (Pin(rest[0], day, 540, None),)))),
        forbidden=draw(st.sampled_from(((), (Forbidden(rest[0]), Forbidden(rest[0], day))))),
        earlier=(EarlierOpening(rest[0], day, draw(st.integers(0, 1439)), draw(st.integers(5, 720))),),
        reach={(rest[0], 1, length): draw(numbers(0, 1e4))},
        drives={
            (hubs[0], rest[0]): Drive(draw(st.integers(8, 60)), draw(numbers(0, 80))),
            (rest[0], hubs[0]): Drive(draw(st.integers(8, 60)), draw(numbers(0, 80))),
        },
        drives_source=draw(TEXT),
        target_guests_a_week=draw(st.none() | numbers(0, 1e6)),
        notes=tuple(draw(st.lists(NAMES, max_size=3))),
    )
