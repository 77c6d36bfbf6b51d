"""dateutil: its zones and its rules, from the lines of the calendar as they stand."""

import json
import re
import sys
from datetime import UTC
from io import StringIO
from typing import Any

from dateutil import parser, tz
from dateutil.rrule import rrulestr


def lines(text):
    """Each event's lines, unfolded."""
    whole = re.sub(r"\r\n[ \t]", "", text)
    return [part.split("END:VEVENT")[0].split("\r\n") for part in whole.split("BEGIN:VEVENT")[1:]]


def when(event, name, zone):
    found = [line.rpartition(":")[2] for line in event if re.match(rf"{name}[;:]", line)]
    return [parser.parse(one).replace(tzinfo=zone) for line in found for one in line.split(",")]


def held(text):
    zones = tz.tzical(StringIO(text.replace("\r\n", "\n")))
    found: dict[Any, Any] = {}
    zone = zones.get("Europe/Copenhagen")
    for event in sorted(lines(text), key=lambda one: any(line.startswith("RECURRENCE-ID") for line in one)):
        (uid,) = [line for line in event if line.startswith("UID:")]
        (first,), (last,) = when(event, "DTSTART", zone), when(event, "DTEND", zone)
        for day in when(event, "RECURRENCE-ID", zone):
            found.pop((uid, day.astimezone(UTC)), None)
        rule = [line for line in event if line.startswith("RRULE:")]
        out = when(event, "EXDATE", zone)
        days = rrulestr(rule[0], dtstart=first) if rule else [first]
        for day in days if "STATUS:CANCELLED" not in event else []:
            if day not in out:
                found[uid, day.astimezone(UTC)] = (day + (last - first)).astimezone(UTC)
    return found


def told(text):
    (name,) = re.findall(r"X-WR-CALNAME:(.*)\r", re.sub(r"\r\n[ \t]", "", text))
    rows = [[start, end] for (_, start), end in held(text).items()]
    return {
        "name": re.sub(r"\\(.)", lambda sign: {"n": "\n"}.get(sign[1], sign[1]), name),
        "held": sorted([f"{at:%Y-%m-%dT%H:%MZ}" for at in row] for row in rows),
    }


print(json.dumps([told(text) for text in json.load(sys.stdin)]))
