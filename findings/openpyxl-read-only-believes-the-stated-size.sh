#!/usr/bin/env bash
# openpyxl 3.1.5. Large workbooks are read with read_only=True. A sheet may state its size (`dimension`), and some programs that
# export tables state A1 whatever the sheet holds; spreadsheets open such a file whole.
# Expected: read_only saves memory and reads the same cells, or says that the size does not fit.
# Seen: it gives the stated cells alone, one of all, without a word; read in the ordinary way all are there. A season would
#       lose its stops in silence. reset_dimensions() before reading makes both the same.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT
python3 -m venv "$T/venv"
"$T/venv/bin/pip" install --quiet --disable-pip-version-check openpyxl==3.1.5
cat > "$T/size.py" <<'P'
import re
import sys
import zipfile

import openpyxl

whole, small = sys.argv[1:]
book = openpyxl.Workbook()
for row in (("stop", "hub"), ("Karby", "Nykøbing Mors"), ("Venø", "Struer")):
    book.active.append(row)
book.save(whole)
with zipfile.ZipFile(whole) as old, zipfile.ZipFile(small, "w") as new:
    for name in old.namelist():
        new.writestr(name, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', old.read(name)))


def rows(reset=False, **how):
    sheet = openpyxl.load_workbook(small, **how).active
    if reset:
        sheet.reset_dimensions()
    return list(sheet.iter_rows(values_only=True))


print(f"ordinary: {len(rows())} rows; read_only: {rows(read_only=True)}; after a reset: {len(rows(True, read_only=True))}")
assert len(rows()) == len(rows(True, read_only=True)) == 3
assert rows(read_only=True) == [("stop",)], "it no longer believes the stated size"
print("SEEN as described")
P
"$T/venv/bin/python" "$T/size.py" "$T/whole.xlsx" "$T/small.xlsx"
