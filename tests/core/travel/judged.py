"""Drives that people judged, as ranges, each land, bridge, sound or ferry, and the estimate held against them.

The ranges are minutes as one who knows the roads would say them on an ordinary weekday, 15 % to either side (ferries
with their usual wait 40 %): judged, not measured, and not for tuning to the minute. No service or timetable was asked.
*Land*: no water in the way that counts. *Bridge*: over a fixed link or dam. *Sound*: round a fjord or sound that no
bridge crosses. *Ferry*: a ferry is the usual way, or the tide decides. Positions rounded to 100 m.
`python -m tests.core.travel.judged` prints the table.
"""

from dataclasses import dataclass
from statistics import median

from driveout.core.travel.estimate import between, estimates
from driveout.core.words import Place

KINDS = ("land", "bridge", "sound", "ferry")
_PAIRS = {
    "land": """
        Odense 55.4 10.385 | Svendborg 55.066 10.607 | 32-44
        Odense 55.4 10.385 | Nyborg 55.31 10.798 | 23-31
        Hjørring 57.457 9.986 | Hirtshals 57.583 9.969 | 15-21
        Aalborg 57.048 9.919 | Nibe 56.98 9.643 | 19-25
        Aars 56.803 9.517 | Løgstør 56.962 9.259 | 21-29
        Aars 56.803 9.517 | Hvalpsund 56.699 9.2 | 24-32
        Rudkøbing 54.938 10.724 | Tranekær 54.998 10.849 | 10-14
        Grindsted 55.759 8.925 | Vejle 55.7 9.533 | 34-46
        Vejle 55.7 9.533 | Billund 55.726 9.122 | 21-29
        Haderslev 55.25 9.5 | Aabenraa 55.045 9.421 | 21-29
        Haderslev 55.25 9.5 | Ribe 55.328 8.765 | 36-48
        Skjern 55.947 8.491 | Esbjerg 55.466 8.452 | 47-63
        Skjern 55.947 8.491 | Tarm 55.907 8.519 | 5-7
        Aarhus 56.15 10.213 | Randers 56.462 10.037 | 30-40
        Slagelse 55.406 11.353 | Næstved 55.233 11.767 | 30-40
        Slagelse 55.406 11.353 | Kalundborg 55.683 11.099 | 34-46
        Odense 55.4 10.385 | Middelfart 55.499 9.739 | 30-40
        Holstebro 56.359 8.616 | Struer 56.481 8.603 | 15-21
        Lemvig 56.549 8.309 | Holstebro 56.359 8.616 | 30-40
        Brovst 57.097 9.524 | Fjerritslev 57.089 9.265 | 12-16
        Hobro 56.637 9.794 | Randers 56.462 10.037 | 24-32
        Hobro 56.637 9.794 | Aalborg 57.048 9.919 | 32-44
        Hadsund 56.724 10.114 | Aalborg 57.048 9.919 | 36-48
        Varde 55.618 8.481 | Esbjerg 55.466 8.452 | 19-25
        Kolding 55.489 9.479 | Vejle 55.7 9.533 | 21-29
        Silkeborg 56.169 9.55 | Herning 56.138 8.975 | 30-40
        Silkeborg 56.169 9.55 | Viborg 56.447 9.406 | 30-40
        Løkken 57.366 9.713 | Hjørring 57.457 9.986 | 17-23
        Bagenkop 54.75 10.677 | Lohals 55.133 10.911 | 44-60
        Aabenraa 55.044 9.418 | Løjt Kirkeby 55.085 9.46 | 8-10
        Løgstrup 56.515 9.345 | Stoholm 56.485 9.145 | 14-20
        Rudkøbing 54.938 10.724 | Bagenkop 54.75 10.677 | 24-32
        Slagelse 55.406 11.353 | Korsør 55.327 11.143 | 18-24
        Frederikshavn 57.441 10.534 | Skagen 57.726 10.584 | 32-44
        Rudkøbing 54.938 10.724 | Lohals 55.133 10.911 | 23-31
        Grenaa 56.412 10.889 | Aarhus 56.15 10.213 | 49-67
        Slagelse 55.406 11.353 | Skælskør 55.255 11.296 | 19-25
        Svendborg 55.066 10.607 | Nyborg 55.31 10.798 | 27-37
        Thisted 56.956 8.685 | Hurup 56.75 8.422 | 23-31
        Fjerritslev 57.089 9.265 | Thisted 56.956 8.685 | 36-48
        Kolding 55.489 9.479 | Fredericia 55.565 9.756 | 19-25
        Rødby 54.693 11.389 | Maribo 54.775 11.511 | 13-17
        Skælskør 55.255 11.296 | Korsør 55.327 11.143 | 15-21
        Kalundborg 55.683 11.099 | Holbæk 55.719 11.714 | 34-46
        Hobro 56.637 9.797 | Mariager 56.65 9.98 | 14-20
        Als Odde 56.72 10.33 | Øster Hurup 56.809 10.268 | 12-16
        Horsens 55.861 9.85 | Juelsminde 55.709 10.016 | 26-34
        Nordborg 55.057 9.742 | Sønderborg 54.909 9.79 | 26-34
        Thorsminde 56.373 8.123 | Ulfborg 56.27 8.32 | 19-25
        Lemvig 56.549 8.31 | Struer 56.492 8.594 | 24-32
        Feddet 55.16 12.1 | Præstø 55.12 12.04 | 17-23
    """,
    "bridge": """
        Aalborg 57.048 9.919 | Hjørring 57.457 9.986 | 36-48
        Aalborg 57.048 9.919 | Frederikshavn 57.441 10.534 | 41-55
        Rudkøbing 54.938 10.724 | Svendborg 55.066 10.607 | 20-26
        Vordingborg 55.01 11.91 | Stege 54.987 12.281 | 24-32
        Aabenraa 55.045 9.421 | Sønderborg 54.909 9.79 | 27-37
        Brovst 57.097 9.524 | Aalborg 57.048 9.919 | 28-38
        Fjerritslev 57.089 9.265 | Løgstør 56.962 9.259 | 14-20
        Nykøbing M 56.793 8.853 | Thisted 56.957 8.694 | 26-34
        Nykøbing M 56.793 8.853 | Skive 56.566 9.027 | 26-34
        Nykøbing M 56.793 8.853 | Roslev 56.699 8.985 | 17-23
        Nykøbing F 54.769 11.874 | Nakskov 54.833 11.135 | 36-48
        Nykøbing Sj 55.925 11.671 | Frederikssund 55.839 12.069 | 60-80
        Hadsund 56.714 10.117 | Udbyhøj N 56.614 10.3 | 19-25
        Jægerspris 55.853 11.98 | Hundested 55.963 11.85 | 38-52
        Skibby 55.748 11.96 | Holbæk 55.717 11.716 | 30-40
        Havndal 56.65 10.2 | Als Odde 56.72 10.33 | 21-29
        Gråsten 54.919 9.594 | Sønderborg 54.909 9.79 | 17-23
        Broager 54.889 9.672 | Sønderborg 54.909 9.79 | 13-17
        Nibe 56.98 9.643 | Gjøl 57.065 9.715 | 38-52
        Kalvehave 54.994 12.166 | Stege 54.987 12.285 | 13-17
        Rømø Havneby 55.087 8.566 | Skærbæk 55.158 8.769 | 21-29
    """,
    "sound": """
        Hvalpsund 56.699 9.2 | Skive 56.566 9.027 | 38-52
        Aars 56.803 9.517 | Skive 56.566 9.027 | 44-60
        Nykøbing Sj 55.925 11.671 | Holbæk 55.717 11.716 | 36-48
        Hvide Sande 56.003 8.129 | Stauning 55.945 8.385 | 47-63
        Hvide Sande 56.003 8.129 | Ringkøbing 56.09 8.244 | 17-23
        Hasmark 55.553 10.45 | Måle 55.52 10.62 | 47-63
        Gylling 55.886 10.156 | Snaptun 55.822 10.053 | 42-57
        Nees 56.39 8.29 | Thorsminde 56.373 8.123 | 15-21
        Gjøl 57.065 9.715 | Øland 57.07 9.58 | 15-21
        Knebel 56.21 10.49 | Aarhus 56.153 10.205 | 42-57
        Ebeltoft 56.194 10.678 | Knebel 56.21 10.49 | 27-37
        Hjarbæk 56.535 9.33 | Skals 56.56 9.4 | 11-15
    """,
    "ferry": """
        Grenaa 56.412 10.889 | Anholt 56.708 11.543 | 144-336
        Hvalpsund 56.699 9.2 | Sundsøre 56.708 9.17 | 12-28
        Rudkøbing 54.938 10.724 | Strynø 54.904 10.611 | 30-70
        Thyborøn 56.698 8.214 | Agger 56.782 8.247 | 18-42
        Frederikshavn 57.441 10.534 | Læsø Vesterø 57.29 10.932 | 90-210
        Esbjerg 55.466 8.452 | Nordby 55.445 8.397 | 18-42
        Fur By 56.823 9.022 | Skive 56.566 9.029 | 25-59
        Farsø 56.77 9.338 | Sundsøre 56.708 9.17 | 21-49
        Aars 56.803 9.517 | Selde 56.78 9.047 | 39-91
        Løgstør 56.962 9.259 | Selde 56.78 9.047 | 45-105
        Ranum 56.897 9.228 | Selde 56.78 9.047 | 39-91
        Hvalpsund 56.699 9.2 | Selde 56.78 9.047 | 21-49
        Rørvig 55.945 11.765 | Hundested 55.963 11.85 | 36-84
        Mandø 55.276 8.555 | Ribe 55.33 8.76 | 27-63
        Venø 56.55 8.63 | Struer 56.492 8.594 | 17-39
    """,
}


@dataclass(frozen=True)
class Judged:
    """One pair: its kind, the judged range in minutes, and what the estimate says of it."""

    kind: str
    one: str
    other: str
    low: int
    high: int
    minutes: int
    over: tuple[str, ...]

    @property
    def off(self) -> float:
        """Signed share by which the estimate misses the middle of the range."""
        middle = (self.low + self.high) / 2
        return (self.minutes - middle) / middle


def _place(text: str) -> Place:
    name, lat, lon = text.strip().rsplit(" ", 2)
    return Place(name, float(lat), float(lon))


def judged() -> list[Judged]:
    """Every pair with its estimate, there (the way back takes as long)."""
    rows = [(kind, *line.split("|")) for kind in KINDS for line in _PAIRS[kind].strip().splitlines()]
    places = [_place(end) for _, one, other, _ in rows for end in (one, other)]
    pairs = [(2 * row, 2 * row + 1) for row in range(len(rows))]
    found = []
    for row, drive, way in zip(rows, estimates(places, pairs), between(places, pairs), strict=True):
        (kind, one, other, _), (low, high) = row, map(int, row[3].split("-"))
        assert drive is not None and way is not None, (one, other)
        over = tuple(crossing.name for crossing, _ in way.crossings)
        found.append(Judged(kind, _place(one).name, _place(other).name, low, high, drive.minutes, over))
    return found


def table(found: list[Judged]) -> str:
    """A line for each pair, and the errors of each kind."""
    lines = []
    for kind in KINDS:
        own = [pair for pair in found if pair.kind == kind]
        errors = sorted(abs(pair.off) for pair in own)
        within = sum(error <= 0.25 for error in errors)
        lines.append(
            f"{kind}: {len(own)} pairs, median error {median(errors):.0%}, {within} within 25 %, most {errors[-1]:.0%}"
        )
        for p in own:
            said = f"  {p.one} to {p.other}: {p.minutes} min., judged {p.low}-{p.high} ({p.off:+.0%})"
            lines.append(f"{said} {', '.join(p.over)}".rstrip())
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(judged()))
