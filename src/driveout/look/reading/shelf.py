"""What is written there, in the language of whoever reads. No database is asked."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from driveout.look import say
from driveout.look.language import either

HERE = Path(__file__).parent
GROUPS = ("letters", "money", "home", "body", "people")  # of advice, in the order in which they are read
TOOLS = {
    "pot": later("gryde"),
    "pan": later("pande"),
    "kettle": later("elkedel"),
    "bowl": later("skål"),
    "microwave": later("mikroovn"),
}
ASKED_AGAIN = timedelta(days=90)  # a telephone number is looked up again so often


@dataclass(frozen=True, slots=True)
class Recipe:
    """A meal for one. `minutes` until it is on the table; `tools`: what it takes; `things`: amount and what."""

    key: str
    title: str
    why: str
    minutes: int
    tools: tuple[str, ...]
    things: tuple[tuple[str, str], ...]
    steps: tuple[str, ...]
    keep: str


@dataclass(frozen=True, slots=True)
class Source:
    """Who says it: the site's name, its address, the year in which it was written where that is known, and when we
    looked. `is_old`: that is long ago.
    """

    site: str
    address: str
    written: str
    seen: str
    is_old: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Somebody to ring. `hours` is empty where nobody could tell us."""

    name: str
    number: str
    hours: str
    source: Source

    @property
    def dialled(self) -> str:
        return self.number.replace(" ", "")


@dataclass(frozen=True, slots=True)
class Known:
    """One fact, and who says it."""

    says: str
    source: Source


@dataclass(frozen=True, slots=True)
class Advice:
    """One everyday matter: what to do, step by step, and where to go `then`."""

    key: str
    group: str
    title: str
    why: str
    steps: tuple[str, ...]
    then: str
    lines: tuple[Line, ...]
    known: tuple[Known, ...]


@cache
def written(kind: str) -> dict[str, dict[str, Any]]:
    """Key → what the file says. `kind`: recipes or advice."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted((HERE / kind).glob("*.json"))}


def recipes() -> list[Recipe]:
    """All of them, the quickest first."""
    found = [_recipe(key, text) for key, text in written("recipes").items()]
    return sorted(found, key=lambda one: (one.minutes, say.danish_order(one.title)))


def advice(today: date) -> list[Advice]:
    """All of it, by what it is about. What no longer holds `today` is left out."""
    found = [_advice(key, text, today) for key, text in written("advice").items()]
    return sorted(found, key=lambda one: (GROUPS.index(one.group), say.danish_order(one.title)))


def _recipe(key: str, text: dict[str, Any]) -> Recipe:
    said = text[either("da", "en")]
    return Recipe(
        key=key,
        title=said["title"],
        why=said["why"],
        minutes=text["minutes"],
        tools=tuple(_(TOOLS[tool]) for tool in text["tools"]),
        things=tuple((much, what) for much, what in said["things"]),
        steps=tuple(said["steps"]),
        keep=said["keep"],
    )


def _advice(key: str, text: dict[str, Any], today: date) -> Advice:
    language = either("da", "en")
    said = text[language]
    lines = [one for one in text["lines"] if _holds(one, today)]
    known = [one for one in text["known"] if _holds(one, today)]
    return Advice(
        key=key,
        group=text["group"],
        title=said["title"],
        why=said["why"],
        steps=tuple(said["steps"]),
        then=said["then"],
        lines=tuple(Line(one[language][0], one["number"], one[language][1], _source(one, today)) for one in lines),
        known=tuple(Known(one[language], _source(one, today)) for one in known),
    )


def _holds(one: dict[str, Any], today: date) -> bool:
    return today <= date.fromisoformat(one.get("until", "9999-12-31"))


def first_to_end(today: date) -> date | None:
    """The last day of what holds today and ends first; None where nothing ends."""
    told = [one for text in written("advice").values() for one in (*text["lines"], *text["known"])]
    return min(
        (date.fromisoformat(one["until"]) for one in told if "until" in one and _holds(one, today)), default=None
    )


def _source(one: dict[str, Any], today: date) -> Source:
    seen = date.fromisoformat(one["seen"])
    site = urlsplit(one["source"]).netloc.removeprefix("www.")
    old = today - seen > ASKED_AGAIN
    return Source(site, one["source"], one.get("written", ""), say.date_long(seen), old)
