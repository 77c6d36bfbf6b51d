"""Deleting on schedule, for every organisation here: at night by the clockwork, or when the operator asks."""

import logging
import os
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Any

from driveout.core.words import KEEPING
from driveout.jobs.terminal import print_json, say

if TYPE_CHECKING:
    from driveout.records.trust.retention import Brake

Took = dict[str, dict[str, int]]
FINE, BAD_INPUT, NO = 0, 2, 3
log = logging.getLogger(__name__)


def retain_all(*, now: datetime, dry_run: bool = False, yes: bool = False) -> "tuple[Took, dict[str, Brake]]":
    """Organisation → rule → how many rows went, or would go; and organisation → why nothing went there."""
    from driveout.records.trust.retention import HeldBack, organisations, retain

    took, held = {}, {}
    for row in organisations():
        try:
            took[row.name] = retain(organisation=row, now=now, dry_run=dry_run, yes=yes)
        except HeldBack as refusal:
            held[row.name] = refusal.brake
            log.warning("Deleting is held back for %s: %s rows. See driveout retain --dry-run", row, refusal.brake.rows)
    return took, held


def retain_everywhere(*, dry_run: bool, as_json: bool, lang: str, yes: bool = False) -> int:
    """The command: set up, do it, say it. The database is not brought up to date here: an operator only looks."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driveout.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    try:
        import django

        django.setup()
        from django.utils import timezone

        took, held = retain_all(now=timezone.now(), dry_run=dry_run, yes=yes)
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
        print_json(
            {"dry_run": dry_run, "organisations": took, "held_back": {name: _plain(one) for name, one in held.items()}}
        )
    else:
        _tell(took, dry_run or bool(held), lang)
        for name, brake in held.items():
            say(lang, *_why_held(name, brake), aside=True)
    return NO if held else FINE


def _plain(brake: "Brake") -> dict[str, Any]:
    return {**asdict(brake), "newest": brake.newest and brake.newest.isoformat()}


def _why_held(name: str, brake: "Brake") -> tuple[str, str]:
    seen = f"the largest of the last nights took {brake.usual}.", f"den største af de sidste nætter tog {brake.usual}."
    if brake.newest is not None:
        day = f"{brake.newest:%Y-%m-%d}"
        seen = (
            f"nobody has written anything since {day}. Is the clock right?",
            (f"ingen har skrevet noget siden {day}. Går uret rigtigt?"),
        )
    return (
        f"{name}: {brake.rows} rows would go, and {seen[0]} Nothing is deleted. If it is right: driveout retain --yes",
        f"{name}: {brake.rows} rækker ville gå, og {seen[1]} Intet er slettet. Er det rigtigt: driveout retain --yes",
    )


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
