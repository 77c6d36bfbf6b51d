"""A plan as tables: one CSV of openings for anyone, and a workbook for the office."""

import csv
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from driveout.core.travel import BY_CODE, source_in
from driveout.core.words import Opening, Plan, Season, Stop, Verdict, Weekday, clock_iso, harmless
from driveout.core.words.fields import TOLD_TO_GUESTS
from driveout.outside.plan_files.week import of_stop, on_tour, span
from driveout.outside.sheets import Cell, add_sheet, empty_book

COLUMNS = (
    "stop",
    "hub",
    "municipality",
    "venue",
    "address",
    *(field.name for field in TOLD_TO_GUESTS),
    "lat",
    "lon",
    "weekday",
    "starts",
    "ends",
    "minutes",
    "guests",
    "tour",
)

Sheet = tuple[str, str, tuple[tuple[str, str], ...], list[tuple[Cell, ...]]]  # English and Danish title, heads, rows


def as_csv(season: Season, plan: Plan) -> str:
    """One row for each opening, in order of hub and time; guests are expected a week. No names of people."""
    stops, names, tours = {stop.key: stop for stop in season.stops}, season.names, tour_names(plan)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for o in sorted(plan.openings, key=lambda o: (names.place(o.hub), o.hub, o.weekday, o.starts)):
        stop = stops[o.stop]
        times = (
            o.weekday.name.lower(),
            clock_iso(o.starts),
            clock_iso(o.ends),
            o.minutes,
            round(o.guests, 2),
            tours[o.tour],
        )
        where: tuple[Cell, ...] = (
            names.place(o.stop),
            names.place(o.hub),
            municipality(stop),
            stop.venue,
            stop.place.address,
            *told(stop),
            stop.place.lat,
            stop.place.lon,
        )
        writer.writerow([in_csv(value) for value in (*where, *times)])
    return out.getvalue()


def as_zip(season: Season, plan: Plan, verdict: Verdict, *, lang: str = "da") -> bytes:
    """All tables of the plan, each as a CSV file that a spreadsheet opens by itself. Names of the crew are in them."""
    texts = {"åbninger" if lang == "da" else "openings": as_csv(season, plan)}
    for title, heads, rows in _sheets(season, plan, verdict, lang, {}):
        out = io.StringIO()
        csv.writer(out, lineterminator="\r\n").writerows([[in_csv(value) for value in row] for row in (heads, *rows)])
        texts[title] = out.getvalue()
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for title, text in texts.items():
            archive.writestr(f"{title}.csv", text.encode("utf-8-sig"))  # the mark is for Excel
    return whole.getvalue()


def in_csv(value: Cell) -> Cell:
    """People's words must not become a spreadsheet's formulas."""
    return harmless(value) if isinstance(value, str) else value


def told(stop: Stop) -> tuple[str, ...]:
    """What guests ask of the place: yes, no or unknown."""
    return tuple(str(getattr(stop, field.name)) for field in TOLD_TO_GUESTS)


def municipality(stop: Stop) -> str:
    """Its name where the code is one of the 98."""
    code = stop.place.municipality
    return BY_CODE[code].name if code in BY_CODE else code


def write_workbook(
    season: Season,
    plan: Plan,
    verdict: Verdict,
    path: Path,
    *,
    lang: str = "da",
    reasons: Mapping[str, str] | None = None,
) -> None:
    """Timetable, tours, volunteers, stops with reasons, proof. `reasons`: stop's key → sentence, where asked."""
    book = empty_book()
    for title, heads, rows in _sheets(season, plan, verdict, lang, reasons or {}):
        add_sheet(book, title, heads, rows)
    book.save(path)


def _sheets(
    season: Season, plan: Plan, verdict: Verdict, lang: str, reasons: Mapping[str, str]
) -> Iterator[tuple[str, list[str], list[tuple[Cell, ...]]]]:
    """Title, headings and rows of each table, in the asked language."""
    for english, danish, heads, rows in (
        _timetable(season, plan, lang),
        _tours(season, plan, lang),
        _volunteers(season, plan, lang),
        _stops(season, plan, lang, reasons),
        _proof(season, plan, verdict, lang),
    ):
        yield danish if lang == "da" else english, [da if lang == "da" else en for en, da in heads], rows


def tour_names(plan: Plan) -> dict[str, str]:
    """By key; an opening that names no tour of the plan is shown with what it names."""
    return {opening.tour: opening.tour for opening in plan.openings} | {tour.key: tour.name for tour in plan.tours}


def _one_each(plan: Plan) -> list[Opening]:
    """One opening for each hub and stop that are together in the plan."""
    return list({(opening.hub, opening.stop): opening for opening in plan.openings}.values())


def day(weekday: Weekday, lang: str) -> str:
    return weekday.danish if lang == "da" else weekday.english


def _timetable(season: Season, plan: Plan, lang: str) -> Sheet:
    """One row for each hub and stop, one column for each weekday."""
    days, shown = sorted({o.weekday for o in plan.openings}), season.names.place
    rows: list[tuple[Cell, ...]] = []
    for hub, name, _, stop in sorted((shown(o.hub), shown(o.stop), o.hub, o.stop) for o in _one_each(plan)):
        here = {o.weekday: o for o in of_stop(plan, stop)}
        guests = round(sum(o.guests for o in here.values()), 1)
        rows.append((hub, name, *(span(here[d]) if d in here else None for d in days), guests))
    heads = tuple((d.english, d.danish) for d in days)
    return (
        "timetable",
        "tidsplan",
        (("hub", "hub"), ("stop", "sted"), *heads, ("guests a week", "gæster om ugen")),
        rows,
    )


def _tours(season: Season, plan: Plan, lang: str) -> Sheet:
    heads = (
        ("tour", "tur"), ("hub", "hub"), ("weekday", "ugedag"), ("vehicle", "bil"), ("employee", "medarbejder"),
        ("leaves", "møder"), ("returns", "slutter"), ("break", "pause"), ("stops", "steder"),
        ("driving minutes", "minutters kørsel"), ("km", "km"), ("kr.", "kr."),
    )  # fmt: skip
    rows: list[tuple[Cell, ...]] = []
    names = season.names
    for t in sorted(plan.tours, key=lambda t: (names.place(t.hub), t.hub, t.weekday, t.leaves)):
        stops = " → ".join(names.place(o.stop) for o in on_tour(plan, t))
        rest = None if t.break_starts is None else clock_iso(t.break_starts)
        who = (t.name, names.place(t.hub), day(t.weekday, lang), names.vehicle(t.vehicle), names.employee(t.employee))
        times = (clock_iso(t.leaves), clock_iso(t.returns), rest)
        rows.append((*who, *times, stops, t.driving_minutes, round(t.km, 1), round(t.cost_kr, 2)))
    return "tours", "ture", heads, rows


def _volunteers(season: Season, plan: Plan, lang: str) -> Sheet:
    heads = (
        ("volunteer", "frivillig"),
        ("hub", "hub"),
        ("weekday", "ugedag"),
        ("hours", "tid"),
        ("stop", "sted"),
        ("tour", "tur"),
    )
    rows: list[tuple[Cell, ...]] = []
    names, tours = season.names, tour_names(plan)
    for person in season.volunteers:
        for o in sorted(plan.openings, key=lambda o: (o.weekday, o.starts)):
            if person.key in o.volunteers:
                who = (names.volunteer(person.key), names.place(person.hub))
                rows.append((*who, day(o.weekday, lang), span(o), names.place(o.stop), tours[o.tour]))
    return "volunteers", "frivillige", heads, rows


def _stops(season: Season, plan: Plan, lang: str, reasons: Mapping[str, str]) -> Sheet:
    heads = (
        ("stop", "sted"), ("hub", "hub"), ("municipality", "kommune"), ("visits a week", "besøg om ugen"),
        ("minutes", "minutter"), ("guests a week", "gæster om ugen"), ("expected demand", "ventet behov"),
        ("demand is", "behovet er"), ("reason", "grund"),
    )  # fmt: skip
    known = {"assumed": "antaget", "learned": "lært"}
    rows: list[tuple[Cell, ...]] = []
    names = season.names
    for stop in season.stops:
        openings = of_stop(plan, stop.key)
        hub = names.place(openings[0].hub if openings else stop.hubs[0])
        guests = round(sum(o.guests for o in openings), 1)
        source = stop.belief.known.value
        demand = (stop.belief.mean_guests, known[source] if lang == "da" else source)
        minutes = openings[0].minutes if openings else None
        reason = reasons.get(stop.key)
        rows.append((names.place(stop.key), hub, municipality(stop), len(openings), minutes, guests, *demand, reason))
    return "stops", "steder", heads, rows


def _proof(season: Season, plan: Plan, verdict: Verdict, lang: str) -> Sheet:
    proof = plan.proof
    facts: list[tuple[str, str, Cell]] = [
        ("season", "sæson", plan.season),
        ("guests a week, expected", "gæster om ugen, ventet", round(plan.guests_a_week, 2)),
        ("the plan's value, in guests", "planens værdi, i gæster", round(proof.objective, 4)),
        ("at most possible, in guests", "højst muligt, i gæster", round(proof.bound, 4)),
        ("at most missing", "mangler højst", f"{proof.gap:.4%}".replace(".", "," if lang == "da" else ".")),
        ("how the search ended", "sådan endte søgningen", proof.status.danish if lang == "da" else proof.status.value),
        *([("why no more is proven", "hvorfor ikke mere er bevist", proof.why.in_(lang))] if proof.why else []),
        *(("remark", "bemærkning", remark.in_(lang)) for remark in plan.remarks),
        ("seconds of search", "sekunders søgning", round(plan.seconds, 2)),
        ("kr. a week", "kr. om ugen", round(plan.cost_kr_a_week, 2)),
        ("budget, kr. a week", "budget, kr. om ugen", season.terms.budget_kr_a_week),
        ("minutes of driving a week", "minutters kørsel om ugen", plan.driving_minutes_a_week),
        ("rules tried", "regler prøvet", len(verdict.rules)),
        ("rules broken", "regler brudt", len({breach.rule for breach in verdict.breaches})),
        ("where driving minutes come from", "hvor køretiden kommer fra", source_in(season.drives_source, lang)),
        *(("note", "note", note) for note in (*season.notes, *plan.notes)),
    ]
    rows: list[tuple[Cell, ...]] = [(da if lang == "da" else en, value) for en, da, value in facts]
    return "proof", "bevis", (("what", "hvad"), ("value", "værdi")), rows
