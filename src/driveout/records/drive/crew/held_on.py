"""All that is held on one of the crew who does not sign in, for who asks: given by the leader of their hub."""

from typing import Any

from driveout.records.drive.crew.mates import Mate
from driveout.records.drive.crew.plan_people import signed_by_key
from driveout.records.drive.models import Absence, Call, Check, Signup
from driveout.records.plan.models import Employee, Season, Volunteer
from driveout.records.trust.held import given, held_on, plain

Row = dict[str, Any]


def held_on_mate(season: Season, mate: Mate) -> dict[str, Any]:
    """“person”; “registers”: each season's; “shifts”, “papers”, “away”, “calls”; and “sign_in” as trust.held has it,
    where they sign in. One query each."""
    person = mate.person.pk if mate.person else 0
    org = season.organisation_id
    found: dict[str, Any] = {
        "person": {"name": mate.name, "hub": mate.hub_name, "phone": mate.phone},
        "registers": _registers(org, mate),
        "shifts": _shifts(org, mate),
        "papers": _rows(Check.objects.filter(person=person)),
        "away": _rows(Absence.objects.filter(person=person)),
        "calls": _rows(Call.objects.filter(person=person)),
    }
    if mate.member is not None:
        found["sign_in"] = held_on(mate.member)
    return found


def _registers(organisation_id: int, mate: Mate) -> list[Row]:
    """What each season's register says of them."""
    found = []
    for table in (Employee, Volunteer):
        rows = table.objects.filter(hub__season__organisation=organisation_id, hub__where=mate.base_id, key=mate.key)
        for row in rows.select_related("hub__season").order_by("hub__season_id") if mate.key else ():
            values = {name: getattr(row, name) for name in given(table) if name not in ("id", "hub")}
            found.append({"season": row.hub.season.name, **values})
    return found


def _shifts(organisation_id: int, mate: Mate) -> list[Row]:
    """Those the plan or a leader put them on by the register's key, or by name alone."""
    if not mate.key:
        return []
    rows = Signup.objects.filter(signed_by_key(organisation_id, mate.base_id, mate.key))
    rows = rows.select_related("shift__trip", "shift__occurrence").order_by("shift__trip__date", "pk")
    return [
        {
            "date": plain(row.shift.trip.date),
            "place": row.shift.occurrence.place if row.shift.occurrence else row.shift.trip.hub,
            **{name: getattr(row, name) for name in ("state", "why", "extra_minutes")},
        }
        for row in rows
    ]


def _rows(rows: Any) -> list[Row]:
    names = given(rows.model)
    return [{key: plain(value) for key, value in row.items()} for row in rows.order_by("pk").values(*names)]
