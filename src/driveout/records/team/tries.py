"""Wrong passwords are slowed down where they come from: for one name at one address, and for nobody else there.

A village hall has one address for everybody in it. So what is counted is a name and an address together; each wrong try
after the fifth makes the next wait twice as long. A try is counted before it is judged: many at once give none back.
Neither the name nor the address is kept, only a digest that takes the server's key to make again.
"""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from unicodedata import normalize

from django.conf import settings
from django.db import transaction

from driveout.records.team.models import WrongTries

FREE = 5
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=24)


class TooSoon(Exception):
    """`wait`: how long until the next try is judged."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("too soon")
        self.wait = wait


def wait_after(n: int) -> timedelta:
    """How long after the `n`th wrong try the next one is judged."""
    return timedelta(0) if n < FREE else min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(n - FREE, 20))


@transaction.atomic
def count_try(*, name: str, address: str, now: datetime) -> None:
    """Count it, before it is judged. TooSoon: it is not judged at all, and does not count."""
    row, _new = WrongTries.objects.select_for_update(no_key=True).get_or_create(
        digest=_digest(name, address), defaults={"n": 0, "last_at": now}
    )
    before = 0 if now - row.last_at > FORGOTTEN_AFTER else row.n
    if (left := row.last_at + wait_after(before) - now) > timedelta(0):
        raise TooSoon(left)
    row.n, row.last_at = before + 1, now
    row.save(update_fields=["n", "last_at"])


def was_right(*, name: str, address: str) -> None:
    """The password was right: what was wrong before is forgotten."""
    WrongTries.objects.filter(digest=_digest(name, address)).delete()


def forget_tries(*, now: datetime) -> int:
    """What is too long ago to count. How many."""
    return WrongTries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()[0]


def _digest(name: str, address: str) -> str:
    # As widely as any database compares without case: it must not take as one name what is counted as two.
    called = normalize("NFKC", name).upper().casefold()
    return hmac.new(settings.SECRET_KEY.encode(), f"{called}\n{address}".encode(), sha256).hexdigest()
