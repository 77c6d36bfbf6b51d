"""OR-Tools CP-SAT with the whole model at once: a boolean for each listed tour, another for each pattern and length.

Linked by weekday; hours, volunteers by sets of weekdays and the budget are sums. Hinted with the greedy plan, two
workers. What sums cannot say of named people is repaired afterwards like everybody's answer.
"""

from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from bench.peers.book import Book, HubBook, Week, Weeks
from bench.peers.fill import refill, repair

TO_REPAIR_S = 1.0  # kept back for decoding and repair
TO_PRESOLVE_S = 30.0  # presolve takes half a minute here: with less than that, searching at once finds more
GUEST, KRONE = 10_000, 100  # whole numbers: a ten-thousandth of a guest, an øre


def plan(book: Book, seconds: float, hand_in: Callable[[Weeks], None]) -> None:
    started = perf_counter()
    greedy = refill(book, book.nothing())
    hand_in(greedy)
    model = Model(book)
    model.hint(greedy)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.cp_model_presolve = seconds > TO_PRESOLVE_S
    solver.parameters.max_time_in_seconds = max(0.1, seconds - TO_REPAIR_S - (perf_counter() - started))
    if solver.solve(model.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        hand_in(refill(book, repair(book, model.wishes(solver))))


class Model:
    """The whole season in one model."""

    def __init__(self, book: Book) -> None:
        self.book, self.model = book, cp_model.CpModel()
        self.drives: list[Any] = []
        self.serves: list[dict[tuple[int, int, int], Any]] = []  # (stop, pattern, length), a hub
        self.needed: list[dict[int, Any]] = []  # volunteers of each weekday: keeps limits on sets of weekdays short
        serving: dict[int, list[Any]] = {}
        for hub in book.hubs:
            self._hub(hub, serving)
        for chosen in serving.values():
            self.model.add_at_most_one(chosen)
        costs = [np.ceil(hub.tours.cost * KRONE - 1e-6).astype(int) for hub in book.hubs]
        every = [x for drives in self.drives for x in drives]
        spent = cp_model.LinearExpr.weighted_sum(every, np.concatenate(costs).tolist())
        self.model.add(spent <= int(book.budget * KRONE))
        worth = [
            (y, round(GUEST * float(hub.problem.gain[key])))
            for hub, serves in zip(book.hubs, self.serves, strict=True)
            for key, y in serves.items()
        ]
        self.model.maximize(cp_model.LinearExpr.weighted_sum([y for y, _ in worth], [g for _, g in worth]))

    def _hub(self, hub: HubBook, serving: dict[int, list[Any]]) -> None:
        model, problem, tours = self.model, hub.problem, hub.tours
        drives = [model.new_bool_var("") for _ in range(len(tours))]
        allowed = np.argwhere(np.isfinite(problem.gain)).tolist()
        serves = {(i, p, k): model.new_bool_var("") for i, p, k in allowed}
        promised: dict[tuple[int, int, int], list[Any]] = {}
        for (i, p, k), y in serves.items():
            serving.setdefault(problem.stops[i], []).append(y)
            for day in problem.patterns[p]:
                promised.setdefault((day, i, k), []).append(y)
        driven: dict[tuple[int, int, int], list[Any]] = {}
        rows = zip(tours.day.tolist(), tours.stop.tolist(), tours.length.tolist(), drives, strict=True)
        for day, stops, lengths, x in rows:
            for i, k in zip(stops, lengths, strict=True):
                if i >= 0:
                    driven.setdefault((day, i, k), []).append(x)
        for key in promised.keys() | driven.keys():
            total = cp_model.LinearExpr.sum(driven.get(key, []))
            model.add(total == cp_model.LinearExpr.sum(promised.get(key, [])))
        needed: dict[int, Any] = {}
        for day in hub.days:
            here = np.flatnonzero(tours.day == day)
            driven_today = [drives[t] for t in here]
            model.add(cp_model.LinearExpr.sum(driven_today) <= int(problem.slots[day]))
            needed[day] = model.new_int_var(0, int(problem.slots[day] * tours.need.max(initial=0)), "")
            model.add(needed[day] == cp_model.LinearExpr.weighted_sum(driven_today, tours.need[here].tolist()))
        minutes = cp_model.LinearExpr.weighted_sum(drives, tours.minutes.tolist())
        model.add(minutes <= problem.week_minutes)
        for mask, cap in problem.volunteer_caps:
            model.add(cp_model.LinearExpr.sum([needed[day] for day in hub.days if mask >> day & 1]) <= cap)
        self.drives.append(drives)
        self.serves.append(serves)
        self.needed.append(needed)

    def hint(self, weeks: Weeks) -> None:
        every = zip(self.book.hubs, weeks, self.drives, self.serves, self.needed, strict=True)
        for hub, week, drives, serves, needed in every:
            chosen = {hub.row[day][code] for day, code in week}
            for day, people in needed.items():
                self.model.add_hint(people, sum(int(hub.tours.need[t]) for t in chosen if hub.tours.day[t] == day))
            kept = {(i, hub.pattern[days], k) for i, (k, days) in hub.visits(week).items()}
            for t, x in enumerate(drives):
                self.model.add_hint(x, t in chosen)
            for key, y in serves.items():
                self.model.add_hint(y, key in kept)

    def wishes(self, solver: cp_model.CpSolver) -> list[list[tuple[int, list[tuple[int, int]]]]]:
        found = []
        for hub, drives in zip(self.book.hubs, self.drives, strict=True):
            week: Week = tuple(
                (int(hub.tours.day[t]), sum(hub.bit(int(i), int(k)) for i, k in _openings(hub, t)))
                for t, x in enumerate(drives)
                if solver.value(x)
            )
            found.append([(day, hub.holds(code)) for day, code in week])
        return found


def _openings(hub: HubBook, t: int) -> list[tuple[int, int]]:
    return [(i, k) for i, k in zip(hub.tours.stop[t], hub.tours.length[t], strict=True) if i >= 0]
