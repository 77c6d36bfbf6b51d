"""Every kind of small season, by name: a seed in, a season out."""

from collections.abc import Callable
from random import Random

from driveout.core.words import Season

Kind = Callable[[Random], Season]
KINDS: dict[str, Kind] = {}


def kind(draw: Kind) -> Kind:
    """Enter it under its function's name."""
    KINDS[draw.__name__.replace("_", " ")] = draw
    return draw


def season_of(name: str, seed: int) -> Season:
    """The same season for the same name and seed, on every machine."""
    return KINDS[name](Random(f"{name} {seed}"))


from tests.core.exact import kinds_of_clocks, kinds_of_money, kinds_of_people, kinds_of_wishes  # noqa: E402, F401
