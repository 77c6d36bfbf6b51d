"""What is done by the clock: every line is one thing, and when. A step that has something to do adds its line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from driveout.jobs.copies.erased import keep_list
from driveout.jobs.figures import publish_all
from driveout.jobs.following import say_all
from driveout.jobs.retaining import retain_all
from driveout.jobs.sending import send_due
from driveout.outside.messages.letter import Sender
from driveout.records.bridge.referral.beginning import open_threads, take_back_undone
from driveout.records.bridge.referral.watching import watch
from driveout.records.drive.crew.reminding import remind
from driveout.records.meet.once import forget_calls
from driveout.records.team.tries import forget_tries
from driveout.records.tell.sending import give_up_lost

AT_EACH_LOOK = timedelta(0)


@dataclass(frozen=True)
class Round:
    """`every`: again when so long has gone. `from_hour`: once a day, at night or when a machine that slept wakes."""

    what: str
    do: Callable[[datetime], object]
    every: timedelta | None = None
    from_hour: int | None = None

    def is_due(self, last: datetime | None, now: datetime) -> bool:
        """`last`: when it was done; None for never since the clockwork began."""
        if self.every is not None:
            return last is None or now - last >= self.every
        here = timezone.localtime(now)
        return here.hour >= (self.from_hour or 0) and (last is None or timezone.localdate(last) != here.date())


def rounds(by_channel: Mapping[str, Sender]) -> tuple[Round, ...]:
    """In the order in which they are done."""
    ten_minutes = timedelta(minutes=10)
    return (
        Round("give up messages whose sender never came back", lambda now: give_up_lost(now=now), every=ten_minutes),
        Round("open threads for new cards", lambda now: open_threads(now=now), every=timedelta(minutes=2)),
        Round("close threads of cards taken back", lambda now: take_back_undone(now=now), every=ten_minutes),
        Round("tell owners of threads what nobody answered", lambda now: watch(now=now), every=ten_minutes),
        Round("remind the crew of tomorrow", lambda now: remind(now=now), every=ten_minutes),
        Round("send the messages that are due", lambda now: send_due(by_channel), every=AT_EACH_LOOK),
        Round("tell calendars that anyone follows", say_all, every=timedelta(minutes=2)),
        Round("write down who was taken out", keep_list, every=ten_minutes),
        Round("forget calls of phones that are too old", lambda now: forget_calls(now=now), every=ten_minutes),
        Round("forget wrong passwords of before", lambda now: forget_tries(now=now), every=timedelta(hours=1)),
        Round("publish figures that give nobody away", publish_all, from_hour=2),
        Round("delete what was kept long enough", lambda now: retain_all(now=now), from_hour=3),
    )
