"""The page docs/reference/season-format.md, made from the same description that reads and writes seasons."""

import csv
import io
from collections.abc import Iterable

from driveout.core.words.fields.kinds import LONGEST_NAME
from driveout.outside.season_files.columns import Column, Table
from driveout.outside.season_files.keys import SEASON_KEYS, TERMS_KEYS
from driveout.outside.season_files.kinds import FIRST_YEAR, LAST_YEAR
from driveout.outside.season_files.raw import MOST_BYTES, MOST_ROWS
from driveout.outside.season_files.tables import TABLES
from driveout.outside.unpacking import MEGABYTE, MOST_TIMES, MOST_UNPACKED

INTRODUCTION = f"""# How a season is written

This page is made from the code that reads seasons (`driveout.outside.season_files`); `make docs` fails when it
is out of date.
A guide that starts from nothing: [Write a season](../how-to/write-a-season.md).

A season is **a folder** with `season.toml` and one CSV file for each table, or **one Excel workbook** (.xlsx) with one
sheet for each table, the same headings, and a sheet `season` with keys in column A and values in column B
(a key that takes several values has several rows). `driveout import SEASON --to …` turns one into the other.

- **Text** is UTF-8. Windows-1252, UTF-16, and what an old Mac or MS-DOS wrote are understood too, with a note that
  shows how. Signs that nobody sees (zero-width spaces, soft hyphens, marks of direction) are dropped, and every space
  is a plain one.
- **Cells** are separated by comma, semicolon or tab, as the heading is. Text with a
  separator in it stands in "quotes".
- **Numbers** take a point or a Danish comma: `56.79`, `56,79`, `1.260,5`.
- **Times** are `10:00`, `10.00` or `10`; spans `10:00-12:00`; several spans in a cell with a space between. Spans that
  touch are one. `kl`, `kl.`, `og` and `and` are passed over.
- **What can be read in two ways is asked about**, with both: `12.5` as a time is 12:30, or 12.50 without its nought;
  `100.000` kroner may be a hundred; `7.30` hours of work may be half past seven (write `7:30`) or three tenths (`7,3`).
- **Days** are `mon tue wed thu fri sat sun` or `man tir ons tor fre lør søn`, with a space between.
- **Headings and keys** may be the Danish ones, in small or large letters, with spaces or underscores: the workbook that
  the office hands out has them. What Drive Out writes has the English ones, which other programs rely on. The order of
  columns is free. An empty cell means the default.
- **Municipalities** are three digits, four as registers write them (`0773`), or a name.
- **Names** of hubs and stops differ, for guests read them; so do a hub's vans. Two of one name are asked about, with
  where each lies and a name that would do: “Nørby (Hjørring)”. Two people of one name have a `key` each. A place that
  has a `key` is the same one next season, whatever it is called then.
- **Hidden** rows, columns and sheets of a workbook are read, with a note that names them.
- **Limits**: {MOST_BYTES // 1048576} MB a file, {MOST_ROWS:,} rows a table, {LONGEST_NAME} characters a name,
  years {FIRST_YEAR} to {LAST_YEAR}. A workbook holds values, not formulas; it unpacks to {MOST_UNPACKED // MEGABYTE}
  MB at most, and no more than {MOST_TIMES} times the file.
- **What nobody knows** (files, sheets, columns) is left, with a note.

Everything that is wrong is told at once, with file, row (the heading is row 1), column, what was found and what is
expected. Nothing is read in until all of it is right. Checked beyond each cell: names that differ and names that are
known; positions in Denmark and on land; rest between a hub's workdays; as many volunteers as a stop asks for; pins that
fit the opening hours; and that one van can reach, open and leave each stop on some day.
"""


def season_format_markdown() -> str:
    """The whole page."""
    parts = [
        INTRODUCTION,
        "## `season.toml`: about the season\n",
        _keys(SEASON_KEYS),
        "## `season.toml`: `[terms]`\n\nRules, rates and choices that hold all season. In a workbook they stand "
        "in the sheet `season` too.\n",
        _keys(TERMS_KEYS),
        *(_table(table) for table in TABLES),
    ]
    return "\n".join(parts)


def _keys(columns: Iterable[Column]) -> str:
    lines = ["| key | unit | default | example | means |", "|---|---|---|---|---|"]
    lines += [
        f"| {_names(c)} | {c.kind.unit} | {c.default_text} | `{c.name} = {_toml_example(c)}` | {_means(c)} |"
        for c in columns
    ]
    return "\n".join(lines) + "\n"


def _toml_example(column: Column) -> str:
    bare = column.kind.numeric or column.kind.unit == "date"
    text = column.example if bare else f'"{column.example}"'
    return f"[{text}]" if column.kind.many else text


def _means(column: Column) -> str:
    takes = column.kind.expected.en.split(", such as")[0]
    return column.means if takes == "text" else f"{column.means} Takes {takes}."


def _names(column: Column) -> str:
    danish = f" ({', '.join(column.danish)})" if column.danish else ""
    return f"`{column.name}`{danish}"


def _table(table: Table) -> str:
    need = "Must be there, with at least one row." if table.required else "May be left out."
    danish = f" Danish name: {', '.join(table.danish)}." if table.danish else ""
    lines = [f"## `{table.file}`, sheet `{table.name}`\n", f"{table.means} {need}{danish}\n"]
    lines += ["| column | unit | default | example | means |", "|---|---|---|---|---|"]
    for c in table.columns:
        example = f"`{c.example}`" if c.example else "empty"
        lines.append(f"| {_names(c)} | {c.kind.unit} | {c.default_text} | {example} | {_means(c)} |")
    return "\n".join([*lines, "", "```csv", _example(table), "```", ""])


def _example(table: Table) -> str:
    """A heading and one row that can be copied."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerow([column.example for column in table.columns])
    return out.getvalue().strip()
