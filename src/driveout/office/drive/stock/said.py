"""How the stores are spoken of: so many of a thing, until when, what happened, and why something was not done."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from driveout.core.drive import is_over, is_soon
from driveout.core.words import HALF, WHOLE, Amount
from driveout.look.language import Holding, filled, holding
from driveout.office import hidden, say
from driveout.records.drive.models import Good, Lot, StockEvent, Store
from driveout.records.drive.stock.rules import NotEnough
from driveout.records.drive.stock.settling import BACK, NOT_IN_THE_BOOKS, NOT_THERE_AFTER_ALL, TOLD_LATE

OUR_CODES = {BACK, NOT_IN_THE_BOOKS, NOT_THERE_AFTER_ALL, TOLD_LATE}
PLAIN_UNITS = {"", "stk", "stk."}


def amount(n: Amount) -> str:
    """“4”, “2,5”, “0,75”: no more decimals than it has."""
    return say.number(float(n), 0 if n == int(n) else 1 if 10 * n == int(10 * n) else 2)


def things(n: Amount, good: Any) -> Holding:
    """“4 måltider”, “3 kander kaffe”. `good`: a row or a word."""
    name = good.name[:1].lower() + good.name[1:]
    own = name if good.unit in PLAIN_UNITS else f"{good.unit} {name}"
    return holding(f"{amount(n)} {own}", own)


def store(row: Store) -> str:
    """“Lageret” for a hub's own room; else its name."""
    return row.name or _("Lageret")


def store_of_hub(row: Store) -> str:
    """“Lageret, Skjern”: where several hubs stand together."""
    return f"{store(row)}, {row.hub}"


def kind(word: str) -> str:
    """What a good is counted as on the phone."""
    return {
        "meal": _("Måltid"),
        "bag": _("Pose"),
        "clothes": _("Tøj"),
        "pack": _("Pakke"),
        "other": _("Andet"),
    }[word]


def until(lot: Lot, today: date) -> dict[str, str]:
    """Best-before: the date, and a word and an icon when somebody should look. Empty for what keeps."""
    if lot.best_before is None:
        return {"text": "", "tag": "", "icon": "", "look": ""}
    if is_over(lot.best_before, today):
        tag, icon, look = _("Over dato"), "triangle-alert", "bad"
    elif is_soon(lot.best_before, today):
        tag, icon, look = _("Snart"), "clock", "warn"
    else:
        tag = icon = look = ""
    return {"text": say.date_long(lot.best_before), "tag": tag, "icon": icon, "look": look}


def lot(row: Lot) -> Holding:
    """“bedst før 24. november 2026”, or what is known of it."""
    told = [_("bedst før %(day)s") % {"day": say.date_long(row.best_before)} if row.best_before else "", row.note]
    return holding(", ".join(part for part in told if part) or _("uden dato"), row.note)


def used_up(good: Good, more: str = "") -> Holding:
    """“Måltider, uden dato: intet nu, men det var her”. `more`: what tells one of its lots from the others."""
    what = f"{good.name}, {more}" if more else good.name
    return filled(_("%(what)s: intet nu, men det var her"), {"what": holding(what, good.name)})


def not_enough(refused: NotEnough) -> Holding:
    """What there is, and what to do."""
    where = store(refused.store)
    if refused.at:
        return _not_enough_then(refused, say.moment(refused.at))
    if not refused.have:
        name = refused.good.name[:1].lower() + refused.good.name[1:]
        words = {"what": holding(name, name), "store": where}
        return filled(_("Der er ingen %(what)s i %(store)s. Intet er bogført. Flyt nogle dertil først."), words)
    words = {"things": things(refused.have, refused.good), "n": amount(refused.have), "store": where}
    told = _("Der er kun %(things)s i %(store)s. Intet er bogført. Flyt flere dertil, eller skriv %(n)s.")
    return filled(told, words)


def _not_enough_then(refused: NotEnough, moment: str) -> Holding:
    """What there was at the moment that was written: it, or the number, is wrong."""
    words: dict[str, str] = {"store": store(refused.store), "moment": moment}
    if not refused.have:
        name = refused.good.name[:1].lower() + refused.good.name[1:]
        told = _("Der lå ingen %(what)s i %(store)s %(moment)s. Intet er bogført. Se efter, om tiden er rigtig.")
        return filled(told, {**words, "what": holding(name, name)})
    told = _("Der lå kun %(things)s i %(store)s %(moment)s. Intet er bogført. Ret tiden, eller skriv %(n)s.")
    return filled(told, {**words, "things": things(refused.have, refused.good), "n": amount(refused.have)})


def happened(event: StockEvent, here: Store) -> Holding:
    """One movement, as this store sees it."""
    words: dict[str, str] = {"things": things(event.quantity, event.lot.good)}
    away = event.source_id == here.pk
    other = event.target if away else event.source
    if event.kind == "transfer" and other:
        words["other"] = store(other) if other.base_id == here.base_id else store_of_hub(other)
        if away:
            return filled(_("%(things)s flyttet til %(other)s"), words)
        return filled(_("%(things)s kom fra %(other)s"), words)
    if event.occurrence:
        words["place"] = event.occurrence.place
        told = {
            "": _("%(things)s givet ud i %(place)s"),
            NOT_IN_THE_BOOKS: _("%(things)s givet ud i %(place)s, men stod ikke i lageret. Skrevet til."),
            BACK: _("%(things)s talt ned igen i %(place)s. Lagt tilbage."),
            NOT_THERE_AFTER_ALL: _("%(things)s var skrevet til for %(place)s. Trukket fra igen."),
        }
        return filled(told.get(event.why, told[""]), words)
    if event.why == TOLD_LATE:
        if event.kind == "found":
            return filled(_("%(things)s manglede ikke: de gik før optællingen, og det blev meldt bagefter"), words)
        return filled(_("%(things)s var ikke for mange: de kom før optællingen, og det blev meldt bagefter"), words)
    plain = {
        "donation": _("%(things)s kom som gave"),
        "purchase": _("%(things)s købt"),
        "handed out": _("%(things)s givet ud"),
        "written off": _("%(things)s afskrevet"),
        "found": _("%(things)s flere end i lageret, talt op"),
        "missing": _("%(things)s færre end i lageret, talt op"),
    }
    return filled(plain[event.kind], words)


def why(event: StockEvent) -> str:
    """What somebody wrote, and no code of ours."""
    return "" if event.occurrence_id or event.why in OUR_CODES else event.why


def who(event: StockEvent) -> str:
    """First name; empty when nobody is known."""
    return hidden.person(event.by)


def not_parted(good: Good) -> Holding:
    """Why a number with a comma was not taken."""
    name = good.name[:1].lower() + good.name[1:]
    told = {WHOLE: _("%(what)s tælles i hele. Skriv et helt tal."), HALF: _("%(what)s tælles i hele og halve.")}
    told_now = told.get(good.smallest, _("%(what)s tælles med højst to decimaler."))
    return holding(say.capital(told_now % {"what": name}), name)


def picked(events: list[StockEvent], good: Good) -> str:
    """Which lots to take: “Tag 8 med bedst før 24. november 2026 og 4 uden dato.” Empty when there is one kind."""
    lots = {lot.pk: lot for lot in Lot.objects.filter(pk__in=[event.lot_id for event in events])}
    if len(lots) == 1 and next(iter(lots.values())).best_before is None:
        return ""
    parts = [f"{amount(event.quantity)} {_said(lots[event.lot_id])}" for event in events]
    return _("Tag %(parts)s.") % {"parts": say.listing(parts, 6)}


def _said(row: Lot) -> str:
    if row.best_before is None:
        return _("uden dato")
    return _("med bedst før %(day)s") % {"day": say.date_long(row.best_before)}
