"""A rule of how long one kind of thing is kept."""

from dataclasses import dataclass
from datetime import date, timedelta

from driveout.core.words.saying import Saying
from driveout.core.words.sense import refuse_unless

_NOTHING = Saying("", "")


@dataclass(frozen=True, slots=True)
class Keeping:
    """How long something is kept: `days` after `since`; None where it is kept as long as the organisation is here.

    `tables`: whose rows it is about, by the names of records. `then`: what becomes of them.
    """

    key: str
    tables: tuple[str, ...]
    what: Saying
    why: Saying
    days: int | None = None
    since: Saying = _NOTHING
    then: Saying = _NOTHING

    def __post_init__(self) -> None:
        refuse_unless(bool(self.key and self.tables), "A rule needs a key and a table.")
        refuse_unless(bool(self.why.danish and self.why.english), f"{self.key}: a rule needs its reason.")
        ends = self.days is not None
        refuse_unless(not ends or (self.days or 0) >= 0, f"{self.key}: days are counted from 0.")
        refuse_unless(
            ends == bool(self.since.danish and self.then.danish),
            f"{self.key}: what ends says from when it is counted and what becomes of it.",
        )

    def last_kept(self, today: date) -> date:
        """The oldest day of which something is still kept today. Only for what ends."""
        refuse_unless(self.days is not None, f"{self.key} is kept.")
        return today - timedelta(days=self.days or 0)
