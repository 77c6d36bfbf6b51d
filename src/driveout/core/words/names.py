"""What people are shown for a key. A key tells who or what is meant; a name may be changed, and two may share one."""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from driveout.core.words.season import Hub, Season, Stop


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


class Names:
    """Key → the name shown. Of two with one name, each is told by where it belongs, or else by its number in the
    season's own order. A key that the season does not know is shown as it is: nothing else is known of it."""

    def __init__(self, season: "Season") -> None:
        self._season = season

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
        both: tuple[Hub | Stop, ...] = (*self._season.hubs, *self._season.stops)
        return told_apart((one, one.place.municipality) for one in both)

    @cached_property
    def _vehicles(self) -> Mapping[str, str]:
        return self._at_hubs(self._season.vehicles)

    @cached_property
    def _employees(self) -> Mapping[str, str]:
        return self._at_hubs(self._season.employees)

    @cached_property
    def _volunteers(self) -> Mapping[str, str]:
        return self._at_hubs(self._season.volunteers)

    def _at_hubs(self, those: "Iterable[_OfHub]") -> Mapping[str, str]:
        return told_apart((one, self.place(one.hub)) for one in those)


class _OfHub(Keyed, Protocol):
    @property
    def hub(self) -> str: ...


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
