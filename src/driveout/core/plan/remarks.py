"""What whoever reads a plan must be told of what it could not do, however well it is proven."""

from collections.abc import Sequence

from driveout.core.plan.idle_hubs import idle
from driveout.core.plan.sayings import number
from driveout.core.words import Fairness, Opening, Saying, Season, Status

EXACT = Saying(
    "Exactly the same share for every municipality is hardly ever possible: guests come in whole openings. "
    "Lower it, to 60 % for example: that mostly costs few guests.",
    "Præcis lige stor andel til alle kommuner er næsten aldrig mulig: gæster kommer i hele åbninger. "
    "Sæt andelen ned, for eksempel til 60 %. Det koster oftest kun få gæster.",
)
NO_HUB = Saying("There is no hub, so nobody can drive.", "Der er ingen hub, så ingen kan køre.")
NO_STOP = Saying("There is no stop to drive to.", "Der er intet sted at køre til.")


def remarks(season: Season, openings: Sequence[Opening], status: Status) -> tuple[Saying, ...]:
    """Hubs that cannot drive at all; then, of an empty week that is proven best, why nothing is better."""
    found = list(idle(season))
    if not season.hubs or not season.stops:
        found.append(NO_STOP if season.hubs else NO_HUB)
    nothing = status is Status.PROVEN and not openings and not found
    if nothing and (short := _budget_short(season)):
        found.append(short)
    if floor := _floor(season, nothing and not found):
        found.append(floor)
    return tuple(found)


def _floor(season: Season, nothing: bool) -> Saying | None:
    """A share that only an empty week keeps, or that hardly any week can keep."""
    terms = season.terms
    municipalities = {stop.place.municipality for stop in season.stops if stop.belief.mean_guests > 0}
    if terms.fairness is not Fairness.FLOOR or len(municipalities) < 2:
        return None
    if terms.floor_share >= 1.0:
        return EXACT
    if not nothing or terms.floor_share <= 0.0:
        return None
    share = f"{terms.floor_share * 100:g}"
    return Saying(
        f"No week with openings gives every municipality at least {share} % of its part of the guests with these "
        "people, vans and kroner. A lower share helps.",
        f"Ingen uge med åbninger giver hver kommune mindst {share.replace('.', ',')} % af sin del af gæsterne med de "
        "folk, vogne og penge, der er. En lavere andel hjælper.",
    )


def _budget_short(season: Season) -> Saying | None:
    """The budget pays for no tour at all."""
    budget, cheapest = season.terms.budget_kr_a_week, _cheapest_tour(season)
    if budget is None or cheapest is None or budget >= cheapest:
        return None
    has, costs = number(budget, decimals=0), number(cheapest, decimals=0)
    return Saying(
        f"The budget of {has.english} kr. a week does not pay for one tour: the cheapest costs at least "
        f"{costs.english} kr.",
        f"Budgettet på {has.danish} kr. om ugen rækker ikke til én tur: den billigste koster mindst {costs.danish} kr.",
    )


def _cheapest_tour(season: Season) -> float | None:
    """No tour costs less than this (kr.), by rule 13: out to one stop and home without a wait; None without a way."""
    terms, costs = season.terms, []
    for stop in season.stops:
        for hub in stop.hubs:
            out, home = season.drives.get((hub, stop.key)), season.drives.get((stop.key, hub))
            if out is None or home is None:
                continue
            there = stop.setup_minutes + min(stop.lengths) + stop.packdown_minutes
            minutes = terms.load_minutes + out.minutes + there + home.minutes + terms.unload_minutes
            driven = terms.kr_per_km * (out.km + home.km) + out.ticket_kr + home.ticket_kr
            costs.append(driven + terms.kr_per_employee_hour * minutes / 60 + terms.kr_per_opening)
    return min(costs, default=None)
