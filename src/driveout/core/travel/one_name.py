"""A hub, a stop or a van is called one thing within its season: who shares a name, where each is, and what else one of
them could be called (ADR 0023).

Rows, files and people point with keys. A name is for those who have none: a guest reads it on a poster, and must know
which of two villages it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from driveout.core.travel.municipalities import BY_CODE
from driveout.core.words import Saying, Season, alike, found_at

LONGEST = 120  # characters of a name, as rows have room for


@dataclass(frozen=True, slots=True)
class Named:
    """What bears a name, and what tells where it is. `within`: where a name is one; empty is the whole season, a van's
    is its hub. `hub`: what its hub is called. `at`: hall and address."""

    name: str
    within: str = ""
    municipality: str = ""
    hub: str = ""
    at: str = ""

    @property
    def told_by(self) -> tuple[str, ...]:
        """What tells it from another of its name, the shortest first."""
        town = BY_CODE.get(self.municipality)
        return tuple(part for part in (town.name if town else self.municipality, self.hub, self.at) if part)

    @property
    def where(self) -> Saying:
        """“Hjørring Municipality, hub Brovst, Hovedgaden 12”; empty where nothing is known."""
        town = BY_CODE.get(self.municipality)
        hub = self.hub and f"hub {self.hub}"
        both = (f"{town.name} Municipality", f"{town.name} Kommune") if town else (self.municipality,) * 2
        english, danish = (", ".join(part for part in (first, hub, self.at) if part) for first in both)
        return Saying(english, danish)


@dataclass(frozen=True, slots=True)
class Shared:
    """Two of one name: the one that comes, the one that has it, and a name that would tell the first apart."""

    one: Named
    other: Named
    instead: str


def shared(coming: Iterable[Named], stand: Sequence[Named] = ()) -> Iterator[Shared]:
    """Each of those that come whose name another has, which stands or came before it; “Nørby” and “NØRBY” are one."""
    every = list(coming)
    taken = {(one.within, alike(one.name)) for one in (*stand, *every)}
    first = {(one.within, alike(one.name)): one for one in reversed(stand)}
    for one in every:
        other = first.setdefault((one.within, alike(one.name)), one)
        if other is not one:
            instead = _instead(one, other, taken)
            taken.add((one.within, alike(instead)))
            yield Shared(one, other, instead)


def _instead(one: Named, other: Named, taken: set[tuple[str, str]]) -> str:
    """“Nørby (Hjørring)”; by a number where nothing that is known tells the two apart."""
    for hint in (*(hint for hint in one.told_by if hint not in other.told_by), *map(str, range(2, len(taken) + 3))):
        name = f"{one.name[: LONGEST - len(hint) - 3].rstrip()} ({hint})"
        if len(name) <= LONGEST and (one.within, alike(name)) not in taken:
            return name
    raise AssertionError("there are more numbers than names")


def named_in(season: Season) -> list[Named]:
    """Everything of a season whose name is one: hubs and stops together, vans at their hub."""
    hub = {one.key: one.name for one in season.hubs}
    return [
        *(Named(one.name, municipality=one.place.municipality, at=one.place.address) for one in season.hubs),
        *(
            Named(
                one.name,
                municipality=one.place.municipality,
                hub=hub.get(one.hubs[0], one.hubs[0]),
                at=found_at(one.venue, one.place.address),
            )
            for one in season.stops
        ),
        *(Named(one.name, within=one.hub, hub=hub.get(one.hub, one.hub)) for one in season.vehicles),
    ]
