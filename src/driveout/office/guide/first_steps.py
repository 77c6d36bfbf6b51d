"""A first season, step by step: what is done already is read from the records, never ticked by hand."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from driveout.office import say
from driveout.records.plan.models import Season
from driveout.records.plan.publishing.how_far import HowFar, how_far
from driveout.records.team.models import Member
from driveout.records.team.rules import may_plan

Step = tuple[str, str, str, bool]


def first_steps(member: Member, season: Season | None) -> dict[str, Any] | None:
    """The steps with the next one pointed out; None for those who do not plan. One query when there is a season."""
    if not may_plan(member):
        return None
    rows = _with(season, how_far(season.id)) if season else _without()
    done = sum(is_done for *_words, is_done in rows)
    at = next((n for n, (*_words, is_done) in enumerate(rows) if not is_done), None)
    steps = [
        {"name": name, "text": text, "href": href, "state": "done" if is_done else "now" if n == at else "later"}
        for n, (name, text, href, is_done) in enumerate(rows)
    ]
    return {
        "steps": steps,
        "next": None if at is None else steps[at],
        "so_far": _("%(done)s af %(all)s trin er gjort") % {"done": say.number(done), "all": say.number(len(rows))},
        "hidden": member.guide_hidden_at is not None,
    }


def on_page(member: Member, season: Season) -> dict[str, Any] | None:
    """The steps where they are worked at: not once they are put away or all done, and not in a scenario."""
    if member.guide_hidden_at is not None or season.is_scenario:
        return None
    guide = first_steps(member, season)
    return guide if guide and guide["next"] else None


def _with(season: Season, far: HowFar) -> list[Step]:
    here = reverse("office:season", args=(season.id,))
    plans = reverse("office:plans", args=(season.id,))
    plan = reverse("office:plan", args=(season.id, far.newest_plan)) if far.newest_plan else plans
    stop = f"{here}?vis=uge&sted={far.first_stop}#sted" if far.first_stop and far.planned else here
    done = (True, far.crew, far.planned, far.looked, far.changed, far.approved, far.public)
    crew = reverse("office:registers", args=(season.id,))
    hrefs = (reverse("office:new_season"), crew, here, stop, stop, plan, plan)
    return [(name, text, href, is_done) for (name, text), href, is_done in zip(_said(), hrefs, done, strict=True)]


def _without() -> list[Step]:
    """Before there is a season, only the first step leads anywhere."""
    new = reverse("office:new_season")
    return [(name, text, "" if n else new, False) for n, (name, text) in enumerate(_said())]


def _said() -> list[tuple[str, str]]:
    return [
        (
            _("Hent sæsonen ind"),
            _("Hubs, steder, vogne og folk kommer fra et regneark. Skabelonen er en hel lille sæson."),
        ),
        (_("Se folk og vogne efter"), _("Uden en medarbejder og en vogn kan ingen køre ud.")),
        (_("Planlæg"), _("Tryk på «Planlæg sæsonen». Den er færdig på under et minut.")),
        (_("Spørg hvorfor"), _("Vælg et sted i ugen, og se, hvorfor det får de besøg, det får.")),
        (_("Prøv en ændring"), _("Lås et sted, flyt det, eller giv det et besøg mere. Prisen står ved knappen.")),
        (_("Godkend planen"), _("Så er det den plan, der gælder. Du kan tage det tilbage.")),
        (
            _("Offentliggør, og sæt på datoer"),
            _("Så kan alle læse, hvor og hvornår caféen holder åbent, og holdet har sine vagter."),
        ),
    ]
