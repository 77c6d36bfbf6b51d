"""Who is who on a day: a person is a member, or one of the register at a hub; two of one name are told apart.

The words that core repairs know people by a name at a hub. Here each person has one there that nobody else has: the
own name, and for the next of that name the name they sign in with too.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain, count

from driveout.records.drive.crew.reading import key_of
from driveout.records.drive.models import Signup
from driveout.records.plan.models import Employee, Season, Volunteer
from driveout.records.team.models import Member

Known = Mapping[tuple[str, str], Member]
At = tuple[str, str]


class People:
    """`names`: (hub, who) → the name at that hub, in the order they were met; `keys`: (hub, name) → who."""

    def __init__(self, known: Callable[[], Known]) -> None:
        """`known`: see plan_people.connected. Asked only where two have one name."""
        self._ask = known
        self._known: Known | None = None
        self.names: dict[At, str] = {}
        self.keys: dict[At, str] = {}

    @property
    def known(self) -> Known:
        if self._known is None:
            self._known = self._ask()
        return self._known

    def signed(self, hub: str, row: Signup) -> str:
        """What somebody on a shift is called at its hub."""
        member = row.member
        if member is None:
            return self.named(hub, row.who, row.name)
        key, name = f"m{member.pk}", member.user.first_name or member.user.username
        met = self.keys.get((hub, name), "")
        if met.startswith(_plain(hub, "")) and self.known.get((hub, _person(met))) == member:
            self.names[hub, key], self.keys[hub, name] = name, key  # met before under the name that the plan has
        return self._call(hub, key, name, member)

    def named(self, hub: str, person: str, name: str) -> str:
        """What somebody of the register, or whom a plan names, is called there. `person`: their key."""
        plain = _plain(hub, person)
        if (hub, plain) in self.names or (hub, name) not in self.keys:
            return self._call(hub, plain, name)
        member = self.known.get((hub, person))
        return self._call(hub, f"m{member.pk}" if member else plain, name, member)

    def who(self, hub: str, name: str) -> str:
        """Whom a name at a hub means."""
        key = self.keys.get((hub, name), _plain(hub, name))
        return key_of(None, hub, _person(key), self.known) if key.startswith(_plain(hub, "")) else key

    def _call(self, hub: str, key: str, name: str, member: Member | None = None) -> str:
        if (hub, key) not in self.names:
            shown = next(one for one in _marked(name, member) if (hub, one) not in self.keys)
            self.names[hub, key], self.keys[hub, shown] = shown, key
        return self.names[hub, key]


def is_known(season: Season, hub: str, who: str) -> bool:
    """Does somebody sign in as them, or has the season's register them at the hub? Two queries at most."""
    key = _person(who)
    if not key:
        own = Member.objects.filter(organisation=season.organisation_id, user__is_active=True)
        return own.filter(pk=int(who.removeprefix("m"))).exists()
    at = {"hub__season": season, "hub__where": int(hub), "key": key}
    return any(table.objects.filter(**at).exists() for table in (Employee, Volunteer))


def _plain(hub: str, person: str) -> str:
    return f"{hub}\n{person}"


def _person(key: str) -> str:
    return key.partition("\n")[2]


def _marked(name: str, member: Member | None) -> Iterator[str]:
    told = [f"{name} ({member.user.username})"] if member else []
    return chain([name, *told], (f"{name} ({number})" for number in count(2)))
