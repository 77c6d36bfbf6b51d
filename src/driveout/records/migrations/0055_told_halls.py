"""A hall that is only assumed stands in the open no more: what was copied before is put right."""

import re
from typing import Any

from django.db import migrations

ASSUMED = re.compile(r"\((?:antaget|assumed)\)", re.IGNORECASE)


def tell_no_assumed_hall(apps: Any, schema_editor: Any) -> None:
    for row in apps.get_model("records", "PublicOpening").objects.filter(venue__contains="(").iterator():
        if ASSUMED.search(row.venue):
            row.venue = ""
            row.save(update_fields=["venue"])
    for row in apps.get_model("records", "PublicMove").objects.iterator():
        told = [_told(week) for week in (row.before, row.after)]
        if told != [row.before, row.after]:
            row.before, row.after = told
            row.save(update_fields=["before", "after"])


def _told(week: list[list[Any]]) -> list[list[Any]]:
    return [["" if isinstance(part, str) and ASSUMED.search(part) else part for part in hours] for hours in week]


class Migration(migrations.Migration):
    dependencies = [("records", "0054_what_was_told_of_a_place_that_leaves")]
    operations = [migrations.RunPython(tell_no_assumed_hall, migrations.RunPython.noop)]
