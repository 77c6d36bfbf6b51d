"""The rules of what is kept as a table: how long, why, what the next night takes, and what was taken last."""

from datetime import datetime
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from driveout.core.words import KEEPING, Keeping
from driveout.look import say
from driveout.records.team.models import Member
from driveout.records.trust.retention import Brake, brake, last_taken, retain

MONTH, YEAR = 30, 365


def kept_page(member: Member, now: datetime) -> dict[str, Any]:
    """Plain values; one count for each rule that ends, and eight queries."""
    takes = retain(organisation=member.organisation, now=now, dry_run=True)
    took = last_taken(member.organisation_id)
    rules = [_row(rule, takes, took) for rule in KEEPING.values()]
    return {
        "ends": [row for row in rules if row["ends"]],
        "stays": [row for row in rules if not row["ends"]],
        "total": say.number(sum(takes.values())),
        "any": any(takes.values()),
        "held": _held(found) if (found := brake(member.organisation_id, takes, now)) else None,
    }


def _held(found: Brake) -> dict[str, str]:
    """Why the night takes nothing until somebody says yes."""
    told = {"n": say.number(found.rows), "usual": say.number(found.usual)}
    if found.newest is not None:
        told["when"] = say.moment(found.newest)
        why = _("Ingen har skrevet noget siden %(when)s. Går serverens ur rigtigt?") % told
    else:
        why = _("Det er langt mere, end der plejer at blive slettet på en nat (højst %(usual)s).") % told
    return {"what": _("%(n)s ting venter på et ja, før de slettes.") % told, "why": why}


def _row(rule: Keeping, takes: dict[str, int], took: dict[str, tuple[datetime, int]]) -> dict[str, Any]:
    language = get_language() or "da"
    last = took.get(rule.key)
    return {
        "key": rule.key.replace(" ", "-"),
        "what": rule.what.in_(language),
        "why": rule.why.in_(language),
        "ends": rule.days is not None,
        "length": length(rule.days) if rule.days is not None else "",
        "since": rule.since.in_(language),
        "then": say.capital(rule.then.in_(language)),
        "next": say.number(takes.get(rule.key, 0)),
        "last": _("%(when)s: %(n)s") % {"when": say.moment(last[0]), "n": say.number(last[1])} if last else "–",
    }


def length(days: int) -> str:
    """“12 måneder”, “3 måneder”, “2 år”, “1 dag”, “ingen tid”."""
    if days == 0:
        return _("Ikke længere end til")
    if days % YEAR == 0 and days > YEAR:
        return _("%(n)s år efter") % {"n": days // YEAR}
    if days % YEAR == 0:
        return _("12 måneder efter")
    if days % MONTH == 0:
        n = days // MONTH
        return ngettext("%(n)s måned efter", "%(n)s måneder efter", n) % {"n": n}
    return ngettext("%(n)s dag efter", "%(n)s dage efter", days) % {"n": days}
