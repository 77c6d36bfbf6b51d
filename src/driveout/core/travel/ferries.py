"""Ferries that take a van, and the one way that waits for the tide.

Minutes, hours and tickets are our own rounded estimates from general knowledge of an ordinary weekday: no timetable
was copied, and none is promised. `minutes` is the crossing plus the usual waiting of somebody who knows the
timetable. Where first and last departures are not generally known, they are left out and asked about. Ferries that
sail in summer only (Kulhuse-Sølager, Bogø-Stubbekøbing, Mellerup-Voer) or carry no cars (Livø, Nekselø, Hjortø,
Birkholm, Hirsholmene) are left out: no weekly café can lean on them.
"""

from driveout.core.travel.crossings import LINKS, Crossing, Sailings, Way, end

# name (port-port, or “name: port, port”) | land part lat lon | land part lat lon | minutes with waiting | km
#   | minutes between departures | first-last from the first port | from the second | ticket kr. one way ("?" unknown)
_FERRIES = """
Hvalpsund-Sundsøre | Jutland 56.704 9.200 | Jutland 56.711 9.170 | 20 | 2 | 25 | 6:30-21:30 | 6:15-21:15 | 110
Næssund: Mors, Thy | Mors 56.723 8.503 | Nørrejyske Ø 56.717 8.507 | 16 | 1.2 | 20 | 6:15-21:45 | 6:30-22:00 | 90
Feggesund: Mors, Hannæs | Mors 56.975 8.922 | Nørrejyske Ø 56.980 8.918 | 16 | 1 | 20 | 6:15-21:45 | 6:30-22:00 | 90
Thyborøn-Agger | Jutland 56.697 8.214 | Nørrejyske Ø 56.706 8.243 | 24 | 2 | 60 | 6:30-19:30 | 7:00-20:00 | 110
Branden-Fur | Jutland 56.800 9.025 | Fur 56.803 9.021 | 12 | 0.4 | 20 | 5:00-24:00 | 5:00-24:00 | 65
Kleppen-Venø | Jutland 56.515 8.614 | Venø 56.516 8.617 | 13 | 0.3 | 20 | 5:15-23:45 | 5:15-23:45 | 55
Aalborg-Egholm | Jutland 57.058 9.880 | Egholm 57.061 9.876 | 20 | 0.6 | 30 | 6:30-23:00 | 6:30-23:00 | 50
Hals-Egense | Nørrejyske Ø 56.994 10.307 | Jutland 56.985 10.303 | 13 | 0.5 | 20 | 5:45-22:30 | 5:45-22:30 | 70
Udbyhøj: Nord, Syd | Jutland 56.612 10.303 | Jutland 56.606 10.303 | 12 | 0.4 | 15 | 6:00-21:30 | 6:00-21:30 | 60
Esbjerg-Fanø | Jutland 55.465 8.437 | Fanø 55.447 8.411 | 24 | 2.5 | 30 | 5:30-24:00 | 5:15-23:45 | 200
Ballebro-Hardeshøj | Jutland 54.997 9.668 | Als 55.000 9.688 | 18 | 2 | 25 | 5:45-21:45 | 5:30-21:30 | 90
Bøjden-Fynshav | Funen 55.105 10.097 | Als 54.994 9.985 | 70 | 15 | 90 | 6:30-20:30 | 6:00-19:30 | 330
Spodsbjerg-Tårs | Langeland 54.932 10.829 | Lolland 54.879 11.027 | 65 | 15 | 60 | 5:15-22:15 | 6:15-23:00 | 350
Rørvig-Hundested | Zealand 55.944 11.768 | Zealand 55.963 11.848 | 40 | 5 | 60 | 6:30-20:30 | 7:00-21:00 | 190
Aarhus-Odden | Jutland 56.152 10.220 | Zealand 55.973 11.370 | 110 | 75 | 120 | 6:30-21:00 | 6:30-21:00 | 700
Ebeltoft-Odden | Jutland 56.178 10.665 | Zealand 55.973 11.370 | 90 | 50 | ? | ? | ? | 600
Svendborg-Ærøskøbing | Funen 55.058 10.615 | Ærø 54.892 10.413 | 95 | 25 | 120 | 7:30-22:00 | 5:45-20:15 | 330
Rudkøbing-Marstal | Langeland 54.937 10.708 | Ærø 54.857 10.518 | 70 | 15 | 120 | ? | ? | 300
Fynshav-Søby | Als 54.994 9.985 | Ærø 54.942 10.258 | 80 | 20 | 180 | ? | ? | 330
Faaborg-Søby | Funen 55.094 10.236 | Ærø 54.942 10.258 | 80 | 18 | ? | ? | ? | 330
Hou-Sælvig | Jutland 55.911 10.258 | Samsø 55.866 10.552 | 80 | 20 | 120 | 7:00-21:30 | 5:30-20:00 | 350
Kalundborg-Ballen | Zealand 55.676 11.090 | Samsø 55.817 10.639 | 100 | 35 | ? | ? | ? | 350
Frederikshavn-Læsø | Nørrejyske Ø 57.435 10.545 | Læsø 57.297 10.925 | 115 | 28 | 180 | 7:45-19:30 | 6:00-17:30 | 350
Hammer Bakke-Orø | Zealand 55.756 11.846 | Orø 55.757 11.836 | 18 | 0.7 | 30 | 5:30-23:00 | 5:15-22:45 | 80
Stigsnæs-Agersø | Zealand 55.207 11.255 | Agersø 55.211 11.200 | 30 | 4 | 60 | 6:00-22:00 | 5:30-21:30 | 130
Stigsnæs-Omø | Zealand 55.207 11.255 | Omø 55.167 11.165 | 65 | 9 | 180 | ? | ? | 150
Havnsø-Sejerø | Zealand 55.753 11.322 | Sejerø 55.880 11.145 | 80 | 18 | 240 | ? | ? | 200
Kragenæs-Fejø | Lolland 54.916 11.360 | Fejø 54.937 11.370 | 30 | 2.5 | 60 | 6:00-22:30 | 5:30-22:00 | 100
Kragenæs-Femø | Lolland 54.916 11.360 | Femø 54.957 11.520 | 65 | 12 | 150 | ? | ? | 150
Bandholm-Askø | Lolland 54.840 11.487 | Askø 54.885 11.480 | 45 | 6 | 180 | ? | ? | 120
Snaptun-Endelave | Jutland 55.822 10.053 | Endelave 55.760 10.265 | 80 | 15 | 240 | ? | ? | 200
Snaptun-Hjarnø | Jutland 55.822 10.053 | Hjarnø 55.823 10.064 | 22 | 0.7 | 60 | 6:00-22:00 | 6:00-22:00 | 70
Hou-Tunø | Jutland 55.911 10.258 | Tunø 55.950 10.450 | 80 | 15 | ? | ? | ? | ?
Grenaa-Anholt | Jutland 56.411 10.925 | Anholt 56.715 11.510 | 190 | 50 | ? | ? | ? | ?
Årøsund-Årø | Jutland 55.257 9.716 | Årø 55.259 9.726 | 22 | 0.7 | 60 | 6:00-22:00 | 5:45-21:45 | 80
Barsø Landing-Barsø | Jutland 55.127 9.519 | Barsø 55.124 9.545 | 30 | 1.7 | ? | ? | ? | 100
Assens-Bågø | Funen 55.270 9.885 | Bågø 55.297 9.810 | 50 | 6 | ? | ? | ? | 150
Faaborg-Bjørnø | Funen 55.094 10.236 | Bjørnø 55.071 10.235 | 35 | 3 | ? | ? | ? | 100
Faaborg-Avernakø | Funen 55.094 10.236 | Avernakø 55.035 10.255 | 55 | 8 | 180 | ? | ? | 180
Faaborg-Lyø | Funen 55.094 10.236 | Lyø 55.045 10.165 | 65 | 9 | 180 | ? | ? | 180
Svendborg-Skarø | Funen 55.058 10.615 | Skarø 55.013 10.480 | 50 | 10 | 180 | ? | ? | 180
Svendborg-Drejø | Funen 55.058 10.615 | Drejø 54.970 10.430 | 90 | 17 | 180 | ? | ? | 180
Rudkøbing-Strynø | Langeland 54.937 10.708 | Strynø 54.904 10.630 | 45 | 6 | 90 | ? | ? | 100
"""

# Vester Vedsted to Mandø over the sands: twelve kilometres at walking pace and better, twice a day under water.
_TIDE = Crossing(
    name="Låningsvejen til Mandø",
    one=("Jutland", 55.286, 8.655),
    other=("Mandø", 55.281, 8.570),
    minutes=28,
    km=8,
    way=Way.TIDE,
    ports=("Vester Vedsted", "Mandø"),
)


def _end(text: str) -> tuple[str, float, float]:
    part, lat, lon = end(text)
    return ("North Jutlandic Island" if part == "Nørrejyske Ø" else part), lat, lon


def _clock(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)


def _sailings(text: str) -> Sailings | None:
    if text == "?":
        return None
    first, last = text.split("-")
    return Sailings(_clock(first), _clock(last))


def _ferry(line: str) -> Crossing:
    name, one, other, minutes, km, headway, there, back, ticket = (cell.strip() for cell in line.split("|"))
    name, _, sides = name.partition(": ")
    ports = sides.split(", ") if sides else name.split("-")
    return Crossing(
        name,
        _end(one),
        _end(other),
        int(minutes),
        float(km),
        Way.FERRY,
        None if headway == "?" else int(headway),
        _sailings(there),
        _sailings(back),
        None if ticket == "?" else float(ticket),
        (ports[0], ports[1]),
    )


FERRIES: tuple[Crossing, ...] = (*map(_ferry, _FERRIES.strip().splitlines()), _TIDE)
CROSSINGS: tuple[Crossing, ...] = (*LINKS, *FERRIES)
BY_NAME = {crossing.name: crossing for crossing in CROSSINGS}
