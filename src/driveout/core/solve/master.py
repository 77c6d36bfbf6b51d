"""The small program over whole hub weeks: one week a hub, the budget, shared stops, municipalities.

Its duals are the prices hubs are told; in integers it makes the season's plan.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy.sparse import csc_matrix, vstack

from driveout.core.solve.patience import ENDLESS, Patience
from driveout.core.solve.problem import Floats, HubWeek, Prices, SharedProblem
from driveout.core.solve.programs import INF, Answer, maximise

KRONE, GUEST = 1e-6, 1e-7  # kr. and guests; what sums of many numbers may be off by rounding
SAFE = 2e-8  # guests; added to bounds that a solver gives in floating point
MOST_TRIES = 20
DEAR = 1e4  # guests; the price of breaking what hubs share while no plan keeps it


@dataclass(frozen=True, eq=False)
class Duals:
    """One price a shared row: `money` (guests a krone above its own worth), `stop`, `gain`, `floor` per index."""

    money: float
    stop: Floats
    gain: Floats
    floor: Floats

    def same_as(self, other: "Duals") -> bool:
        """Would the hubs answer the same?"""
        pairs = ((self.stop, other.stop), (self.gain, other.gain), (self.floor, other.floor))
        same = all(np.allclose(mine, theirs, rtol=0, atol=1e-9) for mine, theirs in pairs)
        return same and abs(self.money - other.money) <= 1e-9 * max(self.money, other.money)


@dataclass(frozen=True)
class Box:
    """How far prices may move from `centre`: money by a share of itself, the others in guests."""

    centre: Duals
    money: float
    guests: float


class Column(NamedTuple):
    """A column of the master that is no week: one entry in one row. `dear`: a plan that uses it is none."""

    worth: float
    row: int
    entry: float
    most: float = INF
    dear: bool = False


def _token(week: HubWeek) -> tuple[object, ...]:
    """What tells weeks apart."""
    return week.hub, week.tours, round(week.cost, 6), round(week.fixed, 9), week.gain


class Master:
    """Rows: hubs, then budget, shared stops, municipalities (utility), floors."""

    def __init__(self, shared: SharedProblem, hubs: int) -> None:
        self.shared, self.hubs = shared, hubs
        self.municipalities = len(shared.reference)
        self.budget_row = hubs
        self.stop_row = {s: hubs + 1 + at for at, s in enumerate(shared.shared)}
        self.gain_row = hubs + 1 + len(shared.shared)
        with_utility = self.municipalities if shared.utility else 0
        self.floor_row = self.gain_row + with_utility
        self.rows = self.floor_row + (self.municipalities if shared.floor is not None else 0)
        part = shared.reference / max(shared.reference.sum(), 1e-12)
        self.floor_share = part * (shared.floor or 0.0)
        nothing = np.zeros(self.municipalities)
        self.gain_elsewhere = nothing if shared.gain_elsewhere is None else shared.gain_elsewhere
        guests = nothing if shared.guests_elsewhere is None else shared.guests_elsewhere
        self.floor_elsewhere = guests - self.floor_share * guests.sum()
        self.weeks: list[HubWeek] = []
        self._known: dict[tuple[object, ...], int] = {}
        self._columns: list[tuple[float, list[int], list[float]]] = []

    def add(self, weeks: Iterable[HubWeek]) -> int:
        """Take weeks that are new; returns how many were."""
        before = len(self.weeks)
        for week in weeks:
            token = _token(week)
            if token not in self._known:
                self._known[token] = len(self.weeks)
                self.weeks.append(week)
                self._columns.append(self.column(week))
        return len(self.weeks) - before

    def number_of(self, week: HubWeek) -> int:
        """Where a week that is ours stands."""
        return self._known[_token(week)]

    def worths(self, prices: Prices) -> Floats:
        """(weeks,) what each is worth to its hub at these prices (guests)."""
        own = np.array([(week.fixed, week.cost) for week in self.weeks]).reshape(-1, 2)
        worth = own[:, 0] - prices.money * own[:, 1]
        for of, price, sign in (("gain", prices.gain, 1.0), ("guests", prices.guest, 1.0), ("serves", prices.stop, -1)):
            pairs = [getattr(week, of) for week in self.weeks]
            owner = np.repeat(np.arange(len(pairs)), [len(p) for p in pairs])
            flat = np.array([pair for mine in pairs for pair in mine]).reshape(-1, 2)
            worth += sign * np.bincount(owner, flat[:, 1] * price[flat[:, 0].astype(np.int64)], len(pairs))
        return worth

    def column(self, week: HubWeek) -> tuple[float, list[int], list[float]]:
        """Worth (guests) and matrix entries of one week."""
        shared = self.shared
        worth = week.fixed - shared.money_worth * week.cost
        rows, values = [week.hub, self.budget_row], [1.0, week.cost]
        for stop, amount in week.serves:
            if stop in self.stop_row:
                rows.append(self.stop_row[stop])
                values.append(amount)
        if shared.utility:
            for m, amount in self._by_municipality(week.gain).items():
                rows.append(self.gain_row + m)
                values.append(amount)
        else:
            worth += sum(amount for _, amount in week.gain)
        if shared.floor is not None:
            guests = self._by_municipality(week.guests)
            total = sum(guests.values())
            for m in range(self.municipalities):
                rows.append(self.floor_row + m)
                values.append(guests.get(m, 0.0) - self.floor_share[m] * total)
        return worth, rows, values

    def _by_municipality(self, amounts: Sequence[tuple[int, float]]) -> dict[int, float]:
        sums: dict[int, float] = {}
        for stop, amount in amounts:
            m = int(self.shared.municipality[stop])
            sums[m] = sums.get(m, 0.0) + amount
        return sums

    def _own_columns(self, whole: bool) -> list[Column]:
        """Columns that are no weeks: unserved shared stops, utility segments, and dear slack on every shared row.

        In whole numbers nothing may be broken: a broken plan that wins by a hair would hide the best one that holds.
        """
        shared = self.shared
        own: list[Column] = []
        if shared.budget is not None:
            own.append(Column(-DEAR / 1000, self.budget_row, -1.0, dear=True))
        for stop, row in self.stop_row.items():
            required = stop in shared.required
            own.append(Column(-DEAR if required else float(shared.unserved[stop]), row, 1.0, 1.0, dear=required))
            own.append(Column(-DEAR, row, -1.0, dear=True))  # two hubs at one stop, until there are other weeks
        for m, (widths, slopes) in enumerate(shared.utility or ()):
            for width, slope in zip(widths, slopes, strict=True):
                own.append(Column(float(slope), self.gain_row + m, -1.0, float(min(width, INF))))
        if shared.floor is not None:
            own += [Column(-DEAR / 10, self.floor_row + m, 1.0, dear=True) for m in range(self.municipalities)]
        return [column for column in own if not (whole and column.dear)]

    def _box_columns(self, box: Box) -> list[Column]:
        """Columns that keep the duals inside the box (their price is the box's edge)."""
        columns: list[Column] = []

        def keep(row: int, centre: float, reach: float, least: float) -> None:
            columns.append(Column(-(centre + reach), row, -1.0))
            if centre - reach > least:
                columns.append(Column(centre - reach, row, 1.0))

        if self.shared.budget is not None:
            keep(self.budget_row, box.centre.money, box.money * max(box.centre.money, 1e-6), 0.0)
        for at, row in enumerate(self.stop_row.values()):
            keep(row, float(box.centre.stop[at]), box.guests, -np.inf)
        # A municipality's row is gain − segments = 0: its dual is minus the worth of a guest.
        for m in range(self.municipalities if self.shared.utility else 0):
            keep(self.gain_row + m, -float(box.centre.gain[m]), box.guests, -np.inf)
        # Floors are ≥ rows: the dual of a maximum is ≤ 0, the price its negative.
        for m in range(self.municipalities if self.shared.floor is not None else 0):
            keep(self.floor_row + m, -float(box.centre.floor[m]), box.guests, -np.inf)
        return columns

    def _solve(
        self, chosen: Sequence[int], box: Box | None, whole: bool, nodes: int = 0, patience: Patience = ENDLESS,
        never: Sequence[Sequence[int]] = (), sure_to: float = 0.0, start: Sequence[int] = (),
    ) -> Answer:  # fmt: skip
        """`start`: the chosen (by place) of a season that is known.

        `never`: combinations of the chosen (by place) that may not be picked together again."""
        shared = self.shared
        weeks = [self._columns[c] for c in chosen]
        others = [*self._own_columns(whole), *(self._box_columns(box) if box else [])]
        worth = np.array([w[0] for w in weeks] + [o.worth for o in others])
        starts = np.cumsum([0] + [len(w[1]) for w in weeks] + [1] * len(others))
        rows = np.array([r for w in weeks for r in w[1]] + [o.row for o in others], np.int64)
        values = np.array([v for w in weeks for v in w[2]] + [o.entry for o in others], np.float64)
        matrix = csc_matrix((values, rows, starts), shape=(self.rows, len(worth)))
        matrix.sort_indices()
        low, high = np.zeros(self.rows), np.zeros(self.rows)
        low[: self.hubs] = high[: self.hubs] = 1.0
        low[self.budget_row], high[self.budget_row] = -INF, shared.budget if shared.budget is not None else INF
        for row in self.stop_row.values():
            low[row] = high[row] = 1.0
        low[self.gain_row : self.floor_row] = high[self.gain_row : self.floor_row] = -self.gain_elsewhere[
            : self.floor_row - self.gain_row
        ]
        low[self.floor_row :] = -self.floor_elsewhere[: self.rows - self.floor_row]
        high[self.floor_row :] = INF
        for some in never:
            cut = csc_matrix((np.ones(len(some)), (np.zeros(len(some), np.int64), some)), shape=(1, len(worth)))
            matrix = vstack([matrix, cut], format="csc")
            low, high = np.append(low, -INF), np.append(high, len(some) - 1.0)
        top = np.array([1.0] * len(weeks) + [o.most for o in others])
        integers = np.arange(len(worth)) < len(weeks) if whole else None
        return maximise(
            worth, matrix, low, high, top, whole=integers, nodes=nodes, sure_to=sure_to, start=start, patience=patience
        )

    def prices(self, box: Box | None = None) -> tuple[Duals, float]:
        """The LP's duals (inside the box) and its value."""
        answer = self._solve(range(len(self.weeks)), box, False)
        if answer.values is None:
            raise RuntimeError("The master program has no answer: a hub has no week.")
        duals, count = answer.duals, self.municipalities
        stops = np.array([duals[row] for row in self.stop_row.values()])
        gain = -duals[self.gain_row : self.gain_row + count] if self.shared.utility else np.ones(count)
        floor = -duals[self.floor_row : self.floor_row + count] if self.shared.floor is not None else np.zeros(count)
        money = max(0.0, float(duals[self.budget_row]))
        return Duals(money, stops, gain, np.maximum(floor, 0.0)), answer.objective

    def best(
        self, chosen: Sequence[int], nodes: int, patience: Patience = ENDLESS, *, sure_to: float = 0.0,
        known: Sequence[HubWeek] = (),
    ) -> tuple[tuple[HubWeek, ...] | None, float, float]:  # fmt: skip
        """The best season out of the chosen weeks: (one a hub or None, its value, bound on the chosen).

        It may be worse than the best by `sure_to`. `known`: a season out of our weeks, which is begun with where it is
        among the chosen.
        What comes out of floating point is judged exactly: a pick that breaks what hubs share by a hair is forbidden
        as a whole, and the question is asked again.
        """
        never: list[list[int]] = []
        numbers = {self.number_of(week) for week in known}
        start = [at for at, c in enumerate(chosen) if c in numbers] if numbers <= set(chosen) else []
        while True:
            answer = self._solve(chosen, None, True, nodes, patience, never, sure_to, start)
            if answer.values is None:
                return None, -np.inf, answer.bound + self.constant
            places = [at for at, x in enumerate(answer.values[: len(chosen)]) if x > 0.5]
            picked = tuple(sorted((self.weeks[chosen[at]] for at in places), key=lambda week: week.hub))
            if self.holds(picked):
                return picked, self.value(picked), answer.bound + self.constant + SAFE
            if len(never) == MOST_TRIES:
                return None, -np.inf, answer.bound + self.constant + SAFE
            never.append(places)

    def holds(self, weeks: Sequence[HubWeek]) -> bool:
        """Do these weeks, one a hub, keep the budget, each shared stop once, and the floors?"""
        shared = self.shared
        if [week.hub for week in weeks] != list(range(self.hubs)):
            return False
        if shared.budget is not None and sum(week.cost for week in weeks) > shared.budget + KRONE:
            return False
        served = Counter(stop for week in weeks for stop, _ in week.serves if stop in self.stop_row)
        if any(n > 1 for n in served.values()) or any(stop not in served for stop in shared.required):
            return False
        if shared.floor is None:
            return True
        met = self._by_municipality([pair for week in weeks for pair in week.guests])
        total = sum(met.values())
        rows = [met.get(m, 0.0) - self.floor_share[m] * total for m in range(self.municipalities)]
        return all(row + float(self.floor_elsewhere[m]) >= -GUEST for m, row in enumerate(rows))

    @property
    def constant(self) -> float:
        """Worth of the whole budget left unspent, which every plan starts from."""
        return self.shared.money_worth * self.shared.budget if self.shared.budget is not None else 0.0

    def value(self, weeks: Sequence[HubWeek]) -> float:
        """The objective of a season, from its weeks alone."""
        total = self.constant + sum(week.fixed - self.shared.money_worth * week.cost for week in weeks)
        served = {stop for week in weeks for stop, _ in week.serves}
        total += sum(float(self.shared.unserved[s]) for s in self.shared.shared if s not in served)
        gain = self._by_municipality([pair for week in weeks for pair in week.gain])
        if not self.shared.utility:
            return total + sum(gain.values())
        for m, elsewhere in enumerate(self.gain_elsewhere):
            amount = gain.get(m, 0.0) + float(elsewhere)
            for width, slope in zip(*self.shared.utility[m], strict=True):
                total += float(slope) * min(amount, float(width))
                amount = max(0.0, amount - float(width))
        return total

    def told(self, duals: Duals) -> Prices:
        """What the hubs are told at these duals."""
        m = self.shared.municipality
        stop = np.zeros(len(m))
        for at, s in enumerate(self.shared.shared):
            stop[s] = duals.stop[at]
        guest = np.zeros(len(m))
        if self.shared.floor is not None:
            guest = duals.floor[m] - float((duals.floor * self.floor_share).sum())
        return Prices(duals.money + self.shared.money_worth, duals.gain[m], guest, stop)

    def bound(self, duals: Duals, hub_bounds: float) -> float:
        """Lagrange: no season is worth more than the hubs' sum at these prices plus what the shared rows give."""
        shared = self.shared
        total = hub_bounds + self.constant + duals.money * (shared.budget or 0.0)
        for at, s in enumerate(shared.shared):
            free = 0.0 if s in shared.required else max(0.0, float(shared.unserved[s] - duals.stop[at]))
            total += float(duals.stop[at]) + free
        if shared.floor is not None:
            total += float((duals.floor * self.floor_elsewhere).sum())
        for m, (widths, slopes) in enumerate(shared.utility or ()):
            total += float(duals.gain[m] * self.gain_elsewhere[m])
            surplus = np.maximum(slopes - duals.gain[m], 0.0)
            total += float(np.where(surplus > 0, surplus * np.minimum(widths, 1e12), 0.0).sum())
        return total
