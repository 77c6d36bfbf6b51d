"""Read a plan back, also one not made here. Only its form is judged; what it promises is for the checker."""

import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from driveout.core.words import Nonsense, Opening, Plan, Proof, Saying, Season, Status, Tour, Wish, WishKind
from driveout.outside.faults import Fault, Faults, Said
from driveout.outside.plan_files.meant import Meant
from driveout.outside.season_files.kinds import CONTROL, Unreadable, plain, to_day, to_time
from driveout.outside.season_files.raw import decoded, too_big
from driveout.outside.whole_files import unread

MISSING = object()
MOST_WHOLE = 10**9


def read_plan(path: str | Path, season: Season | None = None) -> Plan:
    """The plan in a JSON file. `season`: where to look up who its names mean.

    Raises `Faults` with everything that cannot be read.
    """
    path = Path(path)
    faults: list[Fault] = []
    plan = None
    try:
        data = _load(path)
        plan = _Reader(path.name, faults, Meant(season)).plan(data)
    except OSError as error:
        faults.append(unread(error, path.name, EXPECTED))
    if faults or plan is None:
        raise Faults(faults)
    return plan


def _load(path: Path) -> dict[str, Any]:
    if not path.exists():
        raise Faults([_whole(str(path), "It is not there", "Den findes ikke")])
    if not path.is_file():
        raise Faults([_whole(path.name, "This is not a file", "Det er ikke en fil")])
    text = too_big(path) or decoded(path, [])
    if isinstance(text, Fault):
        raise Faults([text])
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        what = Said("From here on it is not JSON", "Herfra er det ikke JSON")
        if not text.strip():
            what = Said("It is empty", "Den er tom")
        elif error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated"):
            what = Said("It breaks off", "Den er ikke hel")
        raise Faults([Fault(path.name, what, EXPECTED, error.lineno)]) from error
    except (RecursionError, ValueError) as error:
        raise Faults([_whole(path.name, "It is not JSON", "Det er ikke JSON")]) from error
    if not isinstance(data, dict):
        raise Faults([_whole(path.name, "It holds no plan", "Den rummer ingen plan")])
    return data


EXPECTED = Said(
    "one JSON object with openings and tours, as `driveout plan --json` prints",
    "ét JSON-objekt med openings og tours, som `driveout plan --json` skriver",
)


def _whole(file: str, en: str, da: str) -> Fault:
    return Fault(file, Said(en, da), EXPECTED)


class _Reader:
    """Reads value by value; what cannot be read becomes a fault and a stand-in, so that all faults come at once."""

    def __init__(self, file: str, faults: list[Fault], meant: Meant) -> None:
        self.file, self.faults, self.meant = file, faults, meant
        self.tours: dict[str, set[str]] = {}  # name → keys

    def plan(self, data: dict[str, Any]) -> Plan | None:
        tours = tuple(self.tour(f"tours[{n}]", t) for n, t in self.objects(data, "tours"))
        for tour in tours:
            self.tours.setdefault(tour.name, set()).add(tour.key)
        openings = tuple(self.opening(f"openings[{n}]", o) for n, o in self.objects(data, "openings", required=True))
        clash = tuple(self.wish(f"clash[{n}]", w) for n, w in self.objects(data, "clash"))
        remarks = tuple(self.saying(f"remarks[{n}]", r) for n, r in self.objects(data, "remarks"))
        why = self.one(data, "why")
        guests = sum(opening.guests for opening in openings)
        status = self.take("", data, "status", self.status, Status.STOPPED)
        objective = self.take("", data, "objective", self.number, guests)
        bound = self.take("", data, "bound", self.number, objective)
        if self.faults:
            return None
        try:
            proof = Proof(objective, bound, status, why)
        except Nonsense as error:
            self.fault("bound", bound, Said(str(error).rstrip("."), "Loftet er under planens egen værdi"), NUMBER)
            return None
        return Plan(
            season=self.take("", data, "season", self.text, ""),
            openings=openings,
            tours=tours,
            proof=proof,
            seconds=self.take("", data, "seconds", self.number, 0.0),
            seed=self.take("", data, "seed", self.whole, 0),
            clash=clash,
            remarks=remarks,
        )

    def one(self, data: dict[str, Any], key: str) -> Saying | None:
        """One saying, or none."""
        found = data.get(key)
        if found is not None and not isinstance(found, dict):
            self.fault(key, found, Said("This is no object", "Det er intet objekt"), OBJECT)
            return None
        return None if found is None else self.saying(key, found)

    def saying(self, at: str, data: dict[str, Any]) -> Saying:
        english = self.take(at, data, "sentence", self.text)
        return Saying(english, self.take(at, data, "danish", self.text, english))

    def wish(self, at: str, data: dict[str, Any]) -> Wish:
        wish: Wish = self.take(at, data, "key", self.asked)
        sentence = self.take(at, data, "sentence", self.text)
        return replace(wish, sentence=sentence, danish=self.take(at, data, "danish", self.text, ""))

    def opening(self, at: str, data: dict[str, Any]) -> Opening:
        return Opening(
            stop=self.ref(at, data, "stop"),
            hub=self.ref(at, data, "hub"),
            weekday=self.take(at, data, "weekday", self.day),
            starts=self.take(at, data, "starts", self.time),
            minutes=self.take(at, data, "minutes", self.whole),
            guests=self.take(at, data, "guests", self.number, 0.0),
            tour=self.tour_of(at, data),
            volunteers=self.hosts(at, data),
        )

    def tour(self, at: str, data: dict[str, Any]) -> Tour:
        return Tour(
            name=self.take(at, data, "name", self.text),
            hub=self.ref(at, data, "hub"),
            weekday=self.take(at, data, "weekday", self.day),
            vehicle=self.ref(at, data, "vehicle"),
            employee=self.ref(at, data, "employee"),
            leaves=self.take(at, data, "leaves", self.time),
            returns=self.take(at, data, "returns", self.time),
            driving_minutes=self.take(at, data, "driving_minutes", self.whole),
            km=self.take(at, data, "km", self.number),
            cost_kr=self.take(at, data, "cost_kr", self.number),
            break_starts=self.take(at, data, "break_starts", self.time, None),
            key=self.take(at, data, "key", self.text, ""),
        )

    def ref(self, at: str, data: dict[str, Any], field: str) -> str:
        """The key that stands beside a name, else that of the one who has the name."""
        name = self.take(at, data, field, self.text)
        return str(self.take(at, data, f"{field}_key", self.text, "") or self.key_of(f"{at}.{field}", field, name))

    def hosts(self, at: str, data: dict[str, Any]) -> tuple[str, ...]:
        names = self.take(at, data, "volunteers", self.texts, ())
        keys = self.take(at, data, "volunteer_keys", self.texts, ())
        return keys or tuple(self.key_of(f"{at}.volunteers", "volunteers", name) for name in names)

    def tour_of(self, at: str, data: dict[str, Any]) -> str:
        name = self.take(at, data, "tour", self.text, "")
        alike = self.tours.get(name, set())
        return str(self.take(at, data, "tour_key", self.text, "") or (min(alike) if len(alike) == 1 else name))

    def key_of(self, column: str, field: str, name: str) -> str:
        """The key that a name means; where several have it, it is asked which."""
        keys = self.meant.keys(field, name)
        if len(keys) > 1:
            beside = "volunteer_keys" if field == "volunteers" else f"{field}_key"
            what = Said(f"{len(keys)} are called “{name}”", f"{len(keys)} hedder »{name}«")
            listed = ", ".join(keys)
            self.fault(column, name, what, Said(f"{beside}, one of {listed}", f"{beside}, en af {listed}"))
        return keys[0]

    def objects(self, data: dict[str, Any], key: str, *, required: bool = False) -> list[tuple[int, dict[str, Any]]]:
        """The objects in a list with their number, counted from 1 as people do."""
        found = data.get(key, MISSING)
        if found is MISSING and not required:
            return []
        if not isinstance(found, list):
            what = Said(f"{key} is missing or no list", f"{key} mangler eller er ingen liste")
            self.fault(key, "" if found is MISSING else found, what, Said("a list", "en liste"))
            return []
        for number, item in enumerate(found, 1):
            if not isinstance(item, dict):
                self.fault(f"{key}[{number}]", item, Said("This is no object", "Det er intet objekt"), OBJECT)
        return [(number, item) for number, item in enumerate(found, 1) if isinstance(item, dict)]

    def take(
        self, at: str, data: dict[str, Any], key: str, read: Callable[[Any], tuple[Any, Said]], default: Any = MISSING
    ) -> Any:
        found, column = data.get(key), f"{at}.{key}".lstrip(".")
        if found is None and default is not MISSING:
            return default
        shown = "".join(filter(str.isprintable, json.dumps(found, ensure_ascii=False)))[:40]
        what = Said(f"{shown} is of another kind", f"{shown} er af en anden slags")
        try:
            value, expected = read(found)
        except Unreadable as error:
            value, expected, what = None, EXPECTS[read.__name__], error.what
        except (TypeError, ValueError, OverflowError):
            value, expected = None, EXPECTS[read.__name__]
        if value is None:
            what = Said("It is missing", "Den mangler") if found is None else what
            self.fault(column, "" if found is None else found, what, expected)
            return STAND_IN[read.__name__]
        return value

    def fault(self, column: str, found: Any, what: Said, expected: Said) -> None:
        self.faults.append(Fault(self.file, what, expected, None, column, str(found)[:80]))

    def text(self, found: Any) -> tuple[str | None, Said]:
        good = isinstance(found, str) and not CONTROL.search(found)
        return (plain(found) if good else None), EXPECTS["text"]

    def texts(self, found: Any) -> tuple[tuple[str, ...] | None, Said]:
        good = isinstance(found, list) and all(isinstance(item, str) and not CONTROL.search(item) for item in found)
        return (tuple(plain(item) for item in found) if good else None), EXPECTS["texts"]

    def number(self, found: Any) -> tuple[float | None, Said]:
        good = isinstance(found, int | float) and not isinstance(found, bool) and math.isfinite(found)
        return (float(found) if good else None), NUMBER

    def whole(self, found: Any) -> tuple[int | None, Said]:
        good = isinstance(found, int | float) and not isinstance(found, bool) and abs(found) <= MOST_WHOLE
        return (int(found) if good and found == int(found) else None), EXPECTS["whole"]

    def time(self, found: Any) -> tuple[int | None, Said]:
        return (to_time(found) if isinstance(found, str) else None), EXPECTS["time"]

    def day(self, found: Any) -> tuple[Any, Said]:
        return (to_day(found) if isinstance(found, str) else None), EXPECTS["day"]

    def asked(self, found: Any) -> tuple[Wish, Said]:
        return Wish.from_key(found if isinstance(found, str) else ""), EXPECTS["asked"]

    def status(self, found: Any) -> tuple[Status | None, Said]:
        return Status(found), EXPECTS["status"]


OBJECT = Said("an object", "et objekt")
NUMBER = Said("a number", "et tal")
EXPECTS = {
    "text": Said("text", "tekst"),
    "texts": Said("a list of names", "en liste af navne"),
    "number": NUMBER,
    "whole": Said("a whole number", "et helt tal"),
    "time": Said("a time such as 10:30", "et klokkeslæt som 10:30"),
    "day": Said("a weekday such as monday", "en ugedag som monday"),
    "asked": Said("a wish such as pin:Karby:tuesday", "et ønske som pin:Karby:tuesday"),
    "status": Said(f"one of {', '.join(Status)}", f"en af {', '.join(Status)}"),
}
STAND_IN: dict[str, Any] = {
    "text": "",
    "texts": (),
    "number": 0.0,
    "whole": 0,
    "time": 0,
    "day": to_day("mon"),
    "asked": Wish(WishKind.BUDGET),
    "status": Status.STOPPED,
}
