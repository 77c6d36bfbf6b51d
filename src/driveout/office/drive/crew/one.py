"""One shift: who is on it, whom to ask with the arithmetic, and what may be done."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from driveout.core.words import Candidate, Shift, day_and_minute
from driveout.look import crew as words
from driveout.office import hidden, say
from driveout.office.drive.both import in_two_places
from driveout.office.drive.crew.week import shift_values, soon, spots
from driveout.records.drive.calls.reading import to_ring_on
from driveout.records.drive.crew.gaps import asked_for, people_for
from driveout.records.drive.crew.own import drives_on, ended_on
from driveout.records.drive.crew.plan_people import REMADE
from driveout.records.drive.crew.reading import Crew, OnShift, crew_between, key_of
from driveout.records.drive.crew.rules import leads
from driveout.records.drive.models import Shift as ShiftRow
from driveout.records.drive.models import Signup
from driveout.records.plan.models import Season
from driveout.records.team.models import Member
from driveout.records.tell.models import Message

SHOWN = 12  # to ask at a time
WRITTEN_BY_THE_PLAN = later("Planen er lavet om.")  # records.drive.crew.plan_people writes it


def one_shift(season: Season, row: ShiftRow, member: Member, now: datetime) -> dict[str, Any]:
    """Plain values; at most twenty-one queries."""
    monday = row.trip.date - timedelta(days=row.trip.date.weekday())
    crew = crew_between(season, monday, monday + timedelta(days=6), near=spots())
    shift, here = crew.shifts[row.pk], timezone.localtime(now)
    may = leads(member, shift.hub)
    names = not hidden.are_hidden()
    begun = (shift.date, shift.starts) <= day_and_minute(here)
    over = (shift.date, shift.ends) <= day_and_minute(here)
    people, kept = people_for(crew, shift, now) if shift.missing and not over and names else ([], None)
    ring = to_ring_on(season.pk, row.trip.date, member) if may and names else {}
    asked = asked_for([shift.id], [crew.members[one.helper.id].pk for one in people if one.helper.id in crew.members])
    return {
        "season": season,
        "shift": {**shift_values(shift), "soon": soon((shift.date - here.date()).days), "over": over, "begun": begun,
                  "why": words.why_otherwise(row.occurrence.why) if row.occurrence else "", "trip": row.trip_id,
                  "km": say.number(row.trip.km), "van": row.trip.van},
        "may": may,
        "both": in_two_places(season, row.trip.date, row.trip.date, now, shift=row.pk),
        "may_say": may or drives_on(member, row.trip_id),
        "names": names,
        "people": [_person(one, shift, member, ring) for one in crew.signed[row.pk]] if names else [],
        "ended": [_ended(one, shift, ring) for one in ended_on(row.pk)] if names else [],
        "ask": [_candidate(one, shift, crew, asked) for one in people[:SHOWN]],
        "more": max(0, len(people) - SHOWN),
        "kept": [{"why": words.kept(why), "n": n} for why, n in kept.most_common()] if kept else [],
        "needs": [{"n": n, "chosen": n == shift.needed} for n in range(7)],
        "asked": "" if row.asked in (None, row.needed) else say.number(row.asked),
    }  # fmt: skip


def _person(row: OnShift, shift: Shift, member: Member, ring: dict[str, int]) -> dict[str, Any]:
    return {
        "id": row.id, "name": row.name, "from_plan": row.from_plan, "is_me": row.member_id == member.pk,
        "minutes": shift.ends - shift.starts + row.extra_minutes,
        "ring": ring.get(key_of(row.member_id, shift.hub, row.person or row.name, {})),
    }  # fmt: skip


def _ended(row: Signup, shift: Shift, ring: dict[str, int]) -> dict[str, Any]:
    """How somebody's place ended, and who said so."""
    how = {
        "withdrawn": _("Ikke på vagten mere"), "absent": _("Meldt væk"), "no show": _("Kom ikke"),
        "swapped": _("Byttet væk"),
    }  # fmt: skip
    who = hidden.person(row.said_by)
    at = say.moment(row.ended_at) if row.ended_at else ""
    told = _("Sagt af %(who)s %(at)s.") % {"who": who, "at": at} if who else at
    by_plan = row.why == REMADE
    return {"id": row.pk, "name": row.name, "how": how[row.state], "told": told, "why": "" if by_plan else row.why,
            "by_plan": _(WRITTEN_BY_THE_PLAN) if by_plan else "", "no_show": row.state == "no show",
            "ring": ring.get(key_of(row.member_id, shift.hub, row.who, {}))}  # fmt: skip


def _candidate(one: Candidate, shift: Shift, crew: Crew, asked: dict[tuple[int, int], Message]) -> dict[str, Any]:
    member = crew.members.get(one.helper.id)
    message = asked.get((shift.id, member.pk)) if member else None
    return {
        "name": one.helper.name,
        "member": member.pk if member else 0,
        "person": "" if member else one.helper.id.partition("\n")[2],
        "points": say.number(one.points),
        "sum": _sum(one, shift),
        "cautions": [words.what(caution, shift) for caution in one.cautions],
        "asked": _asked(message),
        "stopped": bool(message and message.state == "stopped"),
    }


def _sum(one: Candidate, shift: Shift) -> list[dict[str, str]]:
    """The points as arithmetic: what each part is, and where it comes from."""
    weekday = say.day(shift.date.weekday())
    if one.helper.weekdays is None:
        day = _("har ikke sagt hvilke dage")
    else:
        day = (_("kan %(day)s") if one.day_points else _("har ikke sagt %(day)s")) % {"day": weekday}
    way = _("ved ikke hvorfra") if one.km is None else _("%(n)s km i lige linje") % {"n": say.number(one.km)}
    load = _("%(n)s vagter; flest har %(most)s") % {"n": one.helper.shifts, "most": one.most}
    parts = ((one.day_points, day), (one.way_points, way), (one.load_points, load))
    return [{"n": say.number(points), "why": why} for points, why in parts]


def _asked(message: Message | None) -> str:
    if message is None:
        return ""
    if message.state == "stopped":
        return _("Får ingen beskeder. Ring i stedet.")
    return _("Spurgt %(at)s") % {"at": say.moment(message.made_at)}
