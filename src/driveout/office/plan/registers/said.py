"""What an edit did, and what stands in its way, in sentences."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.look.language import either
from driveout.office import say
from driveout.office.plan.registers.fields import Setting, groups_of, to_form, with_setting
from driveout.office.plan.registers.names import name_of
from driveout.records.plan.models import Edit
from driveout.records.plan.models.edit import Register
from driveout.records.plan.registers.editing import after_of, before_of
from driveout.records.plan.registers.sense import NAME_TAKEN, SAME_NAME, Fault
from driveout.records.plan.registers.values import Values

MOST_LINES = 4


def fault(one: Fault, register: Register) -> str:
    """What is wrong and what to do."""
    told = one.told
    if one.kind == "name taken":
        return _("%(name)s er der allerede. Vælg et andet navn.") % told
    if one.kind == NAME_TAKEN:
        there, here = (either(told[one].danish, told[one].english) for one in ("there", "here"))
        both = _("%(name)s er der allerede (%(there)s).") if there else _("%(name)s er der allerede.")
        yours = _("Din: %(here)s.") % {"here": here} if here and here != there else ""
        why = _("Giv den et navn for sig, så alle kan se, hvem der menes.")
        return " ".join(part for part in (both % {"name": told["name"], "there": there}, yours, why) if part)
    if one.kind == SAME_NAME:
        days = {one: say.listing([say.day(day) for day in told[one]]) or _("ingen dage") for one in ("theirs", "days")}
        there = _("%(name)s er ved %(hub)s allerede, og kan %(theirs)s.") % {**told, **days}
        return there + " " + _("Du har skrevet en, der kan %(days)s. Er det en anden person?") % days
    if one.kind == "hub gone":
        return _("Hubben er ikke i sæsonen mere. Vælg en anden.")
    if one.kind == "overlap":
        day = say.capital(say.day(told["day"]))
        if register == Register.HUB:
            return _("%(day)s står der to gange. Skriv én række for hver dag.") % {"day": day}
        return _("%(day)s har to tidsrum oven i hinanden. Gør dem til ét.") % {"day": day}
    if one.kind == "rest":
        return _("%(hub)s: fra %(day)s til næste dag er der %(rest)s timers hvile. Der skal være %(least)s.") % {
            "hub": told["hub"], "day": say.day(told["day"]),
            "rest": say.number(told["rest"] / 60, 1), "least": say.number(told["least"] / 60, 1),
        }  # fmt: skip
    if one.kind == "nonsense":
        return _("Det hænger ikke sammen: %(sentence)s") % told
    return _kept(one.kind, register)


def _kept(kind: str, register: Register) -> str:
    """Why a row is not removed, and what to do instead."""
    if kind == "being planned":
        return _("Planen regnes lige nu, så navne må vente. Prøv igen, når den er færdig.")
    instead = {
        Register.STOP: _("Sæt «Højst besøg om ugen» til 0. Så kommer det ikke med i næste plan."),
        Register.HUB: _("Slet dens arbejdsdage. Så kører ingen derfra i næste plan."),
        Register.VEHICLE: _("Fjern alle dens dage. Så kører den ikke i næste plan."),
        Register.EMPLOYEE: _("Fjern alle dage. Så er medarbejderen ikke med i næste plan."),
    }.get(register, "")
    why = {
        "planned": _("En gemt plan bruger det, og den ville gå tabt."),
        "wished": _("Nogen har låst eller ændret det i planen, og det ville gå tabt."),
        "earlier": _("Folk kender det fra planen før, og det ville gå tabt."),
        "has stops": _("Der er steder, som hubben må køre til. Giv dem en anden hub først."),
        "has vans": _("Hubben har vogne. Giv dem en anden hub først."),
        "has people": _("Hubben har medarbejdere eller frivillige. Giv dem en anden hub først."),
    }[kind]
    return why if kind.startswith("has ") else f"{why} {instead}"


def what(edit: Edit, *, sees_crew: bool) -> str:
    """“Karby”, “Karby: lagt til”, “12 steder”. Names of people only to those who work with them."""
    register, after = Register(edit.register), after_of(edit)
    before = before_of(edit)
    hidden = register in (Register.EMPLOYEE, Register.VOLUNTEER) and not sees_crew
    name = name_of(register).one if hidden else edit.name
    n = len(after)
    if n > 1:
        return {
            Register.STOP: ngettext("%(n)s sted", "%(n)s steder", n),
            Register.HUB: ngettext("%(n)s hub", "%(n)s hubs", n),
            Register.VEHICLE: ngettext("%(n)s vogn", "%(n)s vogne", n),
            Register.EMPLOYEE: ngettext("%(n)s medarbejder", "%(n)s medarbejdere", n),
            Register.VOLUNTEER: ngettext("%(n)s frivillig", "%(n)s frivillige", n),
        }[register] % {"n": say.number(n)}
    if all(row is None for row in before.values()):
        return _("%(name)s: lagt til") % {"name": name}
    if all(row is None for row in after.values()):
        return _("%(name)s: fjernet") % {"name": name}
    return say.capital(name)


def lines(edit: Edit, setting: Setting) -> list[str]:
    """What was changed, field by field: “Højst besøg om ugen: 2 → 1”. Of many rows, what the first of them got."""
    register, before, after = Register(edit.register), before_of(edit), after_of(edit)
    pairs = [(before[pk], row) for pk, row in after.items()]
    old, new = next(iter(pairs), (None, None))
    if old is None or new is None:
        return []
    found = [
        f"{label}: {now}" if len(pairs) > 1 else f"{label}: {was} → {now}"
        for label, was, now in differences(register, old, new, setting)
    ]
    more = len(found) - MOST_LINES
    if more > 0:
        found[MOST_LINES:] = [ngettext("og %(n)s felt mere", "og %(n)s felter mere", more) % {"n": more}]
    return found


def differences(register: Register, old: Values, new: Values, setting: Setting) -> list[tuple[str, str, str]]:
    """(label, was, is) of the fields that differ."""
    was, now = to_form(register, old), to_form(register, new)
    return [
        (one.label, one.kind.said(was[one.name]), one.kind.said(now[one.name]))
        for group in groups_of(register, with_setting(setting, new))
        for one in group.fields
        if was.get(one.name) != now.get(one.name)
    ]


def in_language(saying: dict[str, str]) -> str:
    """A saying as it is kept, in the page's language."""
    return either(saying["danish"], saying["english"])


def moved(moves: Sequence[Any], elsewhere: float) -> list[str]:
    """Who wins and who loses: “Taber: Karby (−4,2).”"""
    told = []
    for word, some in (
        (_("Vinder: %(places)s."), [(name, by) for name, by in reversed(moves) if by > 0]),
        (_("Taber: %(places)s."), [(name, by) for name, by in moves if by < 0]),
    ):
        if some:
            each = [f"{name} ({'+' if by > 0 else '−'}{say.number(abs(by), 1)})" for name, by in some]
            told.append(word % {"places": say.listing(each, 4)})
    if abs(elsewhere) >= 0.05:
        size = say.number(abs(elsewhere), 1)
        more = (
            _("Pengene giver %(n)s gæster i andre hubs.")
            if elsewhere > 0
            else _("Pengene koster %(n)s gæster i andre hubs.")
        )
        told.append(more % {"n": size})
    return told
