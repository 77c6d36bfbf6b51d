"""The four forms of a store: bring, move, give, write off."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.http import QueryDict
from django.utils.translation import gettext as _

from driveout.core.words import Nonsense, TwoWays, is_amount_of, minute_of_day
from driveout.look.language import Holding, filled, holding, own
from driveout.office import say
from driveout.office.drive.stock import said
from driveout.office.forms.forms import Field, Filled, Group, opened, sent
from driveout.office.forms.kinds import amount, choice, day_of_year, numbered, text
from driveout.records.drive.days.elsewhere import at
from driveout.records.drive.models import Balance, Good, Lot, StockEvent, Store
from driveout.records.drive.stock import queries, stocking
from driveout.records.drive.stock.rules import NotEnough, SameStore, SentWithOther, day_in_reach, may_stock
from driveout.records.team.models import Member

BRING, MOVE, GIVE, WRITE_OFF = "modtag", "flyt", "giv", "afskriv"
ACTS = (BRING, MOVE, GIVE, WRITE_OFF)
MOST = 99_999
A_YEAR = timedelta(days=366)
LATELY = timedelta(days=60)  # with a year, every lot there ever was would stand in the list
Picked = tuple[Good, Lot | None]


def titles(act: str) -> str:
    """What the form does."""
    return {BRING: _("Modtag"), MOVE: _("Flyt"), GIVE: _("Giv ud"), WRITE_OFF: _("Afskriv")}[act]


class Form:
    """One of the four, for one store: its fields, what was typed, and doing it."""

    def __init__(self, member: Member, store: Store, act: str, today: date) -> None:
        self.member, self.store, self.act, self.today = member, store, act, today
        self.rows = [] if act == BRING else [*queries.balances([store]), *queries.used_up(store, _lately(today))]
        self.goods = {good.pk: good for good in queries.goods_of(member.organisation_id)} if act == BRING else {}
        self.targets = self._targets() if act == MOVE else {}
        self.key = uuid4().hex
        self.filled = opened([Group("", self._fields())], self._first())
        self.done = holding("")

    @property
    def is_empty(self) -> bool:
        """Nothing to choose from: there are no goods, nothing lies here, or there is nowhere to go."""
        return not (self.goods if self.act == BRING else self.rows) or (self.act == MOVE and not self.targets)

    def take(self, post: QueryDict, *, now: Any) -> bool:
        """Do what was sent; False when something has to be put right first."""
        self.key = post.get("key", "")[:40] or self.key
        self.filled = sent([Group("", self._fields())], post)
        values = self.filled.read()
        if values.get("best_before") and not day_in_reach(date.fromisoformat(values["best_before"]), self.today):
            self.filled.faults["best_before"] = _("Datoen ligger for langt væk. Se årstallet efter.")
        good = self._good(values)
        if good and values.get("n") and not is_amount_of(values["n"], good.smallest):
            self.filled.faults["n"] = said.not_parted(good)
        when = self._when(values, now)
        if self.filled.faults:
            if not stocking.is_booked(self.store.organisation_id, self.key):
                return False
            self.filled.faults = {}
            self.done = holding(_("Det er allerede bogført, og kun én gang."))  # sent twice in a hurry
            return True
        act = {BRING: self._bring, MOVE: self._move, GIVE: self._give, WRITE_OFF: self._write_off}[self.act]
        try:
            late = {"told": now} if when != now else {}
            self.done = act(values, {"key": self.key, "by": self.member.user, "now": when, **late})
        except NotEnough as refused:
            self.filled.faults["n"] = said.not_enough(refused)
        except SameStore:
            self.filled.faults["target"] = _("Det ligger her allerede. Vælg et andet sted.")
        except SentWithOther:
            self.key = uuid4().hex
            first = _("Formularen er sendt før, med noget andet i. Det første er bogført.")
            again = _("Send igen, hvis det her også skal med.")
            self.filled.faults[""] = f"{first} {again}"
        return not self.filled.faults

    def _good(self, values: dict[str, Any]) -> Good | None:
        """Of which it is, where that was chosen."""
        if values.get("good"):
            return self.goods.get(values["good"])
        return self._picked(values["what"])[0] if values.get("what") else None

    def _when(self, values: dict[str, Any], now: datetime) -> datetime:
        """When it came or went: now, unless somebody says otherwise; what cannot be is a fault of its field."""
        typed, day = values.get("hour") or "", values.get("day")
        if not typed and not day:
            return now
        if not typed:
            told = _("Skriv også cirka hvornår på dagen. Så står det rigtigt ved det, der er talt.")
            self.filled.faults.setdefault("hour", told)
            return now
        try:
            when = at(date.fromisoformat(day) if day else self.today, minute_of_day(typed))
        except TwoWays as doubt:
            self.filled.faults["hour"] = say.two_ways(doubt)
        except Nonsense:
            self.filled.faults["hour"] = _("Skriv et klokkeslæt, for eksempel 10.30.")
        else:
            if timedelta() <= now - when <= A_YEAR:
                return when
            late = _("Det er ikke sket endnu. Skriv, hvornår det skete.")
            if self.act == BRING:
                late = _("Det er ikke kommet endnu. Skriv, hvornår det kom.")
            early = _("Det er over et år siden. Se årstallet efter.")
            self.filled.faults["day" if day else "hour"] = late if when > now else early
        return now

    # The four

    def _bring(self, values: dict[str, Any], sent_by: dict[str, Any]) -> Holding:
        good = self.goods[values["good"]]
        come = stocking.purchase if values["how"] == "purchase" else stocking.donate
        lasts = date.fromisoformat(values["best_before"]) if values["best_before"] else None
        told = {"best_before": lasts, "why": values["why"], "note": values["note"]}
        come(store=self.store, good=good, quantity=values["n"], **told, **sent_by)
        words = {"things": said.things(values["n"], good), "store": said.store(self.store)}
        if "told" in sent_by:
            words["moment"] = say.moment(sent_by["now"])
            return filled(_("%(things)s er lagt i %(store)s. De kom %(moment)s."), words)
        return filled(_("%(things)s er lagt i %(store)s."), words)

    def _move(self, values: dict[str, Any], sent_by: dict[str, Any]) -> Holding:
        (good, lot), target = self._picked(values["what"]), self.targets[values["target"]]
        events = stocking.transfer(
            source=self.store, target=target, good=good, lot=lot, quantity=values["n"], why=values["why"], **sent_by
        )
        words = {"things": said.things(values["n"], good), "store": self._where(target)}
        return _done(_("%(things)s er flyttet til %(store)s."), words, sent_by, said.picked(events, good))

    def _give(self, values: dict[str, Any], sent_by: dict[str, Any]) -> Holding:
        good, lot = self._picked(values["what"])
        events: list[StockEvent] = stocking.hand_out(
            store=self.store, good=good, lot=lot, quantity=values["n"], why=values["why"], **sent_by
        )
        words = {"things": said.things(values["n"], good)}
        return _done(_("%(things)s er givet ud."), words, sent_by, said.picked(events, good))

    def _write_off(self, values: dict[str, Any], sent_by: dict[str, Any]) -> Holding:
        good, lot = self._picked(values["what"])
        assert lot is not None
        stocking.write_off(store=self.store, lot=lot, quantity=values["n"], why=values["why"], **sent_by)
        return _done(_("%(things)s er afskrevet."), {"things": said.things(values["n"], good)}, sent_by)

    # Fields

    def _fields(self) -> list[Field]:
        what = Field("what", _("Hvad?"), choice(self._options(), _("Det ligger her ikke mere. Vælg noget andet.")))
        many = Field("n", _("Hvor mange?"), amount(MOST))
        why = Field("why", _("Note"), text(200), _("Du behøver ikke skrive noget. Skriv ingen navne."))
        if self.act == BRING:
            goods = [
                (str(pk), own(f"{good.name} ({good.unit})" if good.unit else good.name))
                for pk, good in self.goods.items()
            ]
            return [
                Field("good", _("Hvad?"), numbered(goods)),
                many,
                Field("how", _("Hvordan kom det?"), choice([("donation", _("Gave")), ("purchase", _("Købt"))])),
                *_moment(_("Hvilken dag kom det?")),
                Field("best_before", _("Bedst før"), day_of_year(), _("Fx 24-8-2026. Tomt, hvis det holder sig.")),
                Field("note", _("Mærke på partiet"), text(120), _("Fx «frost» eller «fra Brugsen».")),
                why,
            ]
        when = _moment(_("Hvilken dag skete det?"))
        if self.act == MOVE:
            places = [(str(pk), self._where(store)) for pk, store in self.targets.items()]
            return [what, many, Field("target", _("Hvorhen?"), numbered(places)), *when, why]
        if self.act == WRITE_OFF:
            return [
                what,
                many,
                *when,
                Field("why", _("Hvorfor?"), text(200, required=True), _("Fx «for gammelt» eller «vådt».")),
            ]
        return [what, many, *when, why]

    def _first(self) -> dict[str, Any]:
        """What the form opens with: nothing is guessed but the first of each list."""
        first = self._options()[0][0] if self._options() else ""
        blank = {
            "why": "",
            "note": "",
            "best_before": None,
            "day": None,
            "hour": "",
            "how": "donation",
            "what": first,
            "n": None,
        }
        return {**blank, "good": next(iter(self.goods), ""), "target": next(iter(self.targets), "")}

    def _options(self) -> list[tuple[str, str]]:
        """A good (“g3”: what expires first goes first) or one of its lots (“l7”); to write off, lots alone. Last comes
        what is used up: it left, and somebody tells of it late."""
        found: list[tuple[str, str]] = []
        by_good: dict[int, list[Balance]] = {}
        for row in self.rows:
            by_good.setdefault(row.lot.good_id, []).append(row)
        used_up: list[tuple[str, str]] = []
        for key, every in by_good.items():
            good, rows = every[0].lot.good, [row for row in every if row.quantity]
            total = sum(row.quantity for row in rows)
            if self.act != WRITE_OFF and rows:
                told = {"things": said.things(total, good)}
                several = _("%(things)s: det ældste først") % told if len(rows) > 1 else told["things"]
                found.append((f"g{key}", several))
            if self.act == WRITE_OFF or len(rows) > 1:
                found += [(f"l{row.lot_id}", f"{said.things(row.quantity, good)}, {said.lot(row.lot)}") for row in rows]
            if self.act == WRITE_OFF:
                gone = (row.lot for row in every if not row.quantity)
                used_up += [(f"l{lot.pk}", said.used_up(good, said.lot(lot))) for lot in gone]
            elif not rows:
                used_up.append((f"g{key}", said.used_up(good)))
        return found + used_up

    def _picked(self, value: str) -> Picked:
        kind, key = value[0], int(value[1:])
        row = next(row for row in self.rows if (row.lot_id if kind == "l" else row.lot.good_id) == key)
        return row.lot.good, row.lot if kind == "l" else None

    def _targets(self) -> dict[int, Store]:
        """Where it may go: own hub first; the coordinator reaches every hub."""
        stores = [
            store
            for store in queries.stores_of(self.member.organisation_id)
            if store.pk != self.store.pk and may_stock(self.member, store.hub_key)
        ]
        return {store.pk: store for store in sorted(stores, key=lambda store: store.base_id != self.store.base_id)}

    def _where(self, other: Store) -> str:
        return said.store(other) if other.base_id == self.store.base_id else said.store_of_hub(other)

    def shown(self) -> dict[str, Any]:
        """For the template."""
        form: Filled = self.filled
        return {
            "form": form.shown(),
            "act": self.act,
            "title": titles(self.act),
            "key": self.key,
            "empty": self.is_empty,
        }


def _lately(today: date) -> datetime:
    """Since when what is used up can still be told of: whoever writes it down later does so within weeks."""
    return at(today - LATELY, 0)


def _moment(day: str) -> list[Field]:
    """When it happened, for whoever writes it down later. `day`: what the day is asked with."""
    return [
        Field("day", day, day_of_year(), _("Tomt betyder i dag.")),
        Field("hour", _("Hvad var klokken?"), text(8), _("Fx 10.30. Tomt betyder lige nu.")),
    ]


def _done(sentence: str, words: Mapping[str, object], sent_by: dict[str, Any], more: str = "") -> Holding:
    """What was done, when it was where it is told later, and what to take."""
    told = filled(sentence, words)
    when = _("Det skete %(moment)s.") % {"moment": say.moment(sent_by["now"])} if "told" in sent_by else ""
    return holding(" ".join(part for part in (told, when, more) if part), *told.own)
