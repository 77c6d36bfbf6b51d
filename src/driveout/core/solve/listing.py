"""Every tour a hub could drive: listed once, then only chosen from."""

from dataclasses import dataclass, fields
from itertools import permutations
from weakref import WeakValueDictionary

import numpy as np

from driveout.core.solve.list_kernel import list_day
from driveout.core.solve.problem import WEEK, Bools, Floats, HubProblem, Ints, Options, fingerprint

PACK = 1024  # option numbers are packed ten bits each, six to an int64
FEWEST_ROWS = 4096


@dataclass(frozen=True, eq=False)
class Tours:
    """All undominated tours of a hub, of all weekdays. T rows, at most K stops each, −1 pads.

    `option`, `stop`, `length` (T, K) in driving order; `minutes` (T,) whole span with breaks; `km` (T,);
    `loss` (T,) guests a week lost to moved hours; `need` (T,) volunteers; `cost` (T,) kr.; `day` (T,).
    """

    day: Ints
    option: Ints
    stop: Ints
    length: Ints
    minutes: Ints
    km: Floats
    loss: Floats
    need: Ints
    cost: Floats

    def __len__(self) -> int:
        return len(self.day)

    def take(self, chosen: Ints | Bools) -> "Tours":
        """Only these, by number or by mask, in their order."""
        return Tours(*(getattr(self, field.name)[chosen] for field in fields(self)))


_LISTED: WeakValueDictionary[bytes, Tours] = WeakValueDictionary()
NOT_SEEN = {"key", "name", "patterns", "week_minutes", "week_kr", "crew", "volunteer_caps"}  # no tour depends on these
NOT_SEEN |= {"gain", "guests", "fixed", "unserved"}


def list_tours(problem: HubProblem) -> Tours:
    """The tours of all weekdays: those of a hub that is in use, where it differs in nothing that tours depend on."""
    told = fingerprint(value for name, value in sorted(vars(problem).items()) if name not in NOT_SEEN)
    found = _LISTED.get(told)
    if found is None:
        found = _LISTED[told] = _list_all(problem)
    return found


def _list_all(problem: HubProblem) -> Tours:
    """Weekdays that are alike are listed once."""
    known: dict[bytes, tuple[Ints, Floats]] = {}
    days, whole, real = [], [], []
    for day in range(WEEK):
        options = problem.days[day]
        if problem.slots[day] == 0 or len(options.stop) == 0:
            continue
        opens, closes = int(problem.work_opens[day]), int(problem.work_closes[day])
        alike = b"|".join(part.tobytes() for part in vars(options).values()) + f"|{opens}|{closes}".encode()
        if alike not in known:
            known[alike] = _list_one(problem, options, opens, closes)
        rows, floats = known[alike]
        days.append(np.full(len(rows), day, np.int64))
        whole.append(rows)
        real.append(floats)
    if not days:
        days, whole, real = [np.zeros(0, np.int64)], [np.zeros((0, 3), np.int64)], [np.zeros((0, 2))]
    return _unpack(problem, np.concatenate(days), np.concatenate(whole), np.concatenate(real))


def _list_one(problem: HubProblem, options: Options, opens: int, closes: int) -> tuple[Ints, Floats]:
    n, most = len(problem.stops), problem.stops_a_tour
    first = np.zeros((n, len(problem.lengths)), np.int64)
    count = np.zeros_like(first)
    for o in range(len(options.stop) - 1, -1, -1):
        first[options.stop[o], options.length[o]] = o
        count[options.stop[o], options.length[o]] += 1
    minutes = problem.lengths[options.length]
    ways = problem.ways
    parts = (problem.legs, ways.before, ways.after, ways.drive, ways.first, ways.last)
    way_kr = problem.kr_per_km * problem.km + ways.ticket
    steps = -(-minutes // problem.step) * problem.step
    arrays = (parts, way_kr, options.stop, minutes, steps, options.earliest, options.latest, options.loss)
    rules = [opens, closes, problem.day_minutes, problem.break_after, problem.break_minutes, problem.step]
    day = np.array([*rules, ways.limited], np.int64)
    perms = tuple(np.array(list(permutations(range(min(k + 1, most)))), np.int64) for k in range(6))
    rows = FEWEST_ROWS
    while True:
        found = (np.zeros((rows, 3), np.int64), np.zeros((rows, 2)))
        list_day(n, most, first, count, day, arrays, perms, triangle_holds(problem), found)
        listed = int(found[0][0, 0])
        if listed < rows:
            return found[0][1 : listed + 1].copy(), found[1][1 : listed + 1].copy()
        rows = listed + 1


def triangle_holds(problem: HubProblem) -> bool:
    """Does calling at one more stop never save time? Given minutes may break this; then nothing is pruned.

    Nor where drives have hours: the way round by another stop may be open when the direct ferry is not. The break does
    no harm: a tour that leaves a stop out, and waits as long, holds it where it was.
    """
    if problem.ways.limited:
        return False
    legs, n = problem.legs, len(problem.stops)
    shortest = int(problem.lengths.min())
    return all((legs[:, j][:, None] + shortest + legs[j, :][None, :] >= legs).all() for j in range(n))


def _unpack(problem: HubProblem, day: Ints, whole: Ints, real: Floats) -> Tours:
    most = problem.stops_a_tour
    option = np.full((len(day), most), -1, np.int64)
    stop, length = option.copy(), option.copy()
    for j in range(most):
        has = whole[:, 2] > j
        option[has, j] = whole[has, 1] // PACK**j % PACK
        for d in range(WEEK):
            here = has & (day == d)
            stop[here, j] = problem.days[d].stop[option[here, j]]
            length[here, j] = problem.days[d].length[option[here, j]]
    needs = np.append(problem.volunteers, 0)
    minutes = whole[:, 0]
    cost = real[:, 0] + problem.kr_per_minute * minutes + problem.kr_per_opening * whole[:, 2]
    return Tours(day, option, stop, length, minutes, _km(problem, stop), real[:, 1], needs[stop].sum(axis=1), cost)


def _km(problem: HubProblem, stop: Ints) -> Floats:
    """Kilometres of each tour, there, between and home."""
    hub = np.full((len(stop), 1), -1, np.int64)  # the last row of `km`; so is the pad: from hub to hub are 0 km
    route = np.concatenate((hub, stop, hub), axis=1)
    km: Floats = problem.km[route[:, :-1], route[:, 1:]].sum(axis=1)
    return km
