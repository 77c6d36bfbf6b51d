"""One season and its scenarios; a scenario beside its season, and what can be done with it."""

from typing import Any

from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.plan.plans.ahead import goes
from driveout.office.plan.scenarios.all import guests_said, weeks
from driveout.records.plan.models import Season
from driveout.records.plan.seasons import copies
from driveout.records.publish.queries import public_seasons
from driveout.records.team.models import Member
from driveout.records.team.rules import may_plan


def one_season(season: Season, member: Member, *, trouble: str = "", why: str = "") -> dict[str, Any]:
    """Plain values for the template. At most nine queries."""
    seasons, _replaced = copies.overview(member.organisation_id)
    here = {one.id: one for one in seasons}
    of = here.get(season.copy_of_id) if season.is_scenario and season.copy_of_id else None
    before = copies.took_place_of(season)
    return {
        "season": {"id": season.id, "name": season.name, "weeks": weeks(season)},
        "is_scenario": season.is_scenario,
        "of": {"id": of.id, "name": of.name, "guests": guests_said(of)} if of else None,
        "guests": guests_said(here[season.id]),
        "compare": _pair(of, season) if of else None,
        "scenarios": [
            {"id": one.id, "name": one.name, "guests": guests_said(one)}
            for one in seasons
            if one.is_scenario and one.copy_of_id == season.id
        ],
        "may_be_tried": not season.is_scenario and season.set_aside_at is None,
        "becomes": _becomes(of) if season.is_scenario else [],
        "before": {"id": before.id, "name": before.name, "goes": goes(season)}
        if before and not season.set_aside_at
        else None,
        "made": say.moment(season.imported_at),
        "may_plan": may_plan(member),
        "trouble": trouble,
        "why": why,
    }


def _pair(of: Season, scenario: Season) -> dict[str, int] | None:
    """The season's plan that people know, and the scenario's, to be compared."""
    before, after = copies.plan_people_know(of.id), copies.plan_people_know(scenario.id)
    return {"before": before.id, "after": after.id} if before and after else None


def _becomes(of: Season | None) -> list[str]:
    """What happens when the scenario is made the season."""
    if of is None:
        return [_("Så gælder den som en sæson som de andre. Den sæson, den kom fra, er her ikke mere.")]
    told = {"name": of.name}
    sentences = [
        _("Så er det den, der gælder. %(name)s bliver lagt til side: den bliver ikke slettet, og alle kan læse den.")
        % told,
        _("Du godkender en plan bagefter. Det kan tages tilbage."),
    ]
    if of.id in public_seasons([of.id]):
        sentences.insert(
            1, _("De offentlige tider er stadig fra %(name)s, til du offentliggør nye. Så bliver de taget ned.") % told
        )
    if told_of_crew := goes(of):
        sentences.insert(1, told_of_crew)
    return sentences
