"""A signed call is heard once, and only near its own moment: who copies one can do nothing with it.

The phone signs when it calls, by our clock, and a word drawn for that call alone. Its own clock may say anything: a
call from another time is answered with our time, and made again. What it wrote down is signed by itself.
"""

import re
from datetime import UTC, datetime, timedelta

from django.db import IntegrityError, transaction

from driveout.records.meet.models import HeardCall, Phone

# As long after the form with a moment as a sign-in lasts: whoever has not signed in since has to, and gets the app.
OLD_FORM_ENDS = datetime(2027, 3, 1, tzinfo=UTC)
NEAR = timedelta(minutes=5)  # of a call's moment, both ways
MOMENT = re.compile(r"-?\d{1,12}", re.ASCII)  # seconds since 1970
WORD = re.compile(r"[A-Za-z0-9_-]{16,64}", re.ASCII)


class AnotherMoment(Exception):
    """The call is from another time than now, or does not say from which and its phone always did before."""


class OldApp(Exception):
    """The call is of the form of before, which asks for nothing any more. What it brings still lands."""


class HeardBefore(Exception):
    """The same call was heard already."""


def check_once(*, phone: Phone, moment: str, word: str, brings: bool, now: datetime) -> None:
    """Let a signed call in, or AnotherMoment, OldApp, HeardBefore. Of two at the very same moment one is let in.

    `moment`, `word`: as they were signed; both empty from an app of before, until the phone has said them once or the
    form of before has ended. `brings`: the call brings what was written at cafés, each thing signed by its own id: it
    lands however old the app is, and a copy brings nothing new.
    """
    if not moment and not word:
        if phone.once_since is not None:
            raise AnotherMoment
        if now >= OLD_FORM_ENDS and not brings:
            raise OldApp
        return
    at = _read(moment)
    if at is None or not WORD.fullmatch(word) or abs(at - now) > NEAR:
        raise AnotherMoment
    try:
        with transaction.atomic():
            HeardCall.objects.filter(phone=phone, good_until__lt=now).delete()
            HeardCall.objects.create(phone=phone, word=word, good_until=at + NEAR)
            if phone.once_since is None:  # a call that is being heard holds the phone: the next one says it
                free = Phone.objects.select_for_update(no_key=True, skip_locked=True).filter(
                    pk=phone.pk, once_since=None
                )
                Phone.objects.filter(pk__in=free.values("pk")).update(once_since=now)
    except IntegrityError:
        raise HeardBefore from None


def forget_calls(*, now: datetime) -> int:
    """Calls that are too old to be heard again, of phones that call no more. How many."""
    return HeardCall.objects.filter(good_until__lt=now).delete()[0]


def _read(moment: str) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(moment), UTC) if MOMENT.fullmatch(moment) else None
    except (OverflowError, ValueError, OSError):
        return None
