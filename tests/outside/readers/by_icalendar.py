"""icalendar: it knows the zone by its name, and asks nobody what the calendar says of it."""

import json
import re
import sys
from datetime import UTC
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from dateutil.rrule import rrulestr

ZONE = ZoneInfo("Europe/Copenhagen")
SIGNS = re.compile(r"\\(.)")


def begins(event):
    """Of one event, without what is left out."""
    first = event["dtstart"].dt
    if "rrule" not in event:
        return [first]
    out = [day.dt for day in event["exdate"].dts] if "exdate" in event else []
    rule = rrulestr(event["rrule"].to_ical().decode(), dtstart=first)
    return [day for day in rule if day not in out]


def held(calendar):
    found: dict[Any, Any] = {}
    for event in sorted(calendar.walk("VEVENT"), key=lambda one: "recurrence-id" in one):
        length = event["dtend"].dt - event["dtstart"].dt
        if "recurrence-id" in event:
            found.pop((str(event["uid"]), event["recurrence-id"].dt.astimezone(UTC)), None)
        for day in begins(event) if event["status"] != "CANCELLED" else []:
            found[str(event["uid"]), day.astimezone(UTC)] = day + length
    return found


def told(text):
    calendar = icalendar.Calendar.from_ical(text)
    rows = [[start, end.astimezone(UTC)] for (_, start), end in held(calendar).items()]
    # It has no type for a name, and hands on what stands on the line.
    name = SIGNS.sub(lambda sign: {"n": "\n"}.get(sign[1], sign[1]), str(calendar["x-wr-calname"]))
    return {"name": name, "held": sorted([f"{at:%Y-%m-%dT%H:%MZ}" for at in row] for row in rows)}


print(json.dumps([told(text) for text in json.load(sys.stdin)]))
