"""Every tour a hub could drive: listed once, then only chosen from."""

from dataclasses import dataclass, fields
from itertools import pairwise, permutations

import numpy as np

from driveout.core.solve.list_kernel import list_day
from driveout.core.solve.problem import WEEK, Bools, Floats, HubProblem, Ints, Options

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


def list_tours(problem: HubProblem) -> Tours:
    """List the tours of all weekdays; weekdays that are alike are listed once."""
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
    arrays = (problem.legs, problem.km, options.stop, minutes, options.earliest, options.latest, options.loss)
    rules = [opens, closes, problem.day_minutes, problem.break_after, problem.break_minutes, problem.step]
    day = np.array(rules, np.int64)
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
    """Does calling at one more stop never save time? Given minutes may break this; then nothing is pruned."""
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
    cost = problem.kr_per_km * real[:, 0] + problem.kr_per_minute * minutes + problem.kr_per_opening * whole[:, 2]
    return Tours(day, option, stop, length, minutes, real[:, 0], real[:, 1], needs[stop].sum(axis=1), cost)


@dataclass(frozen=True)
class Timetable:
    """Minutes of the day: `leaves`, `starts` of each opening in order, `break_starts` or None, `returns`."""

    leaves: int
    starts: tuple[int, ...]
    break_starts: int | None
    returns: int


def timetable(problem: HubProblem, tours: Tours, t: int) -> Timetable:
    """When tour t runs: as early as its fewest minutes allow. Plain Python, apart from the kernel.

    Raises ValueError if the tour does not fit, which would be a fault in the listing.
    """
    day = int(tours.day[t])
    seq = [int(o) for o in tours.option[t] if o >= 0]
    span = int(tours.minutes[t])
    # Half-way is when people need a break; before the first stop only where nothing else fits.
    halfway = sorted(range(len(seq)), key=lambda j: (j == 0, abs(2 * j - len(seq))))
    pauses: list[int | None] = [None] if span <= problem.break_after else [*halfway]
    for pause in pauses:
        found = _run(problem, day, seq, pause, span)
        if found:
            return found
    raise ValueError(f"{problem.name}: tour {t} does not fit its own {span} minutes.")


def _run(problem: HubProblem, day: int, seq: list[int], pause: int | None, span: int) -> Timetable | None:
    """Try the first starts on the step, earliest first, until the tour takes no longer than `span`."""
    options, hub, step = problem.days[day], len(problem.stops), problem.step
    opens, closes = int(problem.work_opens[day]), int(problem.work_closes[day])
    first = int(problem.legs[hub, options.stop[seq[0]]]) + (problem.break_minutes if pause == 0 else 0)
    start = max(_step_up(opens + first, step), int(options.earliest[seq[0]]))
    while start <= options.latest[seq[0]]:
        starts = _forward(problem, options, seq, pause, start)
        if starts is None:
            return None
        returns = starts[-1] + int(problem.lengths[options.length[seq[-1]]])
        returns += int(problem.legs[options.stop[seq[-1]], hub])
        if returns > closes:
            return None
        if returns - (start - first) <= span:
            break_starts = None
            if pause is not None:
                leg = int(problem.legs[hub if pause == 0 else options.stop[seq[pause - 1]], options.stop[seq[pause]]])
                break_starts = starts[pause] - leg - problem.break_minutes
            return Timetable(start - first, tuple(starts), break_starts, returns)
        start += step
    return None


def _step_up(minutes: int, step: int) -> int:
    return -(-minutes // step) * step


def _forward(problem: HubProblem, options: Options, seq: list[int], pause: int | None, start: int) -> list[int] | None:
    """Starts of the openings when the first starts at `start`; None where one would start too late."""
    times = [start]
    for j, (before, o) in enumerate(pairwise(seq), start=1):
        open_for = int(problem.lengths[options.length[before]]) + (problem.break_minutes if j == pause else 0)
        leg = int(problem.legs[options.stop[before], options.stop[o]])
        start = max(start + _step_up(open_for, problem.step) + leg, int(options.earliest[o]))
        if start > options.latest[o]:
            return None
        times.append(start)
    return times
