"""Write a plan to a file; the file's ending chooses how."""

import json
from datetime import UTC, datetime
from pathlib import Path

from driveout.core.words import Plan, Season, Verdict
from driveout.outside.faults import Fault, Faults, Said

ENDINGS = (".xlsx", ".csv", ".ics", ".geojson", ".pdf", ".json")


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
) -> None:
    """For PDF: `kind` (cards, runsheets), `phone`, `link`. For a calendar: `changed` (aware). For a workbook: `lang`.

    Raises Faults for an ending that is none of ENDINGS, or when a calendar has no dates.
    """
    path = Path(path)
    match path.suffix.lower():
        case ".xlsx":
            from driveout.outside.plan_files.tables import write_workbook

            write_workbook(season, plan, verdict, path, lang=lang)
        case ".csv":
            from driveout.outside.plan_files.tables import as_csv

            path.write_text(as_csv(season, plan), encoding="utf-8-sig", newline="")  # the mark is for Excel
        case ".ics":
            from driveout.outside.plan_files.calendar import as_calendar

            path.write_bytes(as_calendar(season, plan, changed=changed or datetime.now(UTC)))
        case ".geojson" | ".json":
            path.write_text(_json(season, plan, verdict, path.suffix.lower()), encoding="utf-8")
        case ".pdf":
            path.write_bytes(_pdf(season, plan, kind, phone, link))
        case ending:
            expected = Said(f"one of {' '.join(ENDINGS)}", f"en af {' '.join(ENDINGS)}")
            what = Said(
                f"There is no way to write {ending or 'a file without an ending'}", f"»{ending}« kan ikke skrives"
            )
            raise Faults([Fault(path.name, what, expected, found=ending)])


def _json(season: Season, plan: Plan, verdict: Verdict, ending: str) -> str:
    from driveout.outside.plan_files.as_json import plan_as_dict
    from driveout.outside.plan_files.map import as_geojson

    data = as_geojson(season, plan) if ending == ".geojson" else plan_as_dict(season, plan, verdict)
    return json.dumps(data, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _pdf(season: Season, plan: Plan, kind: str, phone: str, link: str) -> bytes:
    from driveout.outside.plan_files.printing import print_cards, print_run_sheets

    made = print_cards(season, plan, phone=phone, link=link) if kind == "cards" else print_run_sheets(season, plan)
    assert isinstance(made, bytes)
    return made
