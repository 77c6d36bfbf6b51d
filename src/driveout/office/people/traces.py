"""The trace as a list: who did what, when and why."""

from collections.abc import Iterable
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.deeds import PEOPLE, SIGN_INS, of_old, sentences
from driveout.office.me import role_word
from driveout.records.plan.models import Plan, Season, Stop
from driveout.records.team.models import Invitation, Member, Person, Role
from driveout.records.team.persons import names_of
from driveout.records.team.queries import members_of
from driveout.records.team.rules import may_see_office
from driveout.records.trust.models import Trace
from driveout.records.trust.queries import traces_of

A_PAGE = 50
WITH_A_ROLE = {"invited a person", "said yes to a link", "took an invitation", "welcomed"}
Names = dict[str, str]
EVERYTHING, ONLY_PEOPLE, ONLY_SIGN_INS, ONLY_SEASONS = "", "brugere", "log-ind", "saesoner"
ONLY = {EVERYTHING: PEOPLE | SIGN_INS, ONLY_PEOPLE: PEOPLE, ONLY_SIGN_INS: SIGN_INS}  # for who sees no season


def traces_page(member: Member, asked: QueryDict) -> dict[str, Any]:
    """Plain values; eight queries at most. `asked`: whose, which kind, and before which trace (older ones)."""
    people = members_of(member.organisation_id)
    seasons = list(Season.objects.filter(organisation_id=member.organisation_id).values_list("id", "name"))
    own = [f"member {other.id}" for other in people] + [f"season {number}" for number, _name in seasons]
    own.append(f"organisation {member.organisation_id}")  # what the night deleted
    kind, sees_all = asked.get("slags", ""), may_see_office(member)
    if kind not in ONLY and not (kind == ONLY_SEASONS and sees_all):
        kind = EVERYTHING
    everything = sees_all and kind in (EVERYTHING, ONLY_SEASONS)
    found = traces_of(member.organisation_id, about=own, only=None if everything else ONLY[kind])
    if kind == ONLY_SEASONS:
        found = found.exclude(what__in=ONLY[EVERYTHING])
    who = next((other for other in people if str(other.user_id) == asked.get("hvem")), None)
    if who:
        found = found.filter(who_id=who.user_id)
    if (before := asked.get("foer", "")).isdecimal():
        found = found.filter(id__lt=int(before[:18]))
    rows = list(found[: A_PAGE + 1])
    shown = rows[:A_PAGE]
    names = _names(shown, people, dict(seasons))
    chosen = {"hvem": str(who.user_id) if who else "", "slags": kind}
    return {
        "rows": [_row(trace, names) for trace in shown],
        "who": _people(people, chosen["hvem"]),
        "kinds": _kinds(kind, sees_all=sees_all),
        "chosen": chosen,
        "older": shown[-1].id if len(rows) > A_PAGE else None,
        "is_first": not before,
    }


def _people(people: list[Member], chosen: str) -> list[dict[str, Any]]:
    rows = [(str(other.user_id), other.user.first_name or other.user.username) for other in people]
    return [{"value": value, "word": word, "chosen": value == chosen} for value, word in [("", _("Alle")), *rows]]


def _kinds(chosen: str, *, sees_all: bool) -> list[dict[str, Any]]:
    rows = [(EVERYTHING, _("Alt")), (ONLY_SEASONS, _("Sæsoner og planer"))] if sees_all else [(EVERYTHING, _("Alt"))]
    rows += [(ONLY_PEOPLE, _("Brugere og adgang")), (ONLY_SIGN_INS, _("Log ind og ud"))]
    return [{"value": value, "word": word, "chosen": value == chosen} for value, word in rows]


def _row(trace: Trace, names: Names) -> dict[str, str]:
    sentence = sentences().get(trace.what, of_old())
    who = (trace.who.first_name or trace.who.username) if trace.who else _("Drive Out")
    it = names.get(trace.about) or str(trace.details.get("name") or trace.details.get("first_name") or "")
    told = sentence % {"who": who, "it": it or _("noget, der ikke er her mere")}
    return {
        "when": say.moment(trace.at),
        "what": say.capital(told),
        "more": _more(trace),
        "why": str(trace.details.get("why") or ""),
    }


def _more(trace: Trace) -> str:
    """What stood before and stands now, where the trace says so."""
    if trace.what == "changed a role":
        before = trace.details["was"]
        return _("Fra %(before)s til %(after)s.") % {
            "before": _place(before[0], before[1]),
            "after": _place(trace.details["role"], trace.details["hub"]),
        }
    if trace.what in WITH_A_ROLE and trace.details.get("role"):
        return _("Som %(role)s.") % {"role": _place(trace.details["role"], trace.details.get("hub", ""))}
    return ""


def _place(role: str, hub: str) -> str:
    word = role_word(role) if role in Role.values else role
    return f"{word}, {hub}" if hub else word


def _names(rows: Iterable[Trace], people: list[Member], seasons: dict[int, str]) -> Names:
    """What each row that was done something to is called. Seven queries at most."""
    about: dict[str, set[int]] = {}
    for trace in rows:
        kind, _space, number = trace.about.partition(" ")
        if number.isdecimal():
            about.setdefault(kind, set()).add(int(number))
    first = {other.user_id: other.user.first_name or other.user.username for other in people}
    names = {f"member {other.id}": first[other.user_id] for other in people}
    names |= {f"user {number}": name for number, name in first.items()}
    names |= {f"season {number}": _("sæsonen %(name)s") % {"name": name} for number, name in seasons.items()}
    stops = Stop.objects.filter(id__in=about.get("stop", ()), season__in=seasons).values_list("id", "name")
    names |= {f"stop {number}": name for number, name in stops}
    links = Invitation.objects.filter(id__in=about.get("invitation", ())).values_list("id", "first_name")
    names |= {f"invitation {number}": name for number, name in links}
    crew = names_of(Person.objects.filter(id__in=about.get("person", ())))
    names |= {f"person {number}": name for number, name in crew.items()}
    plans = Plan.objects.filter(id__in=about.get("plan", ()), season__in=seasons)
    for plan_id, name, season in plans.values_list("id", "name", "season_id"):
        told = {"plan": _("«%(name)s»") % {"name": name} if name else _("en plan"), "season": seasons[season]}
        names[f"plan {plan_id}"] = _("%(plan)s for %(season)s") % told
    return names
