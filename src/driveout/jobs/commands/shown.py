"""Plans, verdicts and clashes as people read them in a terminal."""

import sys
from typing import TYPE_CHECKING

from driveout.core.travel import ferries_of_plan
from driveout.core.words import Saying, Season, Status, Verdict, Weekday, clock
from driveout.jobs.terminal import console, headline, say

if TYPE_CHECKING:
    from driveout.core.words import Plan


def figure(number: float, lang: str, decimals: int = 0) -> str:
    """1271.4 → “1.271,4” in Danish, “1,271.4” in English."""
    text = f"{number:,.{decimals}f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "da" else text


def plan(season: Season, plan: "Plan", verdict: Verdict, lang: str) -> None:
    """The proof, then the week by hub."""
    out = console()
    first, *lines = _proof(season, plan, lang)
    out.print(headline(season.name, first))
    for line in lines:
        out.print(line)
    for saying in told_of(plan):
        print(saying.in_(lang))
    out.print(_week(season, plan, lang) if plan.openings else _no_openings(lang))
    for saying in ferries_of_plan(season, plan):
        print(saying.in_(lang))
    if not verdict.holds:
        verdict_lines(verdict, lang)


def told_of(plan: "Plan") -> tuple[Saying, ...]:
    """Why no more is proven and what would help, then what the plan could not do."""
    return (*([plan.proof.why] if plan.proof.why else []), *plan.remarks)


def _no_openings(lang: str) -> str:
    return "Ugen er uden åbninger." if lang == "da" else "The week has no openings."


def nothing_found(plan: "Plan", lang: str) -> None:
    """The search ended with no week to show, and why."""
    if plan.proof.status is Status.UNPROVEN:
        say(lang, "No plan was found.", "Ingen plan blev fundet.", aside=True)
    else:
        say(lang, "No plan was found in the time given.", "Ingen plan blev fundet i tiden.", aside=True)
    for saying in told_of(plan):
        print(saying.in_(lang), file=sys.stderr)


def _proof(season: Season, plan: "Plan", lang: str) -> list[str]:
    guests, bound = figure(plan.guests_a_week, lang, 1), figure(plan.proof.bound, lang, 1)
    gap, kr = figure(plan.proof.gap * 100, lang, 3), figure(plan.cost_kr_a_week, lang)
    served, seconds = len({o.stop for o in plan.openings}), figure(plan.seconds, lang, 1)
    proven = plan.proof.status is Status.PROVEN
    if lang == "da":
        end = f"Bevist på {seconds} sekunder" if proven else f"Ikke bevist efter {seconds} sekunder"
        return [
            f": {guests} gæster om ugen ventes. {served} af {len(season.stops)} steder får besøg.",
            f"{end}: højst {bound} er muligt, så højst {gap} % mangler.",
            f"{kr} kr. om ugen, {figure(plan.driving_minutes_a_week, lang)} minutters kørsel, {len(plan.tours)} ture.",
        ]
    end = f"Proven in {seconds} seconds" if proven else f"Not proven after {seconds} seconds"
    return [
        f": {guests} guests a week expected. {served} of {len(season.stops)} stops are visited.",
        f"{end}: at most {bound} is possible, so at most {gap} % is missing.",
        f"{kr} kr. a week, {figure(plan.driving_minutes_a_week, lang)} minutes of driving, {len(plan.tours)} tours.",
    ]


def _week(season: Season, plan: "Plan", lang: str) -> object:
    from rich.table import Table

    days = [d for d in Weekday if any(o.weekday == d for o in plan.openings)]
    table = Table("Hub", *(d.danish if lang == "da" else d.english for d in days), show_lines=True)
    name = season.names.place
    for hub in sorted({o.hub for o in plan.openings}, key=lambda hub: (name(hub), hub)):
        cells = []
        for day in days:
            here = sorted((o for o in plan.openings if o.hub == hub and o.weekday == day), key=lambda o: o.starts)
            cells.append("\n".join(f"{clock(o.starts)}–{clock(o.ends)} {name(o.stop)}" for o in here))
        table.add_row(name(hub), *cells)
    return table


def verdict(verdict: Verdict, lang: str) -> None:
    if verdict.holds:
        count = len(verdict.rules)
        say(lang, f"The plan holds. {count} rules were tried.", f"Planen holder. {count} regler er prøvet.")
        return
    verdict_lines(verdict, lang)


def verdict_lines(verdict: Verdict, lang: str) -> None:
    count = len(verdict.breaches)
    say(lang, f"The plan does not hold: {count} breaches.", f"Planen holder ikke: {count} brud.", aside=True)
    for breach in verdict.breaches:
        rule, where, sentence = breach.rule, breach.where, breach.sentence
        if lang == "da":
            number = rule.split()[0]
            rule = f"regel {number}" if number.isdigit() else rule
            where, sentence = breach.where_danish, breach.danish
        print(f"  [{rule}] {where}: {sentence}", file=sys.stderr)


def clash(plan: "Plan", lang: str) -> None:
    """Why no plan is possible."""
    why = (
        "No plan is possible. These wishes cannot hold together:",
        "Ingen plan er mulig. Disse ønsker kan ikke holde sammen:",
    )
    say(lang, *why, aside=True)
    for wish in plan.clash:
        print(f"  · {(lang == 'da' and wish.danish) or wish.sentence}", file=sys.stderr)
    for saying in plan.remarks:
        print(saying.in_(lang), file=sys.stderr)
