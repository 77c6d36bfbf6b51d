"""Before the rules: can the plan be read, and is nothing said twice?"""

from collections import Counter
from collections.abc import Iterator

from driveout.core.plan.check.desk import Desk
from driveout.core.plan.check.kinds import LIST, NUMBER, is_number, items, not_of_kind, opening_faults, tour_faults
from driveout.core.plan.check.said import PLAN, PROOF, Finding, Said


def form(desk: Desk) -> Iterator[Finding]:
    """Every field is of its kind, numbers are finite, no opening and no tour stands twice."""
    for what in ("openings", "tours"):
        if not isinstance(getattr(desk.plan, what), tuple | list):
            yield PLAN, not_of_kind(what, getattr(desk.plan, what), LIST)
    for number, opening in enumerate(items(desk.plan.openings), 1):
        for sentence in opening_faults(opening):
            yield Said(f"opening no. {number}", f"åbning nr. {number}"), sentence
    for number, tour in enumerate(items(desk.plan.tours), 1):
        for sentence in tour_faults(tour):
            yield Said(f"tour no. {number}", f"tur nr. {number}"), sentence
    times_of = Counter((opening.stop, opening.weekday, opening.starts) for opening in desk.openings)
    first = {(o.stop, o.weekday, o.starts): o for o in reversed(desk.openings)}
    for same, times in times_of.items():
        if times > 1:
            yield (
                desk.at(first[same]),
                Said(
                    f"The same opening stands {times} times; once was expected.",
                    f"Den samme åbning står {times} gange; ventet: én.",
                ),
            )
    for key, times in Counter(tour.key for tour in desk.tours).items():
        if times > 1:
            alike = [desk.on(tour) for tour in desk.tours if tour.key == key]
            name = desk.called(key)
            yield (
                Said(", ".join(one.en for one in alike), ", ".join(one.da for one in alike)),
                Said(
                    f"{times} tours are called {name}; names that differ were expected.",
                    f"{times} ture hedder {name}; ventet: forskellige navne.",
                ),
            )
    for what in ("objective", "bound"):
        if not is_number(getattr(desk.plan.proof, what, None)):
            yield PROOF, not_of_kind(what, getattr(desk.plan.proof, what, None), NUMBER)
