"""What an importer hands back, and the checks that all importers share."""

from collections import Counter
from dataclasses import dataclass, field

from driveout.core.travel import in_sea, municipality_code
from driveout.core.travel.land import in_denmark
from driveout.core.words import Place, as_seen, one_line


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One row that was not taken: its name as written, its row (the header is row 1) and why."""

    name: str
    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Imported:
    """`taken` in the register's order; `report` says in sentences what was taken, what was left and why."""

    taken: tuple[Place, ...]
    left: tuple[LeftOut, ...]
    report: str


@dataclass
class Sieve:
    """Takes rows one by one and remembers why each was left."""

    register: str
    taken: dict[tuple[str, str], Place] = field(default_factory=dict)
    left: list[LeftOut] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)

    def leave(self, name: str, row: int, why: str) -> None:
        self.left.append(LeftOut(name, row, why))

    def offer(
        self,
        row: int,
        name: str,
        lat: str,
        lon: str,
        municipality: str,
        inhabitants: str = "",
        need_municipality: bool = True,
    ) -> None:
        """Take the row as a Place, or leave it with the reason. Numbers are text as they stand in the file."""
        name, code = one_line(name), municipality_code(municipality)
        if not name:
            return self.leave(name, row, "no name")
        position = _position(lat, lon)
        if position is None:
            return self.leave(name, row, "no coordinates")
        if not in_denmark(*position):
            return self.leave(name, row, "not in Denmark")
        if not code and need_municipality:
            return self.leave(name, row, "no municipality")
        place = Place(name, *position, code, self._size(inhabitants), self.register)
        if (name, place.municipality) in self.taken and (need_municipality or place.municipality):
            return self.leave(name, row, "a second place of that name in the municipality")
        if in_sea(place):
            return self.leave(name, row, "in the sea")
        key = place.municipality or f"{position[0]:.2f} {position[1]:.2f}"
        self.taken[name, key] = place
        return None

    def _size(self, inhabitants: str) -> int | None:
        """Whole inhabitants; registers write 0 or nothing where they do not know."""
        text = one_line(inhabitants).removesuffix(".0")
        if text.isdigit() and int(text) > 0:
            return int(text)
        if text:
            self.notes["inhabitants given as 0 or not as a number: taken as unknown"] += 1
        return None

    def done(self) -> Imported:
        reasons = Counter(left.why for left in self.left)
        known = sum(place.inhabitants is not None for place in self.taken.values())
        parts = [f"{self.register}: {len(self.taken)} places taken, {known} of them with inhabitants."]
        if reasons:
            listed = ", ".join(f"{count} ({why})" for why, count in sorted(reasons.items()))
            parts.append(f"{len(self.left)} rows left: {listed}.")
        parts += [f"{count} × {note}." for note, count in sorted(self.notes.items())]
        return Imported(tuple(self.taken.values()), tuple(self.left), " ".join(parts))


def _position(lat: str, lon: str) -> tuple[float, float] | None:
    try:
        position = _degrees(lat), _degrees(lon)
    except ValueError:
        return None
    return position if -90 <= position[0] <= 90 and -180 <= position[1] <= 180 else None


def _degrees(text: str) -> float:
    return float(as_seen(text).replace(",", "."))
