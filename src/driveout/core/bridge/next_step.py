"""No dead end: whatever the need, the place and the hour, somebody to turn to, with a number or a place to go."""

from collections.abc import Sequence

from driveout.core.words import NeedKind, Way

OFFERS_MOST = 4  # shown beside the own one


def next_steps(need: NeedKind, fitting: Sequence[Way], own: Way, cafe: Way | None) -> tuple[Way, ...]:
    """Never empty. `fitting`: what a directory found for such a need, there and then, in its order, public and civil on
    equal footing. `own`: the hub's employee by role and number; `cafe`: the next café, where one can be met.

    The last is always the house's own: whoever offers something else has not let go.
    """
    del need  # what fits it has been chosen; all needs are answered alike
    return (*fitting[:OFFERS_MOST], *((cafe,) if cafe else ()), own)
