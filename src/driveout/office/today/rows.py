"""What stands on the page of today: what waits for somebody, and what can wait."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Ring:
    """Whom to ring. `who`: as crew.reading.key_of; `number` as people read it, `dial` as a telephone does."""

    who: str
    name: str
    number: str
    dial: str


@dataclass(frozen=True)
class Waits:
    """One thing that waits for who leads: what, why, and the next thing to do. `kind`: bad, info, else a warning.

    `strong`: the sentence that says what helps. `href`, `word`: where it is done.
    """

    icon: str
    title: str
    text: str = ""
    strong: str = ""
    kind: str = ""
    ring: Ring | None = None
    href: str = ""
    word: str = ""


@dataclass(frozen=True)
class CanWait:
    """One thing that can wait: `strong` leads where it is looked at. `small`: what stands behind it."""

    icon: str
    strong: str
    text: str = ""
    small: str = ""
    href: str = ""
    kind: str = ""
