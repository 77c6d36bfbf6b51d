"""All seasons: now, coming, earlier, each with its scenarios; and those that were set aside."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.office import say
from driveout.records.drive.days.removing import on_dates
from driveout.records.plan.models import Season
from driveout.records.plan.seasons.copies import overview
from driveout.records.publish.queries import public_seasons
from driveout.records.team.models import Member
from driveout.records.team.rules import may_plan

Row = dict[str, Any]


def all_seasons(member: Member, today: date) -> dict[str, Any]:
    """Plain values for the template. At most four queries, whatever there is."""
    seasons, replaced_by = overview(member.organisation_id)
    public = public_seasons(season.id for season in seasons)
    scenarios: dict[int | None, list[Row]] = defaultdict(list)
    for season in seasons:
        if season.is_scenario:
            scenarios[season.copy_of_id].append(_row(season, public))
    counting = [season for season in seasons if not season.is_scenario and season.set_aside_at is None]
    kept = {*public, *on_dates(season.id for season in counting), *(season.id for season in replaced_by.values())}
    groups: dict[str, list[Row]] = {"now": [], "coming": [], "undated": [], "earlier": []}
    for season in counting:
        may_go = not season.plan_approved and season.id not in kept
        row = {**_row(season, public), "scenarios": scenarios.pop(season.id, []), "may_go": may_go}
        groups[_when(season, today)].append(row)
    aside = [season for season in seasons if season.set_aside_at]
    left = [row for rows in scenarios.values() for row in rows]
    return {
        "text": ngettext("%(n)s sæson", "%(n)s sæsoner", len(counting)) % {"n": say.number(len(counting))},
        "groups": [
            {"id": name, "title": title, "rows": _in_order(groups[name], last_first=name == "earlier")}
            for name, title in _titles()
            if groups[name]
        ],
        "left": left,
        "aside": [{**_row(season, public), **_instead(season, replaced_by)} for season in aside],
        "newest": {"id": counting[0].id, "name": counting[0].name} if counting else None,
        "may_plan": may_plan(member),
    }


def _titles() -> tuple[tuple[str, str], ...]:
    return (("now", _("I gang nu")), ("coming", _("Kommer")), ("undated", _("Uden dato")), ("earlier", _("Tidligere")))


def _when(season: Season, today: date) -> str:
    if season.first_day is None:
        return "undated"
    if today < season.first_day:
        return "coming"
    return "now" if today < season.first_day + timedelta(weeks=season.weeks) else "earlier"


def _in_order(rows: list[Row], *, last_first: bool) -> list[Row]:
    """By first day: what comes first on top, what is over with the last on top."""
    return sorted(rows, key=lambda row: row["first_day"] or date.min, reverse=last_first)


def _row(season: Season, public: Iterable[int]) -> Row:
    return {
        "id": season.id,
        "name": season.name,
        "first_day": season.first_day,
        "weeks": weeks(season),
        "guests": guests_said(season),
        "public": season.id in public,
    }


def weeks(season: Season) -> str:
    """“Uge 37–49, 2026”, or how many where no first day is set."""
    many = ngettext("%(n)s uge", "%(n)s uger", season.weeks) % {"n": season.weeks}
    return say.weeks(season.first_day, season.weeks) or many


def guests_said(season: Season) -> str:
    """What its approved plan brings, else its newest one."""
    if season.plan_guests is None:
        return _("Ingen plan endnu")
    told = {"guests": say.guests(season.plan_guests, None, None)}
    if season.plan_approved:
        return _("%(guests)s om ugen i den godkendte plan") % told
    return _("%(guests)s om ugen i den nyeste plan") % told


def _instead(season: Season, replaced_by: dict[int, Season]) -> Row:
    now = replaced_by.get(season.id)
    told = {"when": say.moment(season.set_aside_at) if season.set_aside_at else "", "now": now.name if now else ""}
    text = _("Siden %(when)s er %(now)s sæsonen.") if now else _("Lagt til side %(when)s.")
    return {"instead": text % told}
