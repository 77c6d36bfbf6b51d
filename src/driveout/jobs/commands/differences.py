"""Two plans' differences, as an object and as lines to read."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from driveout.core.words import Opening, clock
from driveout.jobs.commands.shown import figure
from driveout.jobs.terminal import say

if TYPE_CHECKING:
    from driveout.core.plan.causes import Cause
    from driveout.core.plan.compare import Change, Difference
    from driveout.outside.plan_files.as_json import Called

TOTALS = {
    "guests": ("guests a week", "gæster om ugen"),
    "openings": ("openings a week", "åbninger om ugen"),
    "kroner": ("kr. a week", "kr. om ugen"),
    "driving_minutes": ("minutes of driving a week", "minutters kørsel om ugen"),
    "tours": ("tours a week", "ture om ugen"),
}


def as_dict(
    found: "Difference", why: "tuple[Cause, ...]", was: "Called", now: "Called", shown: "Callable[[str], str]"
) -> dict[str, Any]:
    """Plain values; guests a week, kroner where the name says so. `why`: what differs between the seasons. `was`,
    `now`: the one plan and the other; `shown`: the names of their hubs and stops."""

    def changes(items: "tuple[Change, ...]") -> list[dict[str, Any]]:
        return [
            {"name": c.name, "before": c.before, "after": c.after, "difference": c.difference}
            | ({} if c.key == c.name else {"key": c.key})
            for c in items
        ]

    return {
        "totals": changes(found.totals),
        "kept": [now.opening(o) for o in found.kept],
        "moved": [{"before": was.opening(m.before), "after": now.opening(m.after)} for m in found.moved],
        "given_up": [was.opening(o) for o in found.given_up],
        "new": [now.opening(o) for o in found.new],
        "stops": changes(found.stops),
        "hubs": changes(found.hubs),
        "municipalities": changes(found.municipalities),
        "hubs_kr": changes(found.hubs_kr),
        "resized": [{"before": was.opening(m.before), "after": now.opening(m.after)} for m in found.resized],
        "causes": [
            {"hub": shown(one.hub), "guests": one.guests, "kroner": one.kroner}
            | {"en": one.said.english, "da": one.said.danish}
            for one in why
        ],
    }


def show(found: "Difference", why: "tuple[Cause, ...]", shown: "Callable[[str], str]", lang: str) -> None:
    """Totals first, then what guests will notice, then who wins and loses."""
    danish = lang == "da"
    for change in found.totals:
        before, after, name = figure(change.before, lang), figure(change.after, lang), TOTALS[change.name][danish]
        print(f"{before} → {after} {name} ({signed(change.difference, lang)})")
    say(
        lang,
        f"{len(found.kept)} openings stay, {len(found.moved)} move, {len(found.given_up)} are given up, "
        f"{len(found.new)} are new.",
        f"{len(found.kept)} åbninger bliver, {len(found.moved)} flytter, {len(found.given_up)} falder bort, "
        f"{len(found.new)} er nye.",
    )
    for cause in why:
        print(f"  {cause.said.in_(lang)}")
    for moved in found.moved:
        print(f"  {shown(moved.before.stop)}: {when(moved.before, lang)} → {when(moved.after, lang)}")
    for moved in found.resized:
        before, after = (figure(o.minutes, lang) for o in (moved.before, moved.after))
        print(f"  {shown(moved.after.stop)}: {when(moved.after, lang)} ({before} → {after} min.)")
    for opening in found.given_up:
        print(f"  − {shown(opening.stop)}: {when(opening, lang)}")
    for opening in found.new:
        print(f"  + {shown(opening.stop)}: {when(opening, lang)}")
    _who("Guests a week by stop:", "Gæster om ugen pr. sted:", found.stops, lang)
    _who("By hub:", "Pr. hub:", found.hubs, lang)
    _who("Kroner a week by hub:", "Kroner om ugen pr. hub:", found.hubs_kr, lang, decimals=0)
    _who("By municipality:", "Pr. kommune:", found.municipalities, lang)


def when(opening: Opening, lang: str) -> str:
    """“tirsdag kl. 12.30–14”"""
    day, kl = (opening.weekday.danish, "kl. ") if lang == "da" else (opening.weekday.english, "")
    return f"{day} {kl}{clock(opening.starts)}–{clock(opening.ends)}"


def signed(number: float, lang: str, decimals: int = 0) -> str:
    return ("+" if number >= 0 else "−") + figure(abs(number), lang, decimals)


def _who(en: str, da: str, changes: "tuple[Change, ...]", lang: str, decimals: int = 1) -> None:
    from driveout.core.travel import BY_CODE

    if not changes:
        return
    say(lang, en, da)
    for c in changes:
        name = BY_CODE[c.name].name if c.name in BY_CODE else c.name or "?"
        before, after = figure(c.before, lang, decimals), figure(c.after, lang, decimals)
        print(f"  {name}: {before} → {after} ({signed(c.difference, lang, decimals)})")
