"""Rules 13–14: what a week costs."""

from collections.abc import Iterator

from driveout.core.plan.check.desk import Desk
from driveout.core.plan.check.said import WEEK, Finding, Said, comma
from driveout.core.words import Tour

ORE = 0.0051  # stated amounts may be rounded to whole øre


def cost_of(desk: Desk, tour: Tour) -> float:
    """The tour's cost in kroner by rule 13; with the stated kilometres where no driving is known."""
    terms, driven = desk.terms, desk.driven(tour)
    km, tickets = (driven[1], driven[2]) if driven else (tour.km, 0.0)
    openings = len(desk.on_tour.get(tour.key, []))
    hours = terms.kr_per_employee_hour * tour.minutes / 60
    return terms.kr_per_km * km + hours + terms.kr_per_opening * openings + tickets


def cost(desk: Desk) -> Iterator[Finding]:
    """13: kilometres and kroner of each tour."""
    for tour in desk.tours:
        driven = desk.driven(tour)
        if driven and abs(driven[1] - tour.km) > ORE:
            yield (
                desk.on(tour),
                Said(
                    f"{tour.km:.2f} km are stated; {driven[1]:.2f} were expected.",
                    f"Der står {comma(tour.km, 2)} km; ventet: {comma(driven[1], 2)}.",
                ),
            )
        expected = cost_of(desk, tour)
        if abs(expected - tour.cost_kr) > ORE:
            yield (
                desk.on(tour),
                Said(
                    f"{tour.cost_kr:.2f} kr. are stated; {expected:.2f} were expected.",
                    f"Der står {comma(tour.cost_kr, 2)} kr.; ventet: {comma(expected, 2)}.",
                ),
            )


def budget(desk: Desk) -> Iterator[Finding]:
    """14: all tours within the budget."""
    most = desk.terms.budget_kr_a_week
    total = sum(cost_of(desk, tour) for tour in desk.tours)
    if most is not None and total > most + ORE:
        yield (
            WEEK,
            Said(
                f"It costs {total:.2f} kr.; at most {most:.2f} were expected.",
                f"Den koster {comma(total, 2)} kr.; ventet: højst {comma(most, 2)}.",
            ),
        )
