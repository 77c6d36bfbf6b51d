"""The searches that this process remembers, so that a question about a season goes on from those before it."""

from collections import OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b

import numpy as np

from driveout.core.plan.build import Problem
from driveout.core.plan.found import NotFound, Patience
from driveout.core.plan.searched import Searched, alike, search
from driveout.core.solve.problem import SharedProblem
from driveout.core.words import Keyed, Season

KEPT = 4  # seasons
FEW = 2  # hubs; a season in which more changed is searched anew
_KEPT: OrderedDict[str, Searched] = OrderedDict()


def searched(problem: Problem, patience: Patience) -> Searched:
    """The season's search, made when this process does not remember it. Raises Impossible or NotFound."""
    key = _key(problem.hubs, problem.shared) + _called(problem.season) + repr(patience)
    if key not in _KEPT:
        _KEPT[key] = _from_another(problem, patience) or search(problem, patience)
        if len(_KEPT) > KEPT:
            _KEPT.popitem(last=False)
    _KEPT.move_to_end(key)
    return _KEPT[key]


def newest() -> Problem | None:
    """The season that was asked about last."""
    return next(reversed(_KEPT.values())).problem if _KEPT else None


def forget() -> None:
    """Give the memory back."""
    _KEPT.clear()


def _from_another(problem: Problem, patience: Patience) -> Searched | None:
    """From the search of a season that differs in few hubs, where its prices are good for this one too. Raises
    Impossible.

    Never where there is time until the end: what is answered then must not rest on what was asked before.
    """
    if patience.first_s is None:
        return None
    for one in reversed(_KEPT.values()):
        if one.patience != patience or one.duals is None or not alike(one.problem, problem):
            continue
        if sum(a.key != b.key for a, b in zip(one.problem.hubs, problem.hubs, strict=True)) > FEW:
            continue
        with suppress(NotFound):
            first = one.again(problem)
            if first.at_most - first.value <= patience.enough:
                return one.after(problem, first)
    return None


def _called(season: Season) -> str:
    """A fingerprint of what an answer is written with: the search sees numbers only, and two seasons may share them."""
    those: tuple[Keyed, ...] = (*season.hubs, *season.stops, *season.vehicles, *season.employees, *season.volunteers)
    return blake2b(repr([(one.key, one.name) for one in those]).encode(), digest_size=16).hexdigest()


def _key(hubs: Sequence[object], shared: SharedProblem) -> str:
    """A fingerprint of everything the search sees."""
    parts: list[object] = [getattr(hub, "key", "") for hub in hubs]
    for _name, value in sorted(vars(shared).items()):
        parts.append(value.tobytes() if isinstance(value, np.ndarray) else repr(value))
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()
