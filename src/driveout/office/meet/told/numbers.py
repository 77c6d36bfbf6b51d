"""What is counted of a café, and what it adds up to by stop, hub and month."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext_lazy

from driveout.office.drive.days.cafe import tally_of
from driveout.records.drive.models import Occurrence
from driveout.records.meet.models import Tally

Row = tuple[int, ...]  # (): all; (hub,); (hub, place)
ALL: Row = ()
EVER = "all"  # every month together
REST = "rest"  # guests who are neither here for the first time nor children: what is never shown of its own

COUNTED = {
    "guests": gettext_lazy("Gæster"),
    "first": gettext_lazy("Første gang"),
    "child": gettext_lazy("Børn"),
    "early": gettext_lazy("Før åbning"),
    "stayed": gettext_lazy("Blev til slut"),
    "turned_away": gettext_lazy("Gik, fuldt"),
    "next_steps": gettext_lazy("Næste skridt"),
    "words": gettext_lazy("Egne ord"),
    "given": gettext_lazy("Delt ud"),
}


def numbers_of(tally: Tally) -> dict[str, int]:
    """By their keys in COUNTED, and REST. Corrections never make fewer than nobody."""
    parts = {name: max(0, getattr(tally, name)) for name in ("first", "before", "friend", "child")}
    rest = parts["before"] + parts["friend"]
    return {
        "guests": sum(parts.values()),
        "first": parts["first"],
        "child": parts["child"],
        REST: rest,
        "early": max(0, tally.early),
        "stayed": max(0, tally.stayed),
        "turned_away": max(0, tally.turned_away),
        "next_steps": tally.next_steps,
        "words": tally.words,
        "given": sum(max(0, n) for n in tally.given.values()),
    }


def month_of(day: date) -> str:
    """“2026-11”."""
    return f"{day:%Y-%m}"


def rows_of(cafe: Occurrence) -> tuple[Row, Row, Row]:
    """Where it adds up: all, its hub, its stop."""
    return ALL, (cafe.base_id,), (cafe.base_id, cafe.where_id)


class Totals:
    """Row and number → how many; row → how many cafés. `names`: what hubs and stops are called, by row."""

    def __init__(self, cafes: Iterable[Occurrence]) -> None:
        self.n: dict[tuple[Row, str], int] = defaultdict(int)
        self.cafes: dict[Row, int] = defaultdict(int)
        self.names: dict[Row, str] = {}
        for cafe in cafes:
            tally = tally_of(cafe)
            if tally is None:
                continue
            _all, hub, stop = rows_of(cafe)
            self.names.setdefault(hub, cafe.hub)
            self.names.setdefault(stop, cafe.place)
            for row in (ALL, hub, stop):
                self.cafes[row] += 1
                for what, n in numbers_of(tally).items():
                    self.n[row, what] += n
