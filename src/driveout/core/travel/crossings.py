"""Fixed links and ferries that roads use between (and across fjords within) land parts.

A fixed link's `km` is roughly its own length; `minutes` is what it takes to cross. A ferry's `minutes` is the
crossing plus half the usual time between departures on a weekday by day, plus a few minutes for boarding.
That an island has a fixed link follows DAWA's list of islands (brofasthed, 2021) where it says so. All lengths,
minutes and positions are our own rounded estimates from general knowledge of the timetables and the map: no
timetable was copied. Tickets are not counted. Øresund is left out, and Bornholm has no link: no tour crosses there.
"""

from dataclasses import dataclass

FIXED = "Fixed link (DAWA brofasthed 2021, or commonly known); length and minutes: own estimate."
FERRY = "Ferry; crossing and mean waiting by day: own estimate, not a timetable."


@dataclass(frozen=True, slots=True)
class Crossing:
    """One way over the water. Ends as (land part, lat, lon); `minutes` with waiting; `km` on the odometer."""

    name: str
    one: tuple[str, float, float]
    other: tuple[str, float, float]
    minutes: int
    km: float
    ferry: bool

    @property
    def source(self) -> str:
        return FERRY if self.ferry else FIXED


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
Svendborgsundbroen | Funen 55.051 10.590 | Tåsinge 55.041 10.600 | 1 | 1.2
Siøsund- og Langelandsbroen | Tåsinge 54.968 10.686 | Langeland 54.939 10.715 | 4 | 4
Thurødæmningen | Funen 55.055 10.653 | Thurø 55.055 10.655 | 1 | 0.2
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
Vejlefjordbroen | Jutland 55.698 9.623 | Jutland 55.682 9.619 | 1 | 1.7
Virksunddæmningen | Jutland 56.606 9.291 | Jutland 56.612 9.293 | 1 | 0.7
Hadsundbroen | Jutland 56.716 10.116 | Jutland 56.710 10.116 | 1 | 0.3
Kronprins Frederiks Bro | Zealand 55.836 12.040 | Zealand 55.837 12.057 | 1 | 0.5
Kronprinsesse Marys Bro | Zealand 55.800 12.030 | Zealand 55.805 12.062 | 2 | 2
"""

_FERRIES = """
Hvalpsund-Sundsøre | Jutland 56.704 9.200 | Jutland 56.711 9.170 | 27 | 2
Næssund | Mors 56.723 8.503 | North Jutlandic Island 56.717 8.507 | 16 | 1.2
Feggesund | Mors 56.975 8.922 | North Jutlandic Island 56.980 8.918 | 16 | 1
Thyborøn-Agger | Jutland 56.700 8.225 | North Jutlandic Island 56.703 8.239 | 42 | 2
Branden-Fur | Jutland 56.800 9.025 | Fur 56.803 9.021 | 12 | 0.4
Venø | Jutland 56.515 8.614 | Venø 56.516 8.617 | 13 | 0.3
Egholm | Jutland 57.058 9.880 | Egholm 57.061 9.876 | 22 | 0.6
Hals-Egense | North Jutlandic Island 56.994 10.307 | Jutland 56.985 10.303 | 15 | 0.5
Udbyhøj | Jutland 56.612 10.303 | Jutland 56.606 10.303 | 12 | 0.4
Esbjerg-Fanø | Jutland 55.465 8.437 | Fanø 55.447 8.411 | 27 | 2.5
Bøjden-Fynshav | Funen 55.105 10.097 | Als 54.994 9.985 | 95 | 15
Spodsbjerg-Tårs | Langeland 54.932 10.829 | Lolland 54.879 11.027 | 80 | 15
Aarhus-Odden | Jutland 56.152 10.220 | Zealand 55.973 11.370 | 125 | 75
Ebeltoft-Odden | Jutland 56.178 10.665 | Zealand 55.973 11.370 | 130 | 50
Svendborg-Ærøskøbing | Funen 55.058 10.615 | Ærø 54.892 10.413 | 125 | 25
Rudkøbing-Marstal | Langeland 54.937 10.708 | Ærø 54.857 10.518 | 100 | 15
Fynshav-Søby | Als 54.994 9.985 | Ærø 54.942 10.258 | 160 | 20
Hou-Sælvig | Jutland 55.911 10.258 | Samsø 55.866 10.552 | 125 | 20
Kalundborg-Ballen | Zealand 55.676 11.090 | Samsø 55.817 10.639 | 175 | 35
Frederikshavn-Læsø | North Jutlandic Island 57.435 10.545 | Læsø 57.297 10.925 | 180 | 28
Hammer Bakke-Orø | Zealand 55.756 11.846 | Orø 55.757 11.836 | 22 | 0.7
Stigsnæs-Agersø | Zealand 55.207 11.255 | Agersø 55.211 11.200 | 45 | 4
Stigsnæs-Omø | Zealand 55.207 11.255 | Omø 55.167 11.165 | 115 | 9
Havnsø-Sejerø | Zealand 55.753 11.322 | Sejerø 55.880 11.145 | 160 | 18
Kragenæs-Fejø | Lolland 54.916 11.360 | Fejø 54.937 11.370 | 45 | 2.5
Kragenæs-Femø | Lolland 54.916 11.360 | Femø 54.957 11.520 | 110 | 12
Bandholm-Askø | Lolland 54.840 11.487 | Askø 54.885 11.480 | 90 | 6
Snaptun-Endelave | Jutland 55.822 10.053 | Endelave 55.760 10.265 | 200 | 15
Snaptun-Hjarnø | Jutland 55.822 10.053 | Hjarnø 55.823 10.064 | 30 | 0.7
Hou-Tunø | Jutland 55.911 10.258 | Tunø 55.950 10.450 | 300 | 15
Grenaa-Anholt | Jutland 56.411 10.925 | Anholt 56.715 11.510 | 480 | 50
Årøsund-Årø | Jutland 55.257 9.716 | Årø 55.259 9.726 | 35 | 0.7
Barsø Landing-Barsø | Jutland 55.127 9.519 | Barsø 55.124 9.545 | 80 | 1.7
Assens-Bågø | Funen 55.270 9.885 | Bågø 55.297 9.810 | 130 | 6
Faaborg-Bjørnø | Funen 55.094 10.236 | Bjørnø 55.071 10.235 | 80 | 3
Faaborg-Avernakø | Funen 55.094 10.236 | Avernakø 55.035 10.255 | 130 | 8
Faaborg-Lyø | Funen 55.094 10.236 | Lyø 55.045 10.165 | 140 | 9
Svendborg-Skarø | Funen 55.058 10.615 | Skarø 55.013 10.480 | 130 | 10
Svendborg-Drejø | Funen 55.058 10.615 | Drejø 54.970 10.430 | 170 | 17
Rudkøbing-Strynø | Langeland 54.937 10.708 | Strynø 54.904 10.630 | 85 | 6
"""


def _end(text: str) -> tuple[str, float, float]:
    part, lat, lon = text.strip().rsplit(" ", 2)
    return part, float(lat), float(lon)


def _read(table: str, *, ferry: bool) -> list[Crossing]:
    rows = [line.split("|") for line in table.strip().splitlines()]
    return [
        Crossing(name.strip(), _end(one), _end(other), int(minutes), float(km), ferry)
        for name, one, other, minutes, km in rows
    ]


CROSSINGS: tuple[Crossing, ...] = (*_read(_LINKS, ferry=False), *_read(_FERRIES, ferry=True))
