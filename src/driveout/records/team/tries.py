"""Wrong passwords are slowed down where they come from: for one name at one address, and for nobody else there.

A village hall has one address for everybody in it. So what is counted is a name and a place together; each wrong try
after the fifth makes the next wait twice as long. A browser in which that name has signed in before is a place of its
own. From everywhere else a name is counted as a whole too, for who guesses has many addresses: after the twentieth,
all who are not known wait, and nobody at a known browser does. A name that nobody has is counted in the same way.

A try is counted before it is judged: many at once give none back. Neither the name nor the address is kept, only a
digest that takes the server's key to make again.
"""

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from unicodedata import normalize

from django.conf import settings
from django.db import transaction
from django.db.models import F

from driveout.records.team.models import WrongTries

FREE = 5
FREE_ANYWHERE = 20
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


class TooSoon(Exception):
    """`wait`: how long until the next try is judged."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("too soon")
        self.wait = wait


@dataclass(frozen=True, slots=True)
class Door:
    """Where somebody tries a name. `known`: which browser it is, where that name has signed in there before, else
    empty; then the address does not count."""

    name: str
    address: str
    known: str = ""


def wait_after(n: int, free: int = FREE) -> timedelta:
    """How long after the `n`th wrong try the next one is judged."""
    return timedelta(0) if n < free else min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(n - free, 20))


@transaction.atomic
def count_try(door: Door, *, now: datetime) -> None:
    """Count it, before it is judged. TooSoon: it is not judged at all, and does not count."""
    rows, waits = [], [timedelta(0)]
    for digest, free in _counted(door):
        found = WrongTries.objects.select_for_update(no_key=True)
        row, _new = found.get_or_create(digest=digest, defaults={"n": 0, "last_at": now})
        row.n = 0 if now - row.last_at > FORGOTTEN_AFTER else row.n
        waits.append(row.last_at + wait_after(row.n, free) - now)
        rows.append(row)
    if (left := max(waits)) > timedelta(0):
        raise TooSoon(left)
    for row in rows:
        row.n, row.last_at = row.n + 1, now
        row.save(update_fields=["n", "last_at"])


@transaction.atomic
def was_right(door: Door) -> None:
    """The password was right: what was wrong there is forgotten. What others tried elsewhere is not."""
    if not door.known:
        row = WrongTries.objects.select_for_update(no_key=True).filter(digest=_anywhere(door.name)).first()
        if row is not None:
            row.n = max(0, row.n - 1)
            row.save(update_fields=["n"])
    # Not deleted: who tries in the same moment finds the row that they were told is there.
    WrongTries.objects.filter(digest=_here(door)).update(n=0)


def give_back(door: Door) -> None:
    """That try was right, and counts no more. The others stay: who knows one code may be guessing at another's."""
    WrongTries.objects.filter(digest=_here(door), n__gt=0).update(n=F("n") - 1)


def forget_tries(*, now: datetime) -> int:
    """What is too long ago to count. How many."""
    return WrongTries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()[0]


def called(name: str) -> str:
    """One name however its letters are written: as widely as any database compares without case. It must not take as
    one name what is counted as two."""
    return normalize("NFKC", name).upper().casefold()


def _counted(door: Door) -> Iterator[tuple[str, int]]:
    """What a try there counts against, and how many are free; in one order, so that no two wait for each other."""
    if not door.known:
        yield _anywhere(door.name), FREE_ANYWHERE
    yield _here(door), FREE


def _here(door: Door) -> str:
    return _digest(door.name, f"known {door.known}" if door.known else door.address)


def _anywhere(name: str) -> str:
    return _digest(name, "anywhere")


def _digest(name: str, place: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), f"{called(name)}\n{place}".encode(), sha256).hexdigest()
