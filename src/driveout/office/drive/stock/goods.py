"""The register of goods on screen."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.drive.stock import said
from driveout.office.drive.stock.shelves import frame
from driveout.office.forms.forms import Field, Filled, Group, opened, sent
from driveout.office.forms.kinds import Kind, choice, decimal, text
from driveout.records.drive.models import Good
from driveout.records.drive.stock import queries
from driveout.records.drive.stock.rules import may_keep_goods
from driveout.records.team.models import Member

KINDS = ("meal", "bag", "clothes", "pack", "other")


def goods_page(member: Member) -> dict[str, Any]:
    """Those in use, and those that were; two queries."""
    rows = [
        {
            "id": good.pk, "name": good.name, "unit": good.unit, "kind": said.kind(good.kind),
            "per_guest": say.number(good.per_guest, 2), "ended": good.ended_at is not None,
        }
        for good in queries.goods_of(member.organisation_id, ended=True)
    ]  # fmt: skip
    return {**frame(member), "rows": rows, "may": may_keep_goods(member)}


def parts() -> list[tuple[str, str]]:
    """What a good may be counted in."""
    return [("1.00", _("Kun hele")), ("0.50", _("Hele og halve")), ("0.01", _("Decimaler"))]


def _in_parts() -> Kind:
    """Wholes where nothing is chosen."""
    plain = choice(parts())
    return replace(plain, read=lambda typed: Decimal(plain.read(typed or str(parts()[0][0]))))


def fields() -> list[Group]:
    """Name, unit, kind and assumed use."""
    kinds = [(kind, said.kind(kind)) for kind in KINDS]
    return [
        Group(
            "",
            [
                Field("name", _("Navn"), text(60, required=True), _("I flertal, fx «Måltider».")),
                Field("unit", _("Tælles i"), text(20), _("Fx «stk.», «kasser» eller «kander».")),
                Field("kind", _("Knap på telefonen"), choice(kinds), _("«Andet» har ingen knap og tælles ikke ned.")),
                Field("per_guest", _("Til hver gæst"), decimal(0, 50), _("Et gæt, til caféerne har vist andet.")),
                Field("smallest", _("Kan deles i"), _in_parts(), _("Fx halve kander eller 2,5 kilo.")),
            ],
        )
    ]


def first(good: Good | None) -> Filled:
    """The form as it opens."""
    blank = {"name": "", "unit": "stk.", "kind": "meal", "per_guest": 1.0, "smallest": "1.00"}
    return opened(fields(), blank if good is None else {name: getattr(good, name) for name in blank})


def typed(post: QueryDict) -> Filled:
    """The form as it was sent."""
    return sent(fields(), post)


def good_page(member: Member, good: Good | None, filled: Filled) -> dict[str, Any]:
    """For the template."""
    told: Mapping[str, Any] = {"id": good.pk, "name": good.name, "ended": good.ended_at is not None} if good else {}
    return {**frame(member), "good": told, "form": filled.shown(), "may": may_keep_goods(member)}
