"""A wish: one thing that was asked for, which may have to give way."""

from dataclasses import dataclass, field
from enum import StrEnum

from driveout.core.words.sense import Nonsense, refuse_unless
from driveout.core.words.time import Weekday


class WishKind(StrEnum):
    """What is asked for: of a stop, of a hub, or of the whole week."""

    PIN = "pin"
    FORBID = "forbid"
    VISIT = "visit"
    HOURS = "hours"
    VANS = "vans"
    VOLUNTEERS = "volunteers"
    BUDGET = "budget"
    FLOOR = "floor"


OF_A_STOP = (WishKind.PIN, WishKind.FORBID, WishKind.VISIT)
OF_A_HUB = (WishKind.HOURS, WishKind.VANS, WishKind.VOLUNTEERS)
_DAYS = {day.english.lower(): day for day in Weekday}
_ESCAPED = {"%": "%25", ":": "%3A"}


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that was asked for: of a stop, perhaps on a day; of a hub; or of the whole week.

    The same thing is the same wish, whichever sentence tells of it in English and in Danish.
    """

    kind: WishKind
    stop: str = ""
    day: Weekday | None = None
    hub: str = ""
    sentence: str = field(default="", compare=False)
    danish: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        refuse_unless(
            bool(self.stop) == (self.kind in OF_A_STOP), f"A wish of the kind {self.kind} names a stop, or none."
        )
        refuse_unless(
            bool(self.hub) == (self.kind in OF_A_HUB), f"A wish of the kind {self.kind} names a hub, or none."
        )
        has_day = self.kind is WishKind.PIN or (self.kind is WishKind.FORBID and self.day is not None)
        refuse_unless((self.day is not None) == has_day, f"A wish of the kind {self.kind} names a day, or none.")

    @property
    def key(self) -> str:
        """As files, rows and forms carry it: “pin:Karby:tuesday”. `from_key` reads it again."""
        named, day = self.stop or self.hub, self.day.english.lower() if self.day is not None else ""
        escaped = "".join(_ESCAPED.get(letter, letter) for letter in named)
        return ":".join(part for part in (self.kind.value, escaped, day) if part)

    @classmethod
    def from_key(cls, key: str, sentence: str = "", danish: str = "") -> "Wish":
        """The wish that a key stands for, also one from before names were escaped; Nonsense for what is no key."""
        what, _colon, named = key.partition(":")
        if what not in set(WishKind):
            raise Nonsense(f"“{key}” is no wish.")
        kind, day = WishKind(what), None
        if kind in (WishKind.PIN, WishKind.FORBID):
            name, _colon, last = named.rpartition(":")
            named, day = (name, _DAYS[last]) if last in _DAYS and name else (named, None)
        name = named.replace("%3A", ":").replace("%25", "%")
        stop, hub = ("", name) if kind in OF_A_HUB else (name, "")
        return cls(kind, stop, day, hub, sentence, danish)
