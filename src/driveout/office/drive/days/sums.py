"""What a day or a week comes to: cafés by state, guests counted beside expected, what was handed out."""

from collections.abc import Iterable
from typing import Any

from driveout.office import hidden, say
from driveout.office.drive.days import words
from driveout.office.drive.days.cafe import is_held, tally_of
from driveout.records.drive.models import Occurrence


def sums_of(cafes: Iterable[Occurrence]) -> dict[str, Any]:
    """Numbers and words, without a query. Expected guests are those of the cafés that were held: like beside like.

    A reader gets no sums of what was counted: days and months could be subtracted from each other.
    """
    rows = list(cafes)
    withheld = hidden.are_hidden()
    held = [cafe for cafe in rows if is_held(cafe)]
    off = [cafe for cafe in rows if cafe.state == "cancelled"]
    tallies = [] if withheld else [tally for cafe in rows if (tally := tally_of(cafe))]
    given: dict[str, int] = {}
    for tally in tallies:
        for what, many in tally.given.items():
            given[what] = given.get(what, 0) + many
    return {
        "cafes": say.number(len(rows)),
        "held": say.number(len(held)),
        "off": say.number(len(off)),
        "ahead": say.number(len(rows) - len({cafe.pk for cafe in (*held, *off)})),
        "guests": say.number(sum(tally.guests for tally in tallies)),
        "expected": say.number(sum(cafe.guests for cafe in held)),
        "turned_away": say.number(sum(tally.turned_away for tally in tallies)),
        "given": [words.given(what, many) for what, many in sorted(given.items()) if many],
        "any": bool(tallies),
        "withheld": withheld,
    }
