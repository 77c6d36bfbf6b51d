"""How seasons were marked before: by the text of everything they said. Frozen here, to know old marks again."""

import json
from collections import defaultdict
from dataclasses import is_dataclass
from hashlib import sha256
from typing import Any

from driveout.core import words
from driveout.core.words import fields as declared
from driveout.records.plan.storing import legs

SAID = {
    "Season": "name hubs stops vehicles employees volunteers terms first_day weeks closed_dates pins forbidden earlier "
    "reach drives drives_source target_guests_a_week notes ferries",
    "Stop": "name place hubs windows belief lengths setup_minutes packdown_minutes seats stay_minutes volunteers weight "
    "visits_min visits_max venue",
    "Hub": "name place workdays",
    "Place": "name lat lon municipality inhabitants source",
    "Window": "weekday opens closes",
    "Belief": "mean_guests spread shape known openings",
    "Vehicle": "name hub weekdays",
    "Employee": "name hub weekdays minutes_a_week minutes_a_day",
    "Volunteer": "name hub weekdays openings_a_day openings_a_week",
    "Terms": "budget_kr_a_week kr_per_km kr_per_employee_hour kr_per_opening load_minutes unload_minutes "
    "leg_step_minutes stops_a_tour break_after_minutes break_minutes rest_minutes spacing_days second_visit_share "
    "fairness floor_share change_price_guests same_hour_minutes guests_per_1000_kr holidays",
    "Pin": "stop weekday starts minutes",
    "Forbidden": "stop weekday",
    "EarlierOpening": "stop weekday starts minutes",
    "Drive": "minutes km ferries leave_from leave_by ticket_kr",
    "Ferry": "name first last first_back last_back headway ticket_kr",
}


def mark_before(season: words.Season) -> str:
    """As seasons and plans were marked."""
    values: dict[str, Any] = {name: getattr(season, name) for name in SAID["Season"].split()}
    values["reach"], values["drives"] = sorted(season.reach.items()), sorted(season.drives.items())
    return sha256(_text(tuple(sorted(values.items()))).encode()).hexdigest()


def _text(value: Any) -> str:
    if is_dataclass(value):
        kind = type(value).__name__
        return f"{kind}({', '.join(f'{name}={_text(getattr(value, name))}' for name in SAID[kind].split())})"
    if isinstance(value, tuple):
        return f"({', '.join(map(_text, value))}{',' if len(value) == 1 else ''})"
    if isinstance(value, list):
        return f"[{', '.join(map(_text, value))}]"
    return repr(value)


def curve_mark_before(season: Any, changes: list[int], edits: list[int]) -> str:
    """As curves were marked: and still are, but that edits which no plan reads are left out."""
    said = [season.fingerprint, season.terms, changes, edits]
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


def season_of(apps: Any, row: Any, follows: int | None = None) -> words.Season:
    """A season's rows, as the tables are at this migration, in words. `follows`: as `reading.read_season` has it."""

    def rows(model: str, **which: Any) -> Any:
        return apps.get_model("records", model).objects.filter(**which).order_by("id").values()

    hubs = {hub["id"]: hub["name"] for hub in rows("Hub", season=row)}
    stops = {stop["id"]: stop["name"] for stop in rows("Stop", season=row)}
    spans: dict[tuple[str, int], list[words.Window]] = defaultdict(list)
    for model, owner in (("Workday", "hub"), ("StopWindow", "stop")):
        for one in rows(model, **{f"{owner}__season": row}):
            window = words.Window(words.Weekday(one["weekday"]), one["opens"], one["closes"])
            spans[owner, one[f"{owner}_id"]].append(window)
    serving: dict[int, list[str]] = defaultdict(list)
    for one in rows("MayServe", stop__season=row):
        serving[one["stop_id"]].append(hubs[one["hub_id"]])

    def crew(model: str, register: declared.Register) -> tuple[Any, ...]:
        found = rows(model, hub__season=row)
        return tuple(register.made_of_plain({**one, "hub": hubs[one["hub_id"]]}) for one in found)

    def day(number: int | None) -> words.Weekday | None:
        return None if number is None else words.Weekday(number)

    used_to = rows("Opening", plan=follows) if follows else rows("EarlierOpening", season=row)
    names = row.drives["names"]
    return words.Season(
        **{
            field.name: field.kind.word(getattr(row, field.name))
            for field in declared.SEASON
            if hasattr(row, field.name)
        },
        hubs=tuple(
            declared.HUB.made_of_plain(one, workdays=tuple(spans["hub", one["id"]])) for one in rows("Hub", season=row)
        ),
        stops=tuple(
            declared.STOP.made_of_plain(one, hubs=tuple(serving[one["id"]]), windows=tuple(spans["stop", one["id"]]))
            for one in rows("Stop", season=row)
        ),
        vehicles=crew("Vehicle", declared.VEHICLE),
        employees=crew("Employee", declared.EMPLOYEE),
        volunteers=crew("Volunteer", declared.VOLUNTEER),
        terms=declared.TERMS.made_of_plain(row.terms),
        pins=tuple(
            words.Pin(stops[one["stop_id"]], words.Weekday(one["weekday"]), one["starts"], one["minutes"])
            for one in rows("Pin", season=row)
        ),
        forbidden=tuple(
            words.Forbidden(stops[one["stop_id"]], day(one["weekday"])) for one in rows("Forbidden", season=row)
        ),
        earlier=tuple(
            words.EarlierOpening(stops[one["stop_id"]], words.Weekday(one["weekday"]), one["starts"], one["minutes"])
            for one in used_to
        ),
        reach={(stop, visits, minutes): guests for stop, visits, minutes, guests in row.reach},
        drives={(names[a], names[b]): legs.read(leg) for a, b, *leg in row.drives["legs"]},
        ferries=legs.ferries_read(row.drives),
    )
