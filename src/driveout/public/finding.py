"""Where a guest is, from what they wrote or what their phone said: a place with a position, or a sentence that says
what to do. What was asked is used once and kept nowhere.

Postcodes are those of the cafés' own addresses: no list of them is carried along, and one that is not among them is
said to be unknown, never guessed.
"""

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
MOST_ASKED = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the guest is. `called` is empty where their phone said it: nobody needs to read it."""

    called: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class NotFound:
    """Why not, and what to do; `which`: several places could be meant."""

    says: str
    which: tuple[str, ...] = ()


def place_of(text: str, everything: Everything) -> Spot | NotFound:
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


def spot_of(lat: str, lon: str) -> Spot | NotFound:
    """What a phone said: degrees within Denmark's box."""
    try:
        north, east = float(lat), float(lon)
    except ValueError:
        north, east = 0.0, 0.0
    if not (SOUTH <= north <= NORTH and WEST <= east <= EAST):
        return NotFound(_("Vi kunne ikke se, hvor du er. Skriv din by eller dit postnummer."))
    return Spot("", north, east)


def _postcode(code: str, wanted: str, everything: Everything) -> Spot | None:
    """The middle of the cafés whose own address has it."""
    at = [
        (place.lat, place.lon)
        for place in everything.places.values()
        if place.lat is not None and place.lon is not None and parted(place.address)[1] == code
    ]
    return Spot(wanted, *_middle(at)) if at else None


def _town(name: str, everything: Everything) -> Spot | NotFound | None:
    """A café's place, else a town, else a municipality. Several that lie apart: which one is meant is asked."""
    key = as_searched(name)
    own = [
        Spot(place.place, place.lat, place.lon)
        for place in everything.places.values()
        if place.lat is not None and place.lon is not None and as_searched(place.place) == key
    ]
    every = [Spot(town.name, town.lat, town.lon) for town in _towns(name)]
    exact = [spot for spot in every if as_searched(spot.called) == key]
    for found in (own, exact, _municipality(key, everything), every):
        apart = _apart(found)
        if len(apart) == 1:
            return apart[0]
        names = list(dict.fromkeys(spot.called for spot in apart))
        if len(names) > 1:
            return NotFound(_("Der er flere steder, der hedder det. Hvilket mener du?"), tuple(names[:MOST_ASKED]))
        if apart:
            return apart[0]
    return None


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
