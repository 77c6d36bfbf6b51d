"""The words that tests/rights.py is written in: who asks, and what a line of it says."""

from dataclasses import dataclass

# Who asks, in the order of the columns. "nobody" is not signed in.
ROLES = ("coordinator", "hub leader", "employee", "reader", "operator", "volunteer", "partner", "nobody")
NOBODY: frozenset[str] = frozenset()
ANYONE = frozenset(ROLES)
SIGNED_IN = ANYONE - {"nobody"}
OFFICE = frozenset({"coordinator", "hub leader", "employee", "reader"})
CREW = OFFICE - {"reader"}
OWN_HUB = frozenset({"coordinator", "hub leader"})  # the hub leader only where the own hub is concerned
PLANNER = frozenset({"coordinator"})
PEOPLE = frozenset({"coordinator", "operator"})
FIELD = frozenset({"coordinator", "hub leader", "employee", "volunteer"})  # who drives and hosts, and who leads them
CREW_AND_READER = OFFICE | {"volunteer"}
LEADER = frozenset({"hub leader"})
AT_A_HUB = FIELD - PLANNER  # who belongs to a hub
CREW_AT_HUB = CREW - PLANNER


@dataclass(frozen=True)
class Rule:
    """What an address is for, who may read it and who may send to it. None: it takes no such requests."""

    what: str
    get: frozenset[str] | None = None
    post: frozenset[str] | None = None
    hub: bool = False  # a hub leader sends only for the own hub
    phone: bool = False  # signed by the person's own phone, without a session
    near: frozenset[str] = NOBODY  # who reaches the own hub's only, and what they themselves are on
    own: bool = False  # its number is of one person's own: it exists for nobody else

    def asked(self, verb: str) -> frozenset[str] | None:
        """Who may. `verb`: get or post."""
        return self.get if verb == "get" else self.post

    def only_near(self, verb: str) -> frozenset[str]:
        """Who may, but not with a number of another hub of the organisation."""
        found = self.near | (LEADER if self.hub and verb == "post" else NOBODY)
        return found & (self.asked(verb) or NOBODY)


def read(what: str, who: frozenset[str], *, near: frozenset[str] = NOBODY) -> Rule:
    """A page."""
    return Rule(what, get=who, near=near)


def send(
    what: str, who: frozenset[str], *, hub: bool = False, near: frozenset[str] = NOBODY, own: bool = False
) -> Rule:
    """A button."""
    return Rule(what, post=who, hub=hub, near=near, own=own)


def lead(what: str) -> Rule:
    """A button of whoever leads that hub."""
    return send(what, OWN_HUB, hub=True)


def of_own(what: str) -> Rule:
    """A button of whose the shift or the promise is."""
    return send(what, FIELD, own=True)


def form(
    what: str, who: frozenset[str], *, read_by: frozenset[str] | None = None, hub: bool = False,
    near: frozenset[str] = NOBODY,
) -> Rule:  # fmt: skip
    """A page with a form on it: read and sent at one address."""
    return Rule(what, get=who if read_by is None else read_by, post=who, hub=hub, near=near)
