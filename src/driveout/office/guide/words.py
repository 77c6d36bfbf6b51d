"""What each figure on screen means, where it comes from, and what it rests on: one table, used by every page.

A page says `{% explain "guests" "proof" %}` beside the figure; the page “Ord og tal” lists them all.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from driveout.office.guide import words_of_money, words_of_places, words_of_plans


class Rests(Enum):
    """What a figure stands on: the guess or lesson about guests, or something that is neither."""

    NEED = "need"
    ROADS = "roads"
    SEASON = "season"
    PROOF = "proof"


@dataclass(frozen=True)
class Term:
    """`means`: two plain sentences. `source`: where the number is from. `rests`: is it assumed, learned or neither?"""

    key: str
    name: str
    means: str
    source: str
    rests: Rests


def groups() -> list[tuple[str, list[Term]]]:
    """All terms in the language of the page, under headings, in the order they are read."""
    return [
        (_("Gæster"), _terms(words_of_plans.guests())),
        (_("Beviset"), _terms(words_of_plans.proof())),
        (_("Steder"), _terms(words_of_places.places())),
        (_("Penge og tid"), _terms(words_of_money.money())),
        (_("Hvad nu hvis"), _terms(words_of_money.what_if())),
        (_("Fordeling og ændringer"), _terms(words_of_places.fairness())),
    ]


def terms() -> dict[str, Term]:
    """Key → term, in the language of the page."""
    return _terms_in(get_language() or "")


@cache
def _terms_in(_language: str) -> dict[str, Term]:
    """Put into words once: a page asks for one beside each of its figures."""
    return {term.key: term for _heading, found in groups() for term in found}


def rests_on(rests: Rests, known: str = "") -> str:
    """Is it assumed or learned? `known`: what the page knows about its own season or stop, for figures about guests."""
    said = {
        Rests.NEED: known or _("Hviler på behovet. For hvert sted er behovet enten antaget eller lært af åbninger."),
        Rests.ROADS: _("Hverken antaget eller lært: regnet ud fra vejene."),
        Rests.SEASON: _("Hverken antaget eller lært: det står i sæsonen eller i planen."),
        Rests.PROOF: _("Bevist, så længe det antagne passer."),
    }
    return said[rests]


def _terms(rows: dict[str, tuple[str, str, str, str]]) -> list[Term]:
    return [Term(key, name, means, source, Rests(rests)) for key, (name, means, source, rests) in rows.items()]
