"""The plan's own people on the plan's own shifts: by name, and by who signs in here where that is certain."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from driveout.records.drive.models import Absence, Shift, Signup
from driveout.records.drive.models.crew import SignupState
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role

CREW = (Role.EMPLOYEE, Role.VOLUNTEER, Role.HUB_LEADER)
Names = Mapping[Shift, tuple[str, date, Sequence[str]]]  # shift → its hub, its date and whom the plan names
IN_ONE_GO = 900  # ids in one statement: older SQLite takes 999


def sign(season: Season, names: Names, *, now: datetime) -> int:
    """Put them on, unless they were here before: who withdrew is not signed up again. Returns how many are new.

    Who took the place of somebody in the plan keeps it; somebody the plan no longer names goes; who said they are
    away that day is not put on. Five statements.
    """
    crew, away = connected(season.organisation_id), _away(season.organisation_id)
    known: defaultdict[int, list[Signup]] = defaultdict(list)
    dates = [day for _, day, _ in names.values()]
    if not dates:
        return 0
    rows = Signup.objects.filter(shift__trip__season=season, shift__trip__date__gte=min(dates))
    for row in rows:
        known[row.shift_id].append(row)
    gone, joined, new = [], [], []
    for shift, (hub, day, wanted) in names.items():
        rows = known[shift.pk]
        left = [row for row in rows if row.from_plan and row.state == SignupState.SIGNED and row.name not in wanted]
        gone += [row.pk for row in left]
        joined += [row for row in rows if _join(row, crew.get((hub, row.name)))]
        room = shift.needed - sum(row.state == SignupState.SIGNED for row in rows) + len(left)
        here = {row.name for row in rows}
        for name in [name for name in wanted if name not in here][: max(0, room)]:
            member = crew.get((hub, name))
            if member is None or not any(first <= day <= last for first, last in away[member.pk]):
                new.append(Signup(shift=shift, name=name, member=member, from_plan=True, made_at=now))
    for start in range(0, len(gone), IN_ONE_GO):
        Signup.objects.filter(pk__in=gone[start : start + IN_ONE_GO]).delete()
    if joined:
        Signup.objects.bulk_create(joined, update_conflicts=True, unique_fields=["id"], update_fields=["member"])
    Signup.objects.bulk_create(new)
    return len(new)


def connected(organisation_id: int) -> dict[tuple[str, str], Member]:
    """(hub, name) → who signs in here by it. Two of one name at a hub are nobody: a person says which. One query."""
    rows: Iterable[Member] = Member.objects.filter(
        organisation_id=organisation_id, role__in=CREW, user__is_active=True
    ).select_related("user")
    found: dict[tuple[str, str], Member] = {}
    twice = set()
    for row in rows:
        key = (row.hub_name, row.user.first_name)
        twice.update({key} & found.keys())
        found[key] = row
    return {key: row for key, row in found.items() if key not in twice}


def _join(row: Signup, member: Member | None) -> bool:
    """Somebody the plan named has come to sign in here."""
    if member is None or row.member_id is not None or not row.from_plan or row.state != SignupState.SIGNED:
        return False
    row.member = member
    return True


def _away(organisation_id: int) -> defaultdict[int, list[tuple[date, date]]]:
    """Member → the days they cannot come. One query."""
    found: defaultdict[int, list[tuple[date, date]]] = defaultdict(list)
    rows = Absence.objects.filter(member__organisation_id=organisation_id, ended_at=None)
    for member_id, first, last in rows.values_list("member_id", "first", "last"):
        found[member_id].append((first, last))
    return found
