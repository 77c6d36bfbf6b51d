"""Deleting on schedule, for every organisation here: at night by the clockwork, or when the operator asks."""

import os
from datetime import datetime

from driveout.core.words import KEEPING
from driveout.jobs.terminal import print_json, say

FINE, BAD_INPUT = 0, 2


def retain_all(*, now: datetime, dry_run: bool = False) -> dict[str, dict[str, int]]:
    """Organisation → rule → how many rows went, or would go."""
    from driveout.records.trust.retention import organisations, retain

    return {row.name: retain(organisation=row, now=now, dry_run=dry_run) for row in organisations()}


def retain_everywhere(*, dry_run: bool, as_json: bool, lang: str) -> int:
    """The command: set up, do it, say it. The database is not brought up to date here: an operator only looks."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driveout.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    try:
        import django

        django.setup()
        from django.utils import timezone

        took = retain_all(now=timezone.now(), dry_run=dry_run)
    except ImproperlyConfigured as refusal:
        say(lang, str(refusal), str(refusal), aside=True)
        return BAD_INPUT
    except DatabaseError:
        say(
            lang,
            "The database cannot be read. Start `driveout serve` once, or see to DRIVEOUT_DATA. Nothing is deleted.",
            "Databasen kan ikke læses. Start `driveout serve` én gang, eller se på DRIVEOUT_DATA. Intet er slettet.",
            aside=True,
        )
        return BAD_INPUT
    if as_json:
        print_json({"dry_run": dry_run, "organisations": took})
    else:
        _tell(took, dry_run, lang)
    return FINE


def _tell(took: dict[str, dict[str, int]], dry_run: bool, lang: str) -> None:
    for name, rules in took.items():
        print(name)
        for key, n in rules.items():
            print(f"  {n:>7}  {KEEPING[key].what.in_(lang)}")
    if not took:
        say(lang, "There is no organisation here yet.", "Her er ingen organisation endnu.")
    elif dry_run:
        say(
            lang, "This is what would go. Nothing is deleted.", "Det er det, der ville blive slettet. Intet er slettet."
        )
