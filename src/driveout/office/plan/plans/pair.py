"""Two plans side by side, of one season or two: what moved, which places win and lose guests, and the sums."""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core import words
from driveout.core.plan.causes import causes
from driveout.core.plan.compare import Change, Difference, Moved, compare, shown_in
from driveout.core.words import Opening
from driveout.look.language import either
from driveout.office import say
from driveout.office.plan.plans.beside import Of
from driveout.office.plan.plans.between import between
from driveout.office.plan.plans.shelf import Shelf, heading, made
from driveout.office.plan.season.proof.came_true import kept
from driveout.records.plan.models import Plan, Season
from driveout.records.plan.plans.history import by_place, read_at, season_to_compare
from driveout.records.plan.queries import plan_as_words
from driveout.records.plan.seasons.as_planned import season_then
from driveout.records.team.models import Member

SEEN = 0.05  # guests: what a difference must be to show with one decimal


def pair(season: Season, first: Of, second: Of, member: Member) -> dict[str, Any]:
    """Plain values for the template. At most 27 queries for one season's plans, 42 for two seasons'.

    `season`: whose page it is. Two seasons' hubs and stops are matched by their places, whatever they are called.
    """
    (shelf_a, before), (shelf_b, after) = first, second
    one = shelf_a.season == shelf_b.season
    old, now = _seasons(shelf_a, before, shelf_b, after)
    plans = plan_as_words(before.id), plan_as_words(after.id)
    if not one:
        (old, was), (now, becomes) = by_place(before, old, plans[0]), by_place(after, now, plans[1])
        plans = was, becomes
    found = compare(old, plans[0], now, plans[1])
    shown = shown_in(old, now)
    stops = [change for change in found.stops if abs(change.difference) >= SEEN]
    return {
        "season": heading(season),
        "title": _("Fra %(before)s til %(after)s") % {"before": _called(*first, one), "after": _called(*second, one)},
        "before": _plan(shelf_a, before),
        "after": _plan(shelf_b, after),
        "one_season": one,
        "sums": _sums(found),
        "sentence": _sentence(found),
        "same": not (found.moved or found.resized or found.given_up or found.new or stops),
        "other_wishes": one and before.made_from != after.made_from,
        "changed": between(shelf_a, before, after, member) if one else [],
        "only": [] if one else [*_only(old, now), *_only(now, old)],
        "lose": [_change(c) for c in stops if c.difference < 0],
        "win": [_change(c) for c in reversed(stops) if c.difference > 0],
        "moved": _moved(found.moved, shown),
        "given_up": _openings(found.given_up, shown),
        "new": _openings(found.new, shown),
        "kept": kept(after) if one else None,
        "resized": _moved(found.resized, shown),
        "causes": _causes(old, now, found),
        "hubs": _hubs(found),
        "groups": [
            {"title": _("Kommuner"), "label": _("Kommune"), "rows": _rows(found.municipalities, say.municipality)},
        ],
    }


def _seasons(shelf_a: Shelf, before: Plan, shelf_b: Shelf, after: Plan) -> tuple[words.Season, words.Season]:
    """What each plan was made of: two seasons, or one as each plan's search read it."""
    old = season_to_compare(shelf_a.season.id)
    if shelf_a.season != shelf_b.season:
        return old, season_to_compare(shelf_b.season.id)
    if before.made_from == after.made_from:
        return old, old
    when = read_at([before, after])
    return season_then(before.season_id, old, when[before.pk]), season_then(before.season_id, old, when[after.pk])


def _causes(old: words.Season, now: words.Season, found: Difference) -> list[dict[str, Any]]:
    """Why hubs won or lost, in the page's language."""
    return [{"said": either(one.said.danish, one.said.english), "own": one.own} for one in causes(old, now, found)]


def _hubs(found: Difference) -> list[dict[str, str]]:
    """Guests and kroner of each hub where either differs, in order of name."""
    guests, kroner = ({one.key: one for one in changes} for changes in (found.hubs, found.hubs_kr))
    nothing = Change("", 0.0, 0.0)
    rows = []
    shown = {one.key: one.name for one in (*found.hubs, *found.hubs_kr)}
    for hub in sorted(shown, key=lambda hub: say.danish_order(shown[hub])):
        won, spent = guests.get(hub, nothing), kroner.get(hub, nothing)
        if abs(won.difference) >= SEEN or abs(spent.difference) >= 0.5:
            kr = _signed(spent.difference, say.number)
            rows.append({"place": shown[hub], "difference": _signed(won.difference, _one_decimal), "kroner": kr})
    return rows


def _called(shelf: Shelf, plan: Plan, one_season: bool) -> str:
    """“«Plan 1»”, with its season where there are two."""
    if one_season:
        return shelf.quoted(plan)
    return _("%(plan)s (%(season)s)") % {"plan": shelf.quoted(plan), "season": shelf.season.name}


def _only(here: words.Season, there: words.Season) -> list[dict[str, Any]]:
    """Places and hubs that one season has and the other has not."""
    told = {"season": here.name}
    kinds = (
        (_("Steder, der kun er i %(season)s") % told, _missing(here.stops, there.stops)),
        (_("Hubs, der kun er i %(season)s") % told, _missing(here.hubs, there.hubs)),
    )
    return [
        {"title": title, "names": sorted(names, key=say.danish_order), "n": say.number(len(names))}
        for title, names in kinds
        if names
    ]


def _missing(here: Sequence[words.Keyed], there: Sequence[words.Keyed]) -> list[str]:
    known = {one.key for one in there}
    return [one.name for one in here if one.key not in known]


def _plan(shelf: Shelf, plan: Plan) -> dict[str, Any]:
    return {
        "id": plan.id,
        "season": {"id": shelf.season.id, "name": shelf.season.name},
        "name": shelf.name(plan),
        "made": made(plan),
        "tags": shelf.tags(plan),
        "why": plan.why,
    }


def _sums(found: Difference) -> list[dict[str, str]]:
    """Guests, openings, kroner, driving and tours: before, after, and the difference with its sign."""
    how: dict[str, tuple[str, Callable[[float], str]]] = {
        "guests": (_("Gæster om ugen"), _one_decimal),
        "openings": (_("Åbninger om ugen"), say.number),
        "kroner": (_("Kroner om ugen"), say.number),
        "driving_minutes": (_("Køreminutter om ugen"), say.number),
        "tours": (_("Ture om ugen"), say.number),
    }
    return [
        {
            "name": how[total.name][0],
            "before": how[total.name][1](total.before),
            "after": how[total.name][1](total.after),
            "difference": _signed(total.difference, how[total.name][1]),
        }
        for total in found.totals
    ]


def _sentence(found: Difference) -> str:
    """“5 åbninger er de samme, 3 er flyttet, 2 er væk, og 4 er nye.”"""
    kept, resized = len(found.kept), len(found.resized)
    said = ngettext("%(n)s åbning er den samme", "%(n)s åbninger er de samme", kept) % {"n": say.number(kept)}
    if resized:
        said += _(" (%(n)s af dem varer længere eller kortere)") % {"n": say.number(resized)}
    return said + _(", %(moved)s er flyttet, %(gone)s er væk, og %(new)s er nye.") % {
        "moved": say.number(len(found.moved)),
        "gone": say.number(len(found.given_up)),
        "new": say.number(len(found.new)),
    }


def _rows(changes: Sequence[Change], name: Callable[[str], str]) -> list[dict[str, str]]:
    """In order of name; only what differs."""
    seen = [change for change in changes if abs(change.difference) >= SEEN]
    return sorted((_change(change, name) for change in seen), key=_by_place)


def _change(change: Change, name: Callable[[str], str] = str) -> dict[str, str]:
    return {
        "place": name(change.name) or "–",
        "before": _one_decimal(change.before),
        "after": _one_decimal(change.after),
        "difference": _signed(change.difference, _one_decimal),
    }


def _moved(found: Sequence[Moved], shown: Callable[[str], str]) -> list[dict[str, str]]:
    rows = (
        {"place": shown(pair.after.stop), "before": _when(pair.before), "after": _when(pair.after)} for pair in found
    )
    return sorted(rows, key=_by_place)


def _openings(found: Sequence[Opening], shown: Callable[[str], str]) -> list[dict[str, str]]:
    rows = ({"place": shown(o.stop), "when": _when(o), "guests": _one_decimal(o.guests)} for o in found)
    return sorted(rows, key=_by_place)


def _when(opening: Opening) -> str:
    return f"{say.capital(say.day(opening.weekday))} {say.span(opening.starts, opening.minutes)}"


def _by_place(row: dict[str, str]) -> str:
    return say.danish_order(row["place"])


def _one_decimal(value: float) -> str:
    return say.number(value, 1)


def _signed(value: float, shown: Callable[[float], str]) -> str:
    """“+4”, “−3”, “0”."""
    text = shown(abs(value))
    if text == shown(0):
        return text
    return f"+{text}" if value > 0 else f"−{text}"
