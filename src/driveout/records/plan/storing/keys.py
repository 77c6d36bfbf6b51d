"""The one place where a season's keys become those of the rows, and where keys of rows will enter the words.

Rows know hubs and stops by names that stand once in a season, and vans and people by a name at a hub. So a season that
is stored is known by its names, and one in which two share a name is asked about before. Once rows hand their own keys
to the words (a hub's and a stop's place has one), reading gives them there, and nothing is refused here.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from driveout.core import words


def two_of_a_name(season: words.Season) -> Iterator[str]:
    """Each name that two hubs or stops share, or two vans or people of one hub."""
    places = Counter([*(hub.name for hub in season.hubs), *(stop.name for stop in season.stops)])
    yield from (name for name, times in places.items() if times > 1)
    crews: tuple[Sequence[words.Vehicle | words.Employee | words.Volunteer], ...]
    crews = season.vehicles, season.employees, season.volunteers
    for those in crews:
        crew = Counter((one.hub, one.name) for one in those)
        yield from (name for (_hub, name), times in crew.items() if times > 1)


def as_stored(season: words.Season) -> words.Season:
    """The season with its names for keys. Raises Nonsense where two share one."""
    doubled = list(dict.fromkeys(two_of_a_name(season)))
    words.refuse_unless(
        not doubled, f"{season.name}: two are called {', '.join(doubled)}. Give each a name of its own."
    )
    name = {hub.key: hub.name for hub in season.hubs} | {stop.key: stop.name for stop in season.stops}
    return replace(
        season,
        hubs=tuple(replace(hub, key="") for hub in season.hubs),
        stops=tuple(replace(s, key="", hubs=tuple(name.get(hub, hub) for hub in s.hubs)) for s in season.stops),
        vehicles=tuple(replace(van, key="", hub=name.get(van.hub, van.hub)) for van in season.vehicles),
        employees=tuple(replace(one, key="", hub=name.get(one.hub, one.hub)) for one in season.employees),
        volunteers=tuple(replace(one, key="", hub=name.get(one.hub, one.hub)) for one in season.volunteers),
        pins=tuple(replace(pin, stop=name.get(pin.stop, pin.stop)) for pin in season.pins),
        forbidden=tuple(replace(ban, stop=name.get(ban.stop, ban.stop)) for ban in season.forbidden),
        earlier=tuple(replace(was, stop=name.get(was.stop, was.stop)) for was in season.earlier),
        reach={(name.get(s, s), visits, length): guests for (s, visits, length), guests in season.reach.items()},
        drives={(name.get(a, a), name.get(b, b)): drive for (a, b), drive in season.drives.items()},
    )
