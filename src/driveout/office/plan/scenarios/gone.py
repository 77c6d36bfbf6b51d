"""What became of a page that is not here, when we know it."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from driveout.office import say
from driveout.records.plan.seasons.copies import DELETED_SEASON, deleted
from driveout.records.team.queries import member_of
from driveout.records.team.rules import may_see_crew, may_see_office


def gone(request: HttpRequest) -> str:
    """“Scenariet «Nordjylland» blev slettet af Carla 3. marts 2026 kl. 9.30.” Empty when nothing is known of it.

    Two queries, and only for an address of a season.
    """
    match = request.resolver_match
    season_id = match.kwargs.get("season_id") if match else None
    member = member_of(request.user) if season_id and hasattr(request, "user") else None
    if season_id is None or member is None or not may_see_office(member):
        return ""
    trace = deleted(season_id, member.organisation_id)
    if trace is None:
        return ""
    who = (trace.who.first_name or trace.who.username) if trace.who and may_see_crew(member) else _("en koordinator")
    what = _("Sæsonen «%(name)s» blev slettet af %(who)s, %(when)s.")
    if trace.what != DELETED_SEASON:
        what = _("Scenariet «%(name)s» blev slettet af %(who)s, %(when)s.")
    told = {"name": trace.details.get("name", ""), "who": who, "when": say.moment(trace.at)}
    return what % told
