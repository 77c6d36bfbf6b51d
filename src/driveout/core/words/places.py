"""Where things are: municipalities, places, and the minutes between them."""

import re
from dataclasses import dataclass
from enum import StrEnum

from driveout.core.words.sense import refuse_unless

# The box that holds Denmark with its islands, in degrees (WGS 84).
SOUTH, NORTH, WEST, EAST = 54.5, 57.8, 8.0, 15.3


class MunicipalityGroup(StrEnum):
    """Statistics Denmark's municipality groups (KOMMUNEGRUPPER, version 2018)."""

    CAPITAL = "hovedstadskommune"
    METROPOLITAN = "storbykommune"
    PROVINCIAL = "provinsbykommune"
    COMMUTER = "oplandskommune"
    RURAL = "landkommune"


@dataclass(frozen=True, slots=True)
class Municipality:
    """One of the 98 municipalities. `code` is Statistics Denmark's three digits, as text."""

    code: str
    name: str
    region: str
    group: MunicipalityGroup

    def __post_init__(self) -> None:
        refuse_unless(
            len(self.code) == 3 and self.code.isdigit(),
            f"{self.name}: a municipality code has three digits, not “{self.code}”.",
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A named spot on the map: a village, a town, a hub's address.

    `lat`, `lon` in degrees (WGS 84). `inhabitants` is None where no register publishes it.
    `source` says where position and size come from. `address`: as a guest finds it; no position is worked out from it.
    """

    name: str
    lat: float
    lon: float
    municipality: str = ""
    inhabitants: int | None = None
    source: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        refuse_unless(bool(self.name.strip()), "A place needs a name.")
        refuse_unless(
            -90 <= self.lat <= 90 and -180 <= self.lon <= 180,
            f"{self.name}: {self.lat}, {self.lon} is not a position on Earth.",
        )
        refuse_unless(
            self.inhabitants is None or self.inhabitants >= 0,
            f"{self.name}: inhabitants cannot be below 0.",
        )


NOT_SURE = re.compile(r"\((?:antaget|assumed)\)", re.IGNORECASE)


def told_hall(venue: str) -> str:
    """The hall as guests are told it: none where somebody wrote that it is assumed. Nobody is sent to a house that
    nobody has asked, and no guest reads the word."""
    return "" if NOT_SURE.search(venue) else venue


def found_at(venue: str, address: str) -> str:
    """“Forsamlingshuset, Hovedgaden 12”: the hall and its address, which people may have written with the hall."""
    return venue if address.casefold() in venue.casefold() else ", ".join(part for part in (venue, address) if part)


@dataclass(frozen=True, slots=True)
class Drive:
    """One way from one place to another: whole minutes (rounded up) and kilometres.

    `ferries`: the crossings on the way, in order. `leave_from`, `leave_by`: first and last minute of the day at which
    the drive can begin so that each of its ferries is still reached; None where there is no ferry, or where its
    departures are not known. `ticket_kr`: what the ferries take for the van, one way.
    """

    minutes: int
    km: float
    ferries: tuple[str, ...] = ()
    leave_from: int | None = None
    leave_by: int | None = None
    ticket_kr: float = 0.0

    def __post_init__(self) -> None:
        refuse_unless(self.minutes >= 0 and self.km >= 0, "Driving cannot take less than nothing.")
        refuse_unless(self.ticket_kr >= 0, "A ferry ticket cannot cost less than nothing.")
        if self.leave_from is not None and self.leave_by is not None:
            refuse_unless(self.leave_from <= self.leave_by, "The last ferry cannot sail before the first.")


@dataclass(frozen=True, slots=True)
class Ferry:
    """What people have written of one crossing; None where they leave it to what is generally known.

    `first` and `last` departure from the port named first, `first_back` and `last_back` from the other, in minutes of
    the day; `headway` in minutes between departures; `ticket_kr` for the van, one way.
    """

    name: str
    first: int | None = None
    last: int | None = None
    first_back: int | None = None
    last_back: int | None = None
    headway: int | None = None
    ticket_kr: float | None = None

    def __post_init__(self) -> None:
        refuse_unless(bool(self.name.strip()), "A ferry needs the name of its crossing.")
        for first, last in ((self.first, self.last), (self.first_back, self.last_back)):
            refuse_unless(
                first is None or last is None or first <= last,
                f"{self.name}: the last ferry cannot sail before the first.",
            )
        refuse_unless(
            self.headway is None or self.headway > 0, f"{self.name}: departures cannot be closer than a minute."
        )
        refuse_unless(self.ticket_kr is None or self.ticket_kr >= 0, f"{self.name}: a ticket costs 0 kr. or more.")
