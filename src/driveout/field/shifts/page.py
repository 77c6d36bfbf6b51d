"""One's own shifts as plain values, with a fixed number of queries."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import combinations
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.drive.crew import TERMS, at_once, cannot, cautions, is_over
from driveout.core.words import Shift, alike, day_and_minute, found_at
from driveout.look import crew as words
from driveout.look import say
from driveout.look.places import towns
from driveout.records.drive.crew import own
from driveout.records.drive.crew.reading import Spot, as_word
from driveout.records.drive.models import Shift as ShiftRow
from driveout.records.drive.models import Signup, Swap
from driveout.records.plan.models import Season
from driveout.records.team.models import Member, Role

SHOWN = 30  # free shifts at a time
NEAR_KM = (10, 20, 40)


def shifts_page(member: Member, now: datetime) -> dict[str, Any]:
    """Questions to me, my shifts, what I asked others, and what lies behind me. Four queries, six with whole trips."""
    today = timezone.localtime(now).date()
    swaps = own.open_swaps(member, today)
    mine = own.own_signups(member, today)
    asked = {swap.signup_id: swap for swap in swaps if swap.to_id != member.pk}
    return {
        "own_room": "shifts",
        "questions": [_question(swap) for swap in swaps if swap.to_id == member.pk],
        "mine": [_mine(row, asked.get(row.pk), now) for row in mine],
        "both": _at_once(mine, now),
        "colleagues": [{"id": one.pk, "name": name_of(one)} for one in own.colleagues_of(member)],
        "past": [_past(row) for row in own.own_past(member, today)],
    }


def _at_once(mine: Sequence[Signup], now: datetime) -> list[str]:
    """Shifts of mine that I cannot both be at: “Karby, tirsdag 10. marts kl. 10–11 og Vils, …”. No query."""
    here = timezone.localtime(now)
    ahead = [shift for row in mine if not is_over(shift := as_word(row.shift, 0, {}), here)]
    pairs = [(a, b) for a, b in combinations(ahead, 2) if at_once(a, b)]
    return [f"{words.shift_word(a)} {_('og')} {words.shift_word(b)}" for a, b in pairs]


def free_page(member: Member, asked: QueryDict, now: datetime) -> dict[str, Any]:
    """Free shifts near me, each with its button or with what stands in the way. Thirteen queries."""
    today = timezone.localtime(now).date()
    season = own.season_of(member.organisation_id, today)
    km, n = asked.get("km", ""), asked.get("n", "")
    within = int(km) if km.isdecimal() and int(km) in NEAR_KM else 0
    page: dict[str, Any] = {"own_room": "free", "near": member.near, "season": season is not None, "rows": [],
                            "choices": _choices(within), "knows_where": False, "more": 0}  # fmt: skip
    if season is None:
        return page
    crew = own.crew_ahead(season, member, today, town_spots(member.near))
    me = own.helper_in(crew, member)
    rows = own.free_for(crew, member, now)
    if within:
        rows = [row for row in rows if row.km is not None and row.km <= within]
    many = SHOWN * (int(n) if n.isdecimal() and 0 < int(n) < 50 else 1)
    who = own.leader_of(member)
    page["knows_where"] = me.lat is not None
    page["rows"] = [_free(row, who) for row in rows[:many]]
    page["more"] = many // SHOWN + 1 if len(rows) > many else 0
    page["km"] = within
    page["text"] = ngettext("%(n)s ledig vagt", "%(n)s ledige vagter", len(rows)) % {"n": say.number(len(rows))}
    return page


def shift_page(row: ShiftRow, member: Member, now: datetime) -> dict[str, Any]:
    """One shift: when and where, who is on it, and what I can do. Twelve queries."""
    season: Season = row.trip.season
    crew = own.crew_on(season, member, row.trip.date, town_spots(member.near))
    word, me = crew.shifts[row.pk], own.helper_in(crew, member)
    booked = crew.booked.get(me.id, [])
    signed = crew.signed.get(row.pk, [])
    mine = next((one for one in signed if one.member_id == member.pk), None)
    hindrances = () if mine else cannot(me, word, booked, TERMS, timezone.localtime(now))
    who, cafe = own.leader_of(member), row.occurrence
    full = (
        member.role == Role.VOLUNTEER and mine is None and (not word.missing or is_over(word, timezone.localtime(now)))
    )
    return {
        "own_room": "free",
        "shift": {**card(word), "id": row.pk,
                  "venue": found_at(cafe.venue, cafe.stop.address if cafe.stop else "") if cafe else "",
                  "why": words.why_otherwise(row.occurrence.why) if row.occurrence else ""},
        # Of a shift that is neither theirs nor free a volunteer sees what guests see: where and when, and no name.
        "people": [] if full else [one.name for one in signed],
        "is_full": full,
        "missing": word.missing,
        "mine": mine is not None,
        "reasons": [reason(one, word, who) for one in hindrances],
        "cautions": [words.what(one, word) for one in cautions(me, word, booked, TERMS)] if not hindrances else [],
        "promise": _promise(row, word, member),
    }  # fmt: skip


def card(shift: Shift) -> dict[str, Any]:
    """A shift's day, time, place and duty."""
    return {
        "day": say.capital(say.day(shift.date.weekday())),
        "date": say.date_short(shift.date),
        "time": say.span(shift.starts, shift.ends - shift.starts),
        "place": words.where(shift),
        "duty": words.duty_word(shift.duty),
        "cancelled": shift.cancelled,
    }


def reason(hindrance: Any, shift: Shift, who: str) -> dict[str, str]:
    """What stands in the way, and what to do."""
    return {"what": words.what(hindrance, shift), "todo": words.what_to_do(hindrance, who)}


def word_of(signup: Signup) -> Shift:
    """A shift one has, for its times and place."""
    return as_word(signup.shift, 1, {})


def name_of(member: Member) -> str:
    return str(member.user.first_name or member.user.username)


def town_spots(near: str) -> dict[str, Spot]:
    """The town somebody wrote, where the list knows it: the largest of that name."""
    wanted = alike(near)
    found = [town for town in towns() if wanted and alike(town.name) == wanted]
    found.sort(key=lambda town: -(town.inhabitants or 0))
    return {found[0].name: (found[0].lat, found[0].lon)} if found else {}


def _free(row: own.Free, who: str) -> dict[str, Any]:
    return {
        **card(row.shift), "id": row.shift.id, "missing": row.shift.missing, "nobody": row.shift.taken == 0,
        "km": _("%(n)s km fra dig") % {"n": say.number(row.km)} if row.km is not None else "",
        "reasons": [reason(one, row.shift, who) for one in row.hindrances],
        "cautions": [words.what(one, row.shift) for one in row.cautions] if not row.hindrances else [],
    }  # fmt: skip


def _mine(row: Signup, asked: Swap | None, now: datetime) -> dict[str, Any]:
    shift, here = word_of(row), timezone.localtime(now)
    begun = (shift.date, shift.starts) <= day_and_minute(here)
    return {
        **card(shift), "id": row.pk, "shift_id": row.shift_id, "today": shift.date == here.date(), "begun": begun,
        "why": words.why_otherwise(row.shift.occurrence.why) if row.shift.occurrence else "",
        "asked": {"id": asked.pk, "name": name_of(asked.to)} if asked else None,
    }  # fmt: skip


def _question(swap: Swap) -> dict[str, Any]:
    return {"id": swap.pk, "who": swap.signup.name, **card(word_of(swap.signup)), "shift_id": swap.signup.shift_id}


def _past(row: Signup) -> dict[str, Any]:
    shift = word_of(row)
    minutes = shift.ends - shift.starts + row.extra_minutes
    return {
        **card(shift), "id": row.pk, "minutes": minutes, "length": words.length(minutes),
        "no_show": row.state == "no show", "who": str(getattr(row.said_by, "first_name", "") or ""),
        "is_corrected": row.extra_minutes != 0,
    }  # fmt: skip


def _promise(row: ShiftRow, shift: Shift, member: Member) -> dict[str, Any] | None:
    """“Every Tuesday in Karby”, where it may be promised."""
    if row.occurrence is None or (member.hub_key and member.hub_key != shift.hub):
        return None
    day = say.day(shift.date.weekday())
    where, weekday = row.occurrence.where_id, shift.date.weekday()
    return {"place": shift.place, "where": where, "weekday": weekday, "day": day, "season": row.trip.season_id}


def _choices(within: int) -> list[dict[str, Any]]:
    words_of = [(0, _("Alle ved min hub")), *((km, _("Højst %(n)s km væk") % {"n": km}) for km in NEAR_KM)]
    return [{"value": km or "", "word": word, "chosen": km == within} for km, word in words_of]


def days_between(first: date, last: date) -> str:
    """“3. mar.” or “3. mar. til 9. mar.”."""
    if first == last:
        return say.date_long(first)
    return _("%(first)s til %(last)s") % {"first": say.date_long(first), "last": say.date_long(last)}
