#!/usr/bin/env bash
# openpyxl 3.1.5 and python-calamine 0.9.1. A table of hours has one column formatted hh:mm; somebody writes that the last
# ferry, or the hall, is at 24:00, which a sheet keeps as the number 1.
# Expected: an hour like the others: a time, 24 hours, or an error.
# Seen: every cell up to 23:59 is a time of day; that one is the first of January 1900, as a moment or a mere date. Whoever
#       prints it tells a date that nobody wrote; whoever takes its time of day has a hall that closes before it opens.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT
python3 -m venv "$T/venv"
"$T/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1
cat > "$T/hours.py" <<'P'
import sys
from datetime import date, datetime, time

import openpyxl
import python_calamine

path = sys.argv[1]
book = openpyxl.Workbook()
for row, hour in enumerate((23.5 / 24, 1.0), 1):
    cell = book.active.cell(row, 1, hour)
    cell.number_format = "hh:mm"
book.save(path)
late, midnight = (cell.value for cell in openpyxl.load_workbook(path).active["A"])
print(f"openpyxl: 23:30 is {late!r}, 24:00 is {midnight!r}")
(late_2,), (midnight_2,) = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
print(f"calamine: 23:30 is {late_2!r}, 24:00 is {midnight_2!r}")
assert late == late_2 == time(23, 30)
assert midnight == datetime(1900, 1, 1) and midnight_2 == date(1900, 1, 1), "midnight is read otherwise now"
print("SEEN as described")
P
"$T/venv/bin/python" "$T/hours.py" "$T/hours.xlsx"
