"""Facts of the chosen place: whom to call, what it got in other seasons, and what would have to hold for a visit."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import say
from driveout.office.guide import learned
from driveout.office.plan.season.asked.chosen_stop import Place
from driveout.records.plan.models import Why
from driveout.records.plan.seasons.earlier import Before, other_seasons

NOTHING = 0.05  # guests; less is shown as 0


def about(place: Place, why: Why) -> dict[str, Any]:
    """Plain values. One query."""
    stop = place.stop
    return {
        "known": learned.of_stop(stop),
        "may_call": place.may_call,
        "contact": stop.contact.strip() if place.may_call else "",
        "history": [_season(before) for before in other_seasons(stop, place.season.organisation_id)],
        "needed": None if place.visits else _needed(place, why),
    }


def _season(before: Before) -> dict[str, str]:
    if before.plan is None:
        season = reverse("office:season", args=(before.season_id,))
        return {**_named(before), "href": season, "got": _("ikke planlagt"), "whose": ""}
    got = _("intet besøg")
    if before.visits:
        often = _("ét besøg om ugen") if before.visits == 1 else _("to besøg om ugen")
        guests = say.guests(before.guests, None, None)
        got = _("%(often)s, %(guests)s ventet") % {"often": often, "guests": guests}
    whose = _("godkendt plan") if before.approved else _("nyeste plan, ikke godkendt")
    plan = reverse("office:plan", args=(before.season_id, before.plan))
    return {**_named(before), "href": plan, "got": got, "whose": whose}


def _named(before: Before) -> dict[str, str]:
    return {"name": before.season, "weeks": say.weeks(before.first_day, before.weeks)}


def _needed(place: Place, why: Why) -> dict[str, Any] | None:
    """What would have to hold for this place to be visited, from the same arithmetic as its reason."""
    if not why.is_answered:
        return None
    stop, more = place.stop, why.told["one_more"]
    if not more or not more["possible"]:
        return {"sentences": _how_to_make_room(place), "figure": False}
    won = next((by for name, by in more["moves"] if name == stop.name), 0.0)
    in_all = float(more["guests"]) + float(more["guests_elsewhere"])
    if in_all >= NOTHING:
        weighs = _(
            "Planen vejer også fordeling og faste tider, eller den er ikke bevist bedst. Prøv at planlægge igen."
        )
        return {"sentences": [_("Et besøg ville give flere gæster i alt."), weighs], "figure": False}
    told = {"needed": say.number(won - in_all, 1), "won": say.number(won, 1)}
    said = [_("Der skal komme mindst %(needed)s gæster for hvert besøg. Nu venter vi %(won)s.") % told]
    if won - in_all > stop.seats * max(stop.lengths) / stop.stay_minutes:
        said.append(_("Så mange er der ikke stole til. Flere stole eller længere åbent skal også til."))
    if more["gap"] > NOTHING:
        said.append(_("Tallet kan være lavere, for den bedste uge er ikke bevist."))
    return {"sentences": said, "figure": True}


def _how_to_make_room(place: Place) -> list[str]:
    """No week with a visit was found: it is hours, days or hands, not guests, that are missing."""
    stop = place.stop
    if stop.visits_max == 0:
        return [_("Sæsonen siger, at stedet ikke skal have besøg. Det ønske skal væk først.")]
    said = [_("Det er ikke gæster, der mangler. Der blev ikke fundet plads i hubbens uge til et besøg her.")]
    days = sorted({window.weekday for window in place.windows})
    if len(days) <= 2:
        said.append(_("Stedet kan kun åbne %(days)s. Flere dage ville hjælpe.") % {"days": say.days(days)})
    if stop.volunteers > 1:
        n = stop.volunteers
        said.append(
            ngettext("Et besøg kræver %(n)s frivillig.", "Et besøg kræver %(n)s frivillige.", n) % {"n": say.number(n)}
        )
    said.append(_("Se under «Hvad ville hjælpe her?», om en time eller en vogndag mere gør en forskel."))
    return said
