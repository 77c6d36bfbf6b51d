"""Rules and rights of the store: what cannot be moved, each refusal with a name of its own; and who may."""

from datetime import date, datetime

from driveout.core.words import Amount
from driveout.records.drive.models import Good, Store
from driveout.records.team.models import Member, Role
from driveout.records.team.rules import Refused

OWN_HUB = {Role.HUB_LEADER, Role.EMPLOYEE}


class NotEnough(Refused):
    """Less is there than was to be taken. `have`: how many there are, or were `at` the moment that was told of."""

    def __init__(self, good: Good, store: Store, have: Amount, at: datetime | None = None) -> None:
        self.good, self.store, self.have, self.at = good, store, have, at
        super().__init__(f"There are only {have} of {good} in {store}.")


class SentWithOther(Refused):
    """The same form was sent before, with something else in it. What it said then is booked."""


class SameStore(Refused):
    """From a store to itself is no way."""


class NameTaken(Refused):
    """Another good, or another store of the hub, is called that."""


class StillThere(Refused):
    """A good of which there is some left does not go out of use."""

    def __init__(self, have: Amount) -> None:
        self.have = have
        super().__init__(f"There are still {have}.")


class CountIsOver(Refused):
    """Somebody has finished the count, or put it away."""


class TooLate(Refused):
    """A pick-up has to be before the first café. `name`, `at`: of the pick-up; `first`: when the first café starts."""

    def __init__(self, name: str, at: int, first: int) -> None:
        self.name, self.at, self.first = name, at, first
        super().__init__(f"{name} at {at} is not before the first café at {first}.")


def hubs_of(member: Member, every: list[str]) -> list[str]:
    """Keys of the hubs whose stores somebody sees: the coordinator and the reader all, others their own hub's."""
    if member.role in {Role.COORDINATOR, Role.READER}:
        return every
    return [hub for hub in every if hub == member.hub_key]


def may_stock(member: Member | None, hub: str) -> bool:
    """See a store's lots and history, move things and count: the coordinator everywhere, others at their own hub."""
    if member is None:
        return False
    return member.role == Role.COORDINATOR or (member.role in OWN_HUB and bool(hub) and member.hub_key == hub)


def may_see_load(member: Member | None, hub: str) -> bool:
    """What a trip has to bring along: for those who pack it, the volunteers too."""
    own = member is not None and member.role == Role.VOLUNTEER and bool(hub) and member.hub_key == hub
    return own or may_stock(member, hub)


def may_keep_goods(member: Member | None) -> bool:
    """Which goods there are is the same for all hubs, so the coordinator says."""
    return member is not None and member.role == Role.COORDINATOR


def day_in_reach(day: date, today: date) -> bool:
    """A best-before further away than this is a slip of the pen."""
    return abs((day - today).days) <= 366 * 5
