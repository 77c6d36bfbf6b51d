"""Fields of a form from what `core.words.fields` declares: bounds stand there; here stands what people read."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from driveout.core.words import fields as declared
from driveout.core.words.fields import kinds as known
from driveout.office.forms import kinds
from driveout.office.forms.forms import Field


def asked(
    register: declared.Register, name: str, label: str, hint: str = "", *, kind: kinds.Kind | None = None
) -> Field:  # fmt: skip
    """A field of the form. `kind`: where the form has it otherwise than by its declaration."""
    return Field(name, label, kind or kind_of(register[name]), hint)


def kind_of(field: declared.Field, **otherwise: Any) -> kinds.Kind:
    """How it is typed, within its bounds. `otherwise`: what this form says of it in another way."""
    match replace(field.kind, **otherwise):
        case known.Text(most=most):
            return kinds.text(most, required=field.name == "name", long=most >= 1000)
        case known.Whole(least=least, most=most, empty=empty):
            return kinds.whole(least, most or 2_000_000, optional=empty)
        case known.Decimal(unit="share"):
            return percent()
        case known.Decimal() as it:
            places, kroner = 5 if it.unit.startswith("degrees") else 2, it.thousands
            return kinds.decimal(it.least or 0, it.most or 1e6, thousands=kroner, optional=it.empty, places=places)
        case known.Hours(most=most):
            return kinds.hours(60 * most)
        case known.Told():
            return kinds.choice([("unknown", _("ikke oplyst")), ("yes", _("ja")), ("no", _("nej"))])
        case known.Lengths(least=least, most=most):
            return kinds.lengths(least, most)
    return PLAIN[type(field.kind)]()


PLAIN = {
    known.Days: kinds.days,
    known.Spans: kinds.spans,
    known.Date: kinds.day_of_year,
    known.Dates: kinds.days_of_year,
}


def percent() -> kinds.Kind:
    """A share from 0 to 1, written as per cent."""
    plain = kinds.decimal(0, 100)
    return replace(
        plain,
        read=lambda typed: round(plain.read(typed.rstrip("% ")) / 100, 6),
        shown=lambda share: plain.shown(round(100 * share, 4)),
        said=lambda share: f"{plain.said(round(100 * share, 4))} %",
    )
