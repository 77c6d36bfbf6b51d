"""Fixed links that roads use between land parts and across fjords within one, and what a crossing is.

A fixed link's `km` is roughly its own length; `minutes` is what it takes to cross. That an island has a fixed link
follows DAWA's list of islands (brofasthed, 2021) where it says so. All lengths, minutes and positions are our own
rounded estimates from general knowledge of the map: nothing was copied. Øresund is left out, and Bornholm has no
link: no tour crosses there. A sound or fjord that is not in this table (or in `ferries`) has no way across.
"""

from dataclasses import dataclass
from enum import StrEnum


class Way(StrEnum):
    """What carries a van over the water."""

    LINK = "link"
    FERRY = "ferry"
    TIDE = "tide"


@dataclass(frozen=True, slots=True)
class Sailings:
    """When a ferry sails from one of its ends on a weekday: first and last departure, minutes of the day."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """One way over the water. Ends as (land part, lat, lon); `km` on the odometer.

    `minutes` to cross, with the usual waiting. Only ferries have the rest: minutes between departures by day,
    departures from each end, and what a van pays one way; None where that is not generally known.
    """

    name: str
    one: tuple[str, float, float]
    other: tuple[str, float, float]
    minutes: int
    km: float
    way: Way = Way.LINK
    headway: int | None = None
    from_one: Sailings | None = None
    from_other: Sailings | None = None
    ticket_kr: float | None = None
    ports: tuple[str, str] = ("", "")

    @property
    def ferry(self) -> bool:
        """Does it hang on departures (or on the tide), so that a day has a first and a last?"""
        return self.way is not Way.LINK


def end(text: str) -> tuple[str, float, float]:
    """“Mors 56.885 8.634” → (land part, lat, lon)."""
    part, lat, lon = text.strip().rsplit(" ", 2)
    return part, float(lat), float(lon)


# name | land part lat lon | land part lat lon | minutes | km
_LINKS = """
Gamle Lillebæltsbro | Jutland 55.523 9.699 | Funen 55.512 9.722 | 2 | 1.2
Ny Lillebæltsbro | Jutland 55.526 9.745 | Funen 55.508 9.757 | 1 | 1.7
Storebæltsbroen | Funen 55.299 10.845 | Zealand 55.352 11.105 | 11 | 18
Vilsundbroen | Mors 56.885 8.634 | North Jutlandic Island 56.884 8.627 | 1 | 0.4
Sallingsundbroen | Mors 56.740 8.831 | Jutland 56.736 8.850 | 2 | 1.7
Limfjordsbroen | Jutland 57.052 9.921 | North Jutlandic Island 57.055 9.925 | 2 | 0.6
Limfjordstunnelen | Jutland 57.055 9.961 | North Jutlandic Island 57.060 9.955 | 1 | 1.5
Aggersundbroen | Jutland 56.998 9.294 | North Jutlandic Island 56.999 9.291 | 1 | 0.3
Oddesundbroen | Jutland 56.576 8.563 | North Jutlandic Island 56.580 8.555 | 1 | 0.5
Jegindø-dæmningen | North Jutlandic Island 56.639 8.597 | Jegindø 56.640 8.599 | 1 | 0.3
Alssundbroen | Jutland 54.915 9.773 | Als 54.917 9.776 | 1 | 0.7
Kong Christian X's Bro | Jutland 54.911 9.781 | Als 54.911 9.785 | 1 | 0.3
Egernsundbroen | Jutland 54.908 9.600 | Jutland 54.906 9.607 | 1 | 0.4
Svendborgsundbroen | Funen 55.051 10.590 | Tåsinge 55.041 10.600 | 1 | 1.2
Siøsundbroen | Tåsinge 54.968 10.686 | Siø 54.961 10.690 | 1 | 0.7
Langelandsbroen | Siø 54.952 10.695 | Langeland 54.939 10.715 | 2 | 2
Thurødæmningen | Funen 55.055 10.653 | Thurø 55.055 10.655 | 1 | 0.2
Kerteminde, Langebro | Funen 55.451 10.660 | Funen 55.448 10.661 | 1 | 0.2
Odense Kanal, Ejby Mølle to Odins Bro | Funen 55.424 10.379 | Funen 55.424 10.395 | 1 | 0.8
Masnedsundbroen | Zealand 54.997 11.894 | Masnedø 54.994 11.892 | 1 | 0.3
Storstrømsbroen | Masnedø 54.988 11.884 | Falster 54.958 11.856 | 4 | 3.2
Farøbroerne | Zealand 54.968 12.000 | Falster 54.933 11.981 | 3 | 5
Farø-Bogø fra Sjælland | Zealand 54.968 12.000 | Bogø 54.930 12.020 | 5 | 6
Farø-Bogø fra Falster | Falster 54.933 11.981 | Bogø 54.932 12.020 | 5 | 6
Bogødæmningen | Bogø 54.906 12.098 | Møn 54.906 12.100 | 1 | 0.3
Dronning Alexandrines Bro | Zealand 54.992 12.161 | Møn 54.987 12.167 | 1 | 0.7
Nyordbroen | Møn 55.049 12.235 | Nyord 55.050 12.233 | 1 | 0.2
Guldborgbroen | Lolland 54.872 11.747 | Falster 54.871 11.751 | 1 | 0.2
Guldborgsundtunnelen | Lolland 54.833 11.793 | Falster 54.835 11.801 | 1 | 0.7
Frederik IX's Bro | Lolland 54.762 11.860 | Falster 54.762 11.867 | 1 | 0.4
Enøbroen | Zealand 55.177 11.645 | Enø 55.176 11.646 | 1 | 0.1
Skælskør, the bridge in town | Zealand 55.253 11.286 | Zealand 55.253 11.296 | 1 | 0.5
Korsør, Halsskovbroen | Zealand 55.339 11.139 | Zealand 55.334 11.143 | 1 | 0.4
Munkholmbroen | Zealand 55.676 11.792 | Zealand 55.675 11.806 | 1 | 0.5
Vejlefjordbroen | Jutland 55.698 9.623 | Jutland 55.682 9.619 | 1 | 1.7
Virksunddæmningen | Jutland 56.606 9.291 | Jutland 56.612 9.293 | 1 | 0.7
Hadsundbroen | Jutland 56.716 10.116 | Jutland 56.710 10.116 | 1 | 0.3
Randers, Randersbro | Jutland 56.459 10.042 | Jutland 56.455 10.042 | 1 | 0.4
Norsminde, the bridge | Jutland 56.022 10.258 | Jutland 56.018 10.262 | 1 | 0.2
Sebbersund, the bridge | Jutland 56.967 9.550 | Jutland 56.961 9.588 | 2 | 2.3
Kronprins Frederiks Bro | Zealand 55.836 12.040 | Zealand 55.837 12.057 | 1 | 0.5
Kronprinsesse Marys Bro | Zealand 55.800 12.030 | Zealand 55.805 12.062 | 2 | 2
"""

LINKS: tuple[Crossing, ...] = tuple(
    Crossing(name.strip(), end(one), end(other), int(minutes), float(km))
    for name, one, other, minutes, km in (line.split("|") for line in _LINKS.strip().splitlines())
)
