"""Before the rules: can the plan be read, and is nothing said twice?"""

from collections import Counter
from collections.abc import Iterator

from driveout.core.plan.check.desk import Desk, Finding, at, on
from driveout.core.plan.check.kinds import is_number, items, opening_faults, tour_faults


def form(desk: Desk) -> Iterator[Finding]:
    """Every field is of its kind, numbers are finite, no opening and no tour name stands twice."""
    for what in ("openings", "tours"):
        if not isinstance(getattr(desk.plan, what), tuple | list):
            yield "the plan", f"{what} is {getattr(desk.plan, what)!r}; a list was expected."
    for number, opening in enumerate(items(desk.plan.openings), 1):
        for sentence in opening_faults(opening):
            yield f"opening no. {number}", sentence
    for number, tour in enumerate(items(desk.plan.tours), 1):
        for sentence in tour_faults(tour):
            yield f"tour no. {number}", sentence
    for where, times in Counter(at(opening) for opening in desk.openings).items():
        if times > 1:
            yield where, f"The same opening stands {times} times; once was expected."
    for name, times in Counter(tour.name for tour in desk.tours).items():
        if times > 1:
            where = ", ".join(on(tour) for tour in desk.tours if tour.name == name)
            yield where, f"{times} tours are called {name}; names that differ were expected."
    for what in ("objective", "bound"):
        if not is_number(getattr(desk.plan.proof, what, None)):
            yield "the proof", f"{what} is {getattr(desk.plan.proof, what, None)!r}; a number was expected."
