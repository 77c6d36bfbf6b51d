"""vobject: it believes the zone that stands in the calendar, and remembers the first of a name."""

import json
import sys
from datetime import UTC
from typing import Any

import vobject


def held(calendar):
    found: dict[Any, Any] = {}
    for event in sorted(calendar.vevent_list, key=lambda one: hasattr(one, "recurrence_id")):
        length = event.dtend.value - event.dtstart.value
        if hasattr(event, "recurrence_id"):
            found.pop((event.uid.value, event.recurrence_id.value.astimezone(UTC)), None)
        if event.status.value == "CANCELLED":
            continue
        for day in event.getrruleset(addRDate=True) or [event.dtstart.value]:
            # It gives days of a rule in the zone of the first: the hour on the wall is what was meant.
            found[event.uid.value, day.astimezone(UTC)] = day + length
    return found


def told(text):
    calendar = vobject.readOne(text)
    rows = [[start, end.astimezone(UTC)] for (_, start), end in held(calendar).items()]
    return {
        "name": calendar.x_wr_calname.value,
        "held": sorted([f"{at:%Y-%m-%dT%H:%MZ}" for at in row] for row in rows),
    }


print(json.dumps([told(text) for text in json.load(sys.stdin)]))
