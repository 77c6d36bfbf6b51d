"""What people are shown for a key. A key tells who or what is meant; a name may be changed, and two may share one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from driveout.core.words.places import Place


class Keyed(Protocol):
    """What has a key beside its name."""

    @property
    def name(self) -> str: ...
    @property
    def key(self) -> str: ...


def own_key(noun: Keyed) -> None:
    """Without a key of its own the name is the key: so it is in files that people write, where each name is one."""
    if not noun.key:
        object.__setattr__(noun, "key", noun.name)


class Placed(Keyed, Protocol):
    """A hub or a stop."""

    @property
    def place(self) -> Place: ...


class OfHub(Keyed, Protocol):
    """A van or a person."""

    @property
    def hub(self) -> str: ...


@dataclass(frozen=True)
class Names:
    """Key → the name shown. Of two with one name, each is told by where it belongs, or else by its number in the
    season's own order. A key that the season does not know is shown as it is: nothing else is known of it."""

    hubs: Sequence[Placed]
    stops: Sequence[Placed]
    vehicles: Sequence[OfHub]
    employees: Sequence[OfHub]
    volunteers: Sequence[OfHub]

    def place(self, key: str) -> str:
        """A hub or a stop."""
        return self._places.get(key, key)

    def vehicle(self, key: str) -> str:
        return self._vehicles.get(key, key)

    def employee(self, key: str) -> str:
        return self._employees.get(key, key)

    def volunteer(self, key: str) -> str:
        return self._volunteers.get(key, key)

    @cached_property
    def _places(self) -> Mapping[str, str]:
        return told_apart((one, one.place.municipality) for one in (*self.hubs, *self.stops))

    @cached_property
    def _vehicles(self) -> Mapping[str, str]:
        return self._at_hubs(self.vehicles)

    @cached_property
    def _employees(self) -> Mapping[str, str]:
        return self._at_hubs(self.employees)

    @cached_property
    def _volunteers(self) -> Mapping[str, str]:
        return self._at_hubs(self.volunteers)

    def _at_hubs(self, those: Iterable[OfHub]) -> Mapping[str, str]:
        return told_apart((one, self.place(one.hub)) for one in those)


def told_apart(those: Iterable[tuple[Keyed, str]]) -> dict[str, str]:
    """Key → name, from (noun, where it belongs). “Bo”; of two “Bo (Vestby)” and “Bo (Østby)”, or “Bo (1)” and “Bo
    (2)” where they belong to the same."""
    every = list(those)
    alike = Counter(one.name for one, _ in every)
    there = Counter((one.name, where) for one, where in every)
    elsewhere = Counter(name for name, _ in there)
    seen: Counter[str] = Counter()
    found = {}
    for one, where in every:
        shown = one.name
        if alike[one.name] > 1:
            seen[one.name] += 1
            tells = where and elsewhere[one.name] == alike[one.name]
            shown = f"{one.name} ({where if tells else seen[one.name]})"
        found[one.key] = shown
    return found
