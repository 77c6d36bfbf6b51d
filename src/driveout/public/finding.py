"""Where a guest is, from what they wrote or what their phone said: a place with a position, a café, or a sentence that
says what to do. What was asked is used once and kept nowhere.

Postcodes are those of the cafés' own addresses: no list of them is carried along, and one that is not among them is
said to be unknown, never guessed.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from driveout.core.travel.geometry import great_circle_km
from driveout.core.words import as_searched, one_line
from driveout.core.words.places import EAST, NORTH, SOUTH, WEST
from driveout.core.words.postcode import parted, postcode_in
from driveout.look import say
from driveout.look.places import Town, called, towns
from driveout.public.everything import Everything

LONGEST = 80  # characters of what somebody writes
NEAR_KM = 15.0  # two towns of one name that lie closer are one for who looks for a café
BY_KM = 25.0  # the larger town that tells two of one name apart lies within this
MOST_ASKED = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the guest is. `called` is empty where their phone said it: nobody needs to read it. `municipality`: its
    name, where it is known; it tells two of one name apart."""

    called: str
    lat: float
    lon: float
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A café that nobody has placed on the map: its own page says the rest. `called` with its municipality."""

    place_key: str
    called: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several that could be meant, in words that tell it from the others: a spot, or a café's page."""

    says: str
    spot: Spot | None = None
    place_key: str = ""


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why not, and what to do; `which`: several places could be meant."""

    says: str
    which: tuple[Choice, ...] = ()


Found = Spot | OwnPage | NotFound


def place_of(text: str, everything: Everything) -> Found:
    """A town, a postcode or both, as somebody wrote it."""
    wanted = one_line(text.replace("\0", ""))[:LONGEST]
    postcode = postcode_in(wanted)
    if not wanted:
        return NotFound(_("Skriv en by eller et postnummer."))
    if not postcode:
        return _town(wanted, everything) or NotFound(
            _("Vi kender ikke «%(text)s». Prøv en større by tæt på dig, eller se alle steder.") % {"text": wanted}
        )
    found = _postcode(postcode, wanted, everything)
    if found:
        return found
    street, _code, town = parted(wanted)
    by_name = _town(town or street, everything) if town or street else None
    return by_name or NotFound(
        _("Vi kender ikke postnummer %(code)s. Skriv navnet på byen i stedet.") % {"code": postcode}
    )


def spot_of(lat: str, lon: str, called: str = "") -> Spot | NotFound:
    """What a phone said, or a choice of ours: degrees within Denmark's box."""
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        north, east = 0.0, 0.0
    if not (SOUTH <= north <= NORTH and WEST <= east <= EAST):
        return NotFound(_("Vi kunne ikke se, hvor du er. Skriv din by eller dit postnummer."))
    return Spot(one_line(called.replace("\0", ""))[:LONGEST], north, east)


def _postcode(code: str, wanted: str, everything: Everything) -> Found | None:
    """The middle of the cafés whose own address has it. Where one of them lies nowhere: which one is meant."""
    here = [key for key, place in everything.places.items() if parted(place.address)[1] == code]
    if pages := _pages(here, everything):
        return pages
    at = [(spot.lat, spot.lon) for spot in _spots(here, everything)]
    return Spot(wanted, *_middle(at)) if at else None


def _town(name: str, everything: Everything) -> Found | None:
    """A café's place, else a town, else a municipality. Several that lie apart: which one is meant is asked."""
    key = as_searched(name)
    own = [one for one, place in everything.places.items() if as_searched(place.place) == key]
    if pages := _pages(own, everything):
        return pages
    every = [Spot(town.name, town.lat, town.lon, say.municipality(town.municipality)) for town in _towns(name)]
    exact = [spot for spot in every if as_searched(spot.called) == key]
    for found in (_spots(own, everything), exact, _municipality(key, everything), every):
        apart = _apart(found)
        if len(apart) > 1:
            return NotFound(_("Der er flere steder, der hedder det. Hvilket mener du?"), _choices(apart))
        if apart:
            return apart[0]
    return None


def _spots(keys: Iterable[str], everything: Everything) -> list[Spot]:
    """Those of the cafés that lie somewhere."""
    return [
        Spot(place.place, place.lat, place.lon, say.municipality(place.municipality))
        for place in map(everything.places.__getitem__, keys)
        if place.lat is not None and place.lon is not None
    ]


def _pages(keys: Sequence[str], everything: Everything) -> OwnPage | NotFound | None:
    """The café's own page, where nobody has said where it lies; of several, which one is meant. None: all lie
    somewhere, and so the nearest can be told."""
    if len(_spots(keys, everything)) == len(keys):
        return None
    pages = [OwnPage(key, _page_called(key, everything)) for key in keys]
    if len(pages) == 1:
        return pages[0]
    which = tuple(Choice(page.called, None, page.place_key) for page in pages[:MOST_ASKED])
    return NotFound(_("Her er flere caféer. Hvilken mener du?"), which)


def _page_called(key: str, everything: Everything) -> str:
    place = everything.places[key]
    return ", ".join(filter(None, (place.place, say.municipality(place.municipality))))


def _choices(apart: Sequence[Spot]) -> tuple[Choice, ...]:
    """Each by its name, and where two have one by what is around it."""
    of_name = Counter(as_searched(spot.called) for spot in apart)
    return tuple(
        Choice(_around(spot) if of_name[as_searched(spot.called)] > 1 else spot.called, spot)
        for spot in apart[:MOST_ASKED]
    )


def _around(spot: Spot) -> str:
    """“Viby, Aarhus” where the municipality is known, else “Viby ved Roskilde”."""
    if spot.municipality:
        return f"{spot.called}, {spot.municipality}"
    key = as_searched(spot.called)
    near = [t for t in towns() if as_searched(t.name) != key and km(spot, t.lat, t.lon) <= BY_KM]
    largest = max(near, key=lambda town: town.inhabitants or 0, default=None)
    return _("%(town)s ved %(other)s") % {"town": spot.called, "other": largest.name} if largest else spot.called


def _towns(name: str) -> Sequence[Town]:
    return called(name, towns(), most=2 * MOST_ASKED)


def _municipality(key: str, everything: Everything) -> list[Spot]:
    """The middle of the cafés in a municipality of that name."""
    at = [
        (place.lat, place.lon)
        for place in everything.places.values()
        if place.lat is not None
        and place.lon is not None
        and place.municipality
        and key.removesuffix(" kommune") == as_searched(say.municipality(place.municipality))
    ]
    return [Spot(key.title(), *_middle(at))] if at else []


def _apart(found: Iterable[Spot]) -> list[Spot]:
    """Without those that lie so near one before them that it makes no difference."""
    kept: list[Spot] = []
    for spot in found:
        if all(km(spot, other.lat, other.lon) > NEAR_KM for other in kept):
            kept.append(spot)
    return kept


def _middle(at: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(lat for lat, _lon in at) / len(at), sum(lon for _lat, lon in at) / len(at)


def km(spot: Spot, lat: float, lon: float) -> float:
    """As the crow flies."""
    return float(great_circle_km(spot.lat, spot.lon, lat, lon))


def nearest(spot: Spot, everything: Everything, most: int) -> list[tuple[float, str]]:
    """Kilometres in a straight line and place key, the nearest first."""
    at = [
        (key, place.lat, place.lon)
        for key, place in everything.places.items()
        if place.lat is not None and place.lon is not None
    ]
    away = great_circle_km(spot.lat, spot.lon, [lat for _key, lat, _lon in at], [lon for _key, _lat, lon in at])
    return sorted((float(far), key) for far, (key, *_where) in zip(away, at, strict=True))[:most]
