"""Write a plan to a file; the file's ending chooses how."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from driveout.core.words import Plan, Season, Verdict
from driveout.outside.faults import Fault, Faults, Said
from driveout.outside.whole_files import written_whole

if TYPE_CHECKING:
    from driveout.outside.plan_files.calendar import Named, OnADate, Remembered

ENDINGS = (".xlsx", ".csv", ".zip", ".ics", ".geojson", ".pdf", ".json")


def write_plan(
    season: Season,
    plan: Plan,
    verdict: Verdict,
    path: str | Path,
    *,
    kind: str = "cards",
    phone: str = "",
    link: str = "",
    lang: str = "da",
    changed: datetime | None = None,
    on_dates: "Sequence[OnADate]" = (),
    named: "Named | None" = None,
    remembered: "Remembered | None" = None,
    note: Said | None = None,
) -> None:
    """For PDF: `kind` (cards, runsheets), `phone`, `link`. For workbook, zip: `lang`. For calendars: `changed` (aware),
    `on_dates`, what is otherwise on a date, `named` and `remembered`, as in `as_calendar`. `note`: what whoever works
    with the file should know of it; cards and calendars are for guests and leave it out.

    Raises Faults for an ending that is none of ENDINGS, when a calendar has no dates, when print lacks a sign, or
    where nothing can be written; then what stood there before stays.
    """
    path = Path(path)
    ending = path.suffix.lower()
    told = note or Said("", "")
    if text := told.da if lang == "da" else told.en:
        plan = replace(plan, notes=(*plan.notes, text))
    if ending not in ENDINGS:
        known = Said(f"one of {' '.join(ENDINGS)}", f"en af {' '.join(ENDINGS)}")
        shown = Said(ending or "a file without an ending", ending or "en fil uden endelse")
        what = Said(f"There is no way to write {shown.en}", f"Der er ingen måde at skrive {shown.da} på")
        raise Faults([Fault(path.name, what, known, found=ending)])
    with written_whole(path) as part:
        match ending:
            case ".xlsx":
                from driveout.outside.plan_files.tables import write_workbook

                write_workbook(season, plan, verdict, part, lang=lang)
            case ".csv":
                from driveout.outside.plan_files.tables import as_csv

                part.write_text(as_csv(season, plan), encoding="utf-8-sig", newline="")  # the mark is for Excel
            case ".zip":
                from driveout.outside.plan_files.tables import as_zip

                part.write_bytes(as_zip(season, plan, verdict, lang=lang))
            case ".ics":
                from driveout.outside.plan_files.calendar import as_calendar

                at = changed or datetime.now(UTC)
                part.write_bytes(
                    as_calendar(season, plan, changed=at, on_dates=on_dates, named=named, remembered=remembered)
                )
            case ".pdf":
                part.write_bytes(_pdf(season, plan, path.name, kind, phone, link, told.da))
            case _:
                part.write_text(_json(season, plan, verdict, ending, text), encoding="utf-8")


def _json(season: Season, plan: Plan, verdict: Verdict, ending: str, note: str) -> str:
    from driveout.outside.plan_files.as_json import plan_as_dict
    from driveout.outside.plan_files.map import as_geojson

    data = as_geojson(season, plan, note=note) if ending == ".geojson" else plan_as_dict(season, plan, verdict)
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _pdf(season: Season, plan: Plan, file: str, kind: str, phone: str, link: str, note: str) -> bytes:
    from driveout.outside.plan_files.printing import Unprintable, print_cards, print_run_sheets

    try:
        if kind == "cards":
            made = print_cards(season, plan, phone=phone, link=link)
        else:
            made = print_run_sheets(season, plan, note=note)
    except Unprintable as sign:
        what = Said(f"The typeface has no sign for “{sign}”", f"Skriften har intet tegn for »{sign}«")
        expected = Said(
            "names in letters that can be printed; .xlsx and .csv take any",
            "navne i bogstaver, der kan trykkes; .xlsx og .csv tager alle",
        )
        raise Faults([Fault(file, what, expected, found=str(sign))]) from sign
    assert isinstance(made, bytes)
    return made
