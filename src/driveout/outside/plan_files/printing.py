"""Print with typst: a weekly card for each stop (A5) and a run sheet for each hub and day (A4), in plain Danish."""

import io
import json
import re
import tempfile
from datetime import date
from pathlib import Path
from typing import Any, Literal

from driveout.core.plan.calendar import closed_on
from driveout.core.words import Names, Plan, Season, Stop, Tour, Weekday, clock, found_at, told_hall
from driveout.core.words.fields import SAID, said_to_guests
from driveout.outside.plan_files import week
from driveout.outside.plan_files.woff import as_truetype

TEMPLATES = Path(__file__).with_name("print")
VENDOR = Path(__file__).parents[2] / "look" / "static" / "vendor"  # files that set-up put there, not code
ICONS = ("coffee", "door-open", "route")
HEATHER = "#6b2a60"
Form = Literal["pdf", "png"]
STANDARDS: dict[Form, Any] = {"pdf": ["ua-1"], "png": []}  # PDF/UA: a screen reader can read the cards too
MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]
DOES = {
    "load": "Læs vognen i {}",
    "drive": "Kør til {}",
    "setup": "Stil op i {}",
    "open": "Åbent i {}",
    "pack": "Pak ned i {}",
    "break": "Pause",
    "unload": "Læs af i {}",
}


class Unprintable(Exception):
    """Text that the typeface has no signs for; a page that drops it unseen would be wrong on paper."""


def print_cards(
    season: Season, plan: Plan, *, phone: str = "", link: str = "", form: Form = "pdf"
) -> bytes | list[bytes]:
    """A page for each stop that is visited. `phone` and `link` (as a QR code) are left out when empty.

    `form` "pdf" gives one file, "png" a picture of each page.
    """
    served = [stop for stop in season.stops if week.of_stop(plan, stop.key)]
    files = {"link.svg": _qr(link)} if link else {}
    for icon in (*ICONS, *(said["icon"] for said in SAID.values())):
        drawing = _icon(icon)
        if drawing:
            files[f"{icon}.svg"] = drawing
    cards = [_card(season, plan, stop, phone, files) for stop in served]
    data = {"title": f"Ugekort · {season.name}", "cards": cards}
    return _typeset("cards", data, files, form)


def _card(season: Season, plan: Plan, stop: Stop, phone: str, files: dict[str, bytes]) -> dict[str, Any]:
    openings, names = week.of_stop(plan, stop.key), season.names
    name = names.place(stop.key)
    hall = told_hall(stop.venue)
    venue = found_at(hall[:1].upper() + hall[1:], stop.place.address)
    return {
        "name": name,
        "title": f"Café på hjul i {name}",
        "hours": week.hours(openings),
        "venue": venue if not venue or stop.name in venue else f"{venue}, {name}",
        "near": [
            {"name": names.place(key), "hours": week.short_hours(week.of_stop(plan, key))}
            for key in week.near(season, plan, stop)
        ],
        "known": [
            {"icon": _file_of(said["icon"], files), "words": danish} for said, (danish, _) in said_to_guests(stop)
        ],
        "icons": [_file_of(icon, files) for icon in ICONS],
        "phone": phone,
        "qr": "link.svg" if "link.svg" in files else None,
        "until": until(season),
        "closed": closed_sentence(season, {opening.weekday for opening in openings}),
    }


def _file_of(icon: str, files: dict[str, bytes]) -> str | None:
    """None where set-up has not run: a dot stands instead."""
    return f"{icon}.svg" if f"{icon}.svg" in files else None


def print_run_sheets(season: Season, plan: Plan, *, form: Form = "pdf", note: str = "") -> bytes | list[bytes]:
    """A page or more for each hub and weekday: who drives what, when, and how far. `note`: stands on each."""
    days, names = [], season.names
    for weekday in week.weekday_order(plan):
        for hub in season.hubs:
            tours = [t for t in plan.tours if t.hub == hub.key and t.weekday == weekday]
            if tours:
                days.append(
                    {
                        "weekday": weekday.danish.capitalize(),
                        "hub": names.place(hub.key),
                        "closed": closed_sentence(season, {weekday}),
                        "tours": [_tour(season, plan, t, names) for t in sorted(tours, key=lambda t: t.leaves)],
                    }
                )
    title = f"Køresedler · {season.name}"
    data = {"title": title, "season": season.name, "until": until(season), "note": note, "days": days}
    return _typeset("runsheets", data, {}, form)


def _tour(season: Season, plan: Plan, tour: Tour, names: Names) -> dict[str, Any]:
    return {
        "name": tour.name,
        "leaves": f"kl. {clock(tour.leaves)}",
        "returns": clock(tour.returns),
        "vehicle": names.vehicle(tour.vehicle),
        "employee": names.employee(tour.employee),
        "driving": f"{tour.driving_minutes} min, {comma(tour.km)} km",
        "openings": str(len(week.on_tour(plan, tour))),
        "steps": [_step(step, names) for step in week.steps(season, plan, tour)],
    }


def _step(step: week.Step, names: Names) -> dict[str, Any]:
    opened = step.opening
    notes = [f"Ventet: {comma(opened.guests)} gæster"] if opened else []
    notes += (
        [f"Frivillige: {', '.join(map(names.volunteer, opened.volunteers))}"] if opened and opened.volunteers else []
    )
    far = f", {comma(step.km)} km" if step.km else ""
    return {
        "time": f"{clock(step.starts)}–{clock(step.ends)}",
        "text": DOES[step.what].format(names.place(step.where)),
        "note": " · ".join(notes),
        "length": f"{step.ends - step.starts} min{far}",
        "open": step.what == "open",
        "rest": step.what == "break",
    }


def comma(number: float) -> str:
    """One decimal the Danish way; none when it is a nought: 7 or 7,5."""
    return f"{number:.1f}".removesuffix(".0").replace(".", ",")


def until(season: Season) -> str:
    """“Gælder fra 30. marts til 28. juni 2020.”, or nothing when the season has no dates."""
    if season.first_day is None:
        return ""
    last = date.fromordinal(season.first_day.toordinal() + 7 * season.weeks - 1)
    return f"Gælder fra {day_of(season.first_day)} til {day_of(last)} {last.year}."


def closed_sentence(season: Season, weekdays: set[Weekday]) -> str:
    """“Lukket 13. april og 1. maj.” for the dates that fall on these weekdays."""
    dates = [day_of(day) for day in closed_on(season) if Weekday(day.weekday()) in weekdays]
    if not dates:
        return ""
    return f"Lukket {', '.join(dates[:-1])}{' og ' if dates[:-1] else ''}{dates[-1]}."


def day_of(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]}"


def _qr(link: str) -> bytes:
    import segno

    out = io.BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="svg", border=0, scale=4, dark="#2a1b2a")
    return out.getvalue()


def _icon(name: str) -> bytes | None:
    """One drawing out of the sprite that set-up made; None where set-up has not run."""
    sprite = VENDOR / "icons.svg"
    text = sprite.read_text(encoding="utf-8") if sprite.is_file() else ""
    found = re.search(rf'<symbol id="{name}"([^>]*)>(.*?)</symbol>', text, re.DOTALL)
    if found is None:
        return None
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24"{found[1]}>{found[2]}</svg>'
    return drawing.replace("currentColor", HEATHER).encode()


def _typeset(name: str, data: dict[str, Any], files: dict[str, bytes], form: Form) -> bytes | list[bytes]:
    import typst

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for template in TEMPLATES.iterdir():
            (root / template.name).write_bytes(template.read_bytes())
        for file, content in files.items():
            (root / file).write_bytes(content)
        (root / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        for face in sorted((VENDOR / "fonts").glob("*.woff")):
            (root / f"{face.stem}.ttf").write_bytes(as_truetype(face.read_bytes()))
        try:
            pages: list[bytes] | bytes = typst.compile(
                str(root / f"{name}.typ"),
                root=folder,
                font_paths=[folder],
                format=form,
                ppi=110.0,
                pdf_standards=STANDARDS[form],
            )
        except typst.TypstError as error:
            if sign := re.search(r'the text `"(.+?)"` could not be displayed', str(error)):
                raise Unprintable(sign[1]) from error
            raise
    return pages
