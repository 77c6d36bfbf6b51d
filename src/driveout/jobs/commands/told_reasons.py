"""Reasons and prices as a person reads them: a headline, a sentence, and a table of other possibilities."""

from driveout.core.plan.possible import Possibility
from driveout.core.plan.reasons import StopReasons
from driveout.core.plan.resources import HubPrices
from driveout.core.words import Names
from driveout.jobs.commands.differences import when
from driveout.jobs.commands.shown import figure
from driveout.jobs.terminal import console, headline

HEADS = {
    "en": ("what if", "here", "elsewhere", "in all", "becomes", "kr.", "min.", "who wins and loses"),
    "da": ("hvad hvis", "her", "andre steder", "i alt", "bliver", "kr.", "min.", "hvem vinder og taber"),
}
MOST_MOVES = 4  # the rest is in --json
NOT_FOUND = {"en": "not found", "da": "ikke fundet"}
CANNOT = {"en": "cannot be fitted in", "da": "kan ikke passes ind"}


def tell_stop(reasons: StopReasons, names: Names, lang: str) -> None:
    """A stop: where, how often, why, and each other possibility with its price."""
    out = console()
    times = "; ".join(when(opening, lang) for opening in reasons.openings) or (
        "not visited" if lang == "en" else "besøges ikke"
    )
    out.print(headline(names.place(reasons.stop), f" ({names.place(reasons.hub)}): {times}"))
    out.print(reasons.why.in_(lang), highlight=False)
    if reasons.cause:
        out.print(reasons.cause.in_(lang), highlight=False)
    first = [reasons.one_more] if reasons.one_more else []
    _table([*first, *reasons.others], names, lang)
    out.print(reasons.assumptions.in_(lang), highlight=False)


def tell_hub(prices: HubPrices, names: Names, lang: str) -> None:
    """A hub: what it does now, and what one more of each would bring."""
    out = console()
    guests, hours, kroner = figure(prices.guests, lang, 1), figure(prices.hours, lang, 1), figure(prices.cost_kr, lang)
    now = (
        f"{prices.openings} openings, {guests} guests, {hours} hours, {kroner} kr. a week"
        if lang == "en"
        else f"{prices.openings} åbninger, {guests} gæster, {hours} timer, {kroner} kr. om ugen"
    )
    out.print(headline(names.place(prices.hub), f": {now}"))
    _table(prices.prices, names, lang)
    out.print(prices.assumptions.in_(lang), highlight=False)


def _table(possibilities: list[Possibility] | tuple[Possibility, ...], names: Names, lang: str) -> None:
    from rich.table import Table

    table = Table(*HEADS[lang])
    for column in table.columns[1:7]:
        column.justify = "right"
    for p in possibilities:
        what = p.what.in_(lang)
        if not p.possible:
            table.add_row(what, "", "", "", "", "", "", (CANNOT if p.possible is False else NOT_FOUND)[lang])
            continue
        largest = sorted(p.moves, key=lambda move: -abs(move[1]))
        moves = ", ".join(f"{names.place(stop)} {_signed(guests, lang)}" for stop, guests in largest[:MOST_MOVES])
        if len(largest) > MOST_MOVES:
            moves += " …"
        numbers = [_signed(n, lang) for n in (p.guests, p.guests_elsewhere, p.in_all)]
        table.add_row(
            what, *numbers, p.said.in_(lang), _signed(p.cost_kr, lang, 0), _signed(p.driving_minutes, lang, 0), moves
        )
    console().print(table)


def _signed(number: float, lang: str, places: int = 1) -> str:
    rounded = round(number, places)
    if rounded == 0:
        return "0"
    return ("+" if rounded > 0 else "−") + figure(abs(number), lang, places)
