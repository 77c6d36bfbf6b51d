"""`{% explain "guests" "proof" %}`: a small question mark beside a figure that says what the figure is."""

from typing import Any

from django import template

from driveout.office.guide.words import Rests, rests_on, terms

register = template.Library()


@register.inclusion_tag("look/explain.html", takes_context=True)
def explain(context: dict[str, Any], key: str, at: str, known: str = "") -> dict[str, Any]:
    """`at`: where on the page, so that one word may stand in several places. `known`: of this very figure.

    A page whose `season` has a `known` says for itself what is assumed or learned.
    """
    return _told(key, at, known or _known(context))


@register.inclusion_tag("look/explain_all.html", takes_context=True)
def explain_all(context: dict[str, Any], keys: str, at: str) -> dict[str, Any]:
    """Several words in a line, for a table: a heading must not be longer than what it heads."""
    return {"words": [_told(key, at, _known(context)) for key in keys.split()]}


def _known(context: dict[str, Any]) -> str:
    season = context.get("season")
    return str(season.get("known", "")) if isinstance(season, dict) else ""


def _told(key: str, at: str, known: str) -> dict[str, Any]:
    term = terms()[key]
    return {"term": term, "id": f"{key}-{at}", "rests": rests_on(term.rests, known if term.rests is Rests.NEED else "")}
