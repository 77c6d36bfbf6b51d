"""The closed loop: which state follows which, who may say so, whose it is meanwhile, and what it is in FHIR.

“Sent” is no end, a missed meeting is a task, and only the person closes a thread. What the person says may be told by
whoever sits with them; it is still the person's.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from driveout.core.words import Party, ReferralState
from driveout.core.words import ReferralState as S

_OWNER, _RECEIVER, _GUEST = frozenset({Party.OWNER}), frozenset({Party.RECEIVER}), frozenset({Party.GUEST})
_SENDERS = _OWNER | _GUEST
_BOTH = _OWNER | _RECEIVER
_ANYONE = _OWNER | _RECEIVER | _GUEST

# After a yes of the receiver: what may come of it.
_TAKEN = {
    S.APPOINTMENT: _BOTH, S.MET: _ANYONE, S.ARRIVED: _ANYONE, S.PASSED_ON: _RECEIVER, S.FULL: _RECEIVER,
}  # fmt: skip
_SENT = {S.ACCEPTED: _BOTH, S.PASSED_ON: _BOTH, S.FULL: _BOTH, S.APPOINTMENT: _BOTH, S.ARRIVED: _SENDERS}
# Whatever the state: it may be asked anew (another consent), wait, be taken back, turn out to be a mistake, or be
# closed by the person's own verdict.
_ALWAYS = {
    S.CONSENTED: _GUEST,
    S.DRAFT: _SENDERS | {Party.CLOCK},  # a yes whose day has passed
    S.ON_HOLD: _SENDERS,
    S.CANCELLED: _GUEST,
    S.ENTERED_IN_ERROR: _OWNER,
    S.CLOSED: _GUEST,
}

_AFTER: dict[ReferralState, dict[ReferralState, frozenset[Party]]] = {
    S.DRAFT: {S.ARRIVED: _SENDERS},  # some need no receiver: somebody went along
    S.CONSENTED: {S.SENT: _OWNER},
    S.SENT: {S.OPENED: _RECEIVER, **_SENT},
    S.OPENED: _SENT,
    S.ACCEPTED: _TAKEN,
    S.PASSED_ON: {},
    S.FULL: {},
    S.APPOINTMENT: {**_TAKEN, S.MISSED: _BOTH},
    S.MET: {**_TAKEN, S.MISSED: _BOTH},
    S.MISSED: {S.APPOINTMENT: _BOTH, S.MET: _ANYONE, S.ARRIVED: _ANYONE},
    S.ARRIVED: {S.STILL_THERE: _ANYONE, S.APPOINTMENT: _BOTH, S.MISSED: _BOTH},
    S.STILL_THERE: {S.STILL_THERE: _ANYONE, S.APPOINTMENT: _BOTH, S.MISSED: _BOTH},
    S.ON_HOLD: {S.APPOINTMENT: _BOTH, S.ARRIVED: _ANYONE},
    S.REOPENED: {},
}
_OVER: dict[ReferralState, dict[ReferralState, frozenset[Party]]] = {
    S.CLOSED: {S.REOPENED: _SENDERS},
    S.CANCELLED: {S.REOPENED: _SENDERS},
    S.ENTERED_IN_ERROR: {S.REOPENED: _SENDERS},
}
OVER = frozenset(_OVER)


def _moves() -> Mapping[ReferralState, Mapping[ReferralState, frozenset[Party]]]:
    going = {
        before: {**{after: who for after, who in _ALWAYS.items() if after != before}, **after_it}
        for before, after_it in _AFTER.items()
    }
    return MappingProxyType({**going, **_OVER})


MOVES = _moves()

# A yes of the person is over in these: the next receiver needs one of its own.
ENDS_YES = frozenset({S.DRAFT, S.PASSED_ON, S.FULL, S.REOPENED}) | OVER
# With a receiver: no such state comes before a yes of the person, or without one that holds.
NEEDS_CONSENT = frozenset({S.SENT, S.OPENED, S.ACCEPTED, S.PASSED_ON, S.FULL})
# Whose it is: until a receiver has taken it over the sender's, and theirs again when it went wrong.
RECEIVERS = frozenset({S.ACCEPTED, S.APPOINTMENT, S.MET})

# Each state's task in FHIR SDOH Clinical Care 3.0.0 (StructureDefinition-SDOHCC-TaskForReferralManagement).
FHIR: Mapping[ReferralState, str] = MappingProxyType(
    {
        S.DRAFT: "draft",
        S.CONSENTED: "draft",
        S.SENT: "requested",
        S.OPENED: "requested",
        S.ACCEPTED: "accepted",
        S.PASSED_ON: "rejected",
        S.FULL: "rejected",
        S.APPOINTMENT: "in-progress",
        S.MET: "in-progress",
        S.MISSED: "in-progress",
        S.ARRIVED: "in-progress",
        S.STILL_THERE: "in-progress",
        S.CLOSED: "completed",
        S.ON_HOLD: "on-hold",
        S.CANCELLED: "cancelled",
        S.ENTERED_IN_ERROR: "entered-in-error",
        S.REOPENED: "draft",
    }
)
WITH_A_REASON = frozenset({S.PASSED_ON, S.FULL, S.CANCELLED, S.ON_HOLD, S.ENTERED_IN_ERROR})


def may_go(before: ReferralState, after: ReferralState, by: Party, *, agreed: bool) -> bool:
    """May this party say that? `agreed`: does a yes of the person hold now."""
    return by in MOVES[before].get(after, frozenset()) and (agreed or after not in NEEDS_CONSENT)


def next_of(before: ReferralState, by: Party, *, agreed: bool) -> tuple[ReferralState, ...]:
    """All that this party may say now, in the order of the states."""
    return tuple(state for state in ReferralState if may_go(before, state, by, agreed=agreed))


def is_held_by_receiver(state: ReferralState) -> bool:
    """Has another truly taken it over? Else the sender has it, also while it was only sent."""
    return state in RECEIVERS


STILL_AFTER = timedelta(weeks=4)  # sooner it is the same arrival, pressed twice


def may_be_still_there(since: datetime | None, now: datetime) -> bool:
    """`since`: when the person arrived, or said it last. Is that some weeks ago?"""
    return since is None or now - since >= STILL_AFTER


MANY_HANDS = 2  # more hand-offs than these are flagged


def is_handed_on_too_often(hands: int) -> bool:
    """`hands`: how many receivers it was sent to."""
    return hands > MANY_HANDS
