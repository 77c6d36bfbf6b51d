"""Call lists as plain values: first whom nothing but a call reaches, then who has not looked, then who knows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words import Broken, Told
from driveout.office import hidden, numbers, say
from driveout.office.drive.reads import note_calls
from driveout.office.to_ring import name_of
from driveout.records.drive.calls.reading import DONE, Reached, ToRing, calls_on, hubs_on, lists_of, still_to_ring
from driveout.records.drive.models import CallList
from driveout.records.drive.models.calls import CallKind
from driveout.records.plan.models import Season
from driveout.records.plan.queries import hubs_of
from driveout.records.team.models import Member
from driveout.records.tell.models import MessageState


def lists_page(season: Season, member: Member) -> dict[str, Any]:
    """The season's lists: first where somebody is still to be rung, the nearest day at the top. Four queries."""
    today = timezone.localdate()
    rows = lists_of(season.pk, member, today=today)
    left = still_to_ring([row.pk for row in rows], member)
    rows.sort(key=lambda row: row.date < today or not left[row.pk])
    return {"season": _season(season), "title": _("Ringelister"), "lists": _lines(rows, left, season, member)}


def lists_on(season: Season, member: Member, day: date) -> list[dict[str, Any]]:
    """The lists of one day, for its page. Four queries at most."""
    rows = lists_of(season.pk, member, today=day, day=day)
    left = still_to_ring([row.pk for row in rows], member) if rows else {}
    return _lines(rows, left, season, member) if rows else []


def list_page(row: CallList, season: Season, member: Member) -> dict[str, Any]:
    """One list. Thirteen queries at most, and those that note who read the numbers."""
    calls = calls_on(row, member)
    note_calls(member, calls, _("%(what)s, %(date)s") % {"what": title(row), "date": say.date_long(row.date)})
    groups = (
        ("ring", _("Skal ringes op"), [one for one in calls if one.reached is Reached.RING]),
        ("wait", _("Har fået besked, men ikke set den"), [one for one in calls if _is_waiting(one)]),
        ("know", _("Ved det"), [one for one in calls if one.reached in DONE]),
    )
    by = hidden.person(row.made_by)
    return {
        "season": _season(season), "title": title(row), "day": row.date.isoformat(), "list": row.pk,
        "date": ", ".join(filter(None, [_date(row.date), _hubs([row], season, member)[row.pk]])), "text": row.text,
        "made": _("Lavet %(at)s af %(who)s.") % {"at": say.moment(row.made_at), "who": by} if by else "",
        "left": _left(len(groups[0][2]), len(groups[1][2])),
        "all_done": not groups[0][2] and not groups[1][2],
        "groups": [{"key": key, "word": word, "calls": [_call(one, row) for one in those]}
                   for key, word, those in groups if those],
    }  # fmt: skip


def title(row: CallList) -> str:
    """What happened, in a few words; nothing about anybody's health."""
    place = {"place": row.place}
    said = {
        CallKind.CANCELLED: _("%(place)s er aflyst") % place,
        CallKind.LATER: _("%(place)s åbner senere") % place,
        CallKind.BACK: _("%(place)s holder som lovet") % place,
        CallKind.PLAN: _("Ny plan"),
        CallKind.SHIFT: _("Vagten i %(place)s") % place,
        CallKind.LETTER: _("Besked til %(whom)s") % {"whom": row.subject},
    }
    if row.kind in said:
        return said[CallKind(row.kind)]
    broke = {
        Broken.VAN: _("vognen kan ikke køre"),
        Broken.EMPLOYEE: _("vi mangler folk"),
        Broken.VOLUNTEER: _("vi mangler folk"),
        Broken.HALL: _("huset kan ikke bruges"),
        Broken.ROAD: _("vejen er lukket"),
    }
    told = list(dict.fromkeys(broke[Broken(kind)] for kind in row.broken))
    return say.capital(say.listing(told)) if told else _("Dagen er lavet om")


def _season(season: Season) -> dict[str, Any]:
    return {"id": season.pk, "name": season.name}


def _date(day: date) -> str:
    told = {"day": say.day(day.weekday()), "date": say.date_year_free(day)}
    return say.capital(_("%(day)s den %(date)s") % told)


def _hubs(rows: Sequence[CallList], season: Season, member: Member) -> dict[int, str]:
    """At which hubs people are to be rung: two vans of one day are two lists. Two queries."""
    names = {str(one.where_id): one.name for one in hubs_of(season.pk)}
    found = hubs_on([row.pk for row in rows], member)
    return {pk: say.listing(sorted(names[key] for key in keys if key in names)) for pk, keys in found.items()}


def _lines(
    rows: Sequence[CallList], left: Mapping[int, int], season: Season, member: Member
) -> list[dict[str, Any]]:  # fmt: skip
    hubs = _hubs(rows, season, member)
    return [{**_line(row, left[row.pk]), "hubs": hubs[row.pk]} for row in rows]


def _line(row: CallList, left: int) -> dict[str, Any]:
    missing = ngettext("%(n)s skal ringes op", "%(n)s skal ringes op", left) % {"n": say.number(left)}
    return {"id": row.pk, "title": title(row), "date": _date(row.date), "left": left,
            "missing": missing, "made": say.moment(row.made_at)}  # fmt: skip


def _left(ring: int, wait: int) -> str:
    if ring:
        return ngettext("%(n)s får ikke besked uden et opkald.", "%(n)s får ikke besked uden et opkald.", ring) % {
            "n": say.number(ring)
        }
    if wait:
        return ngettext(
            "Alle har fået besked. %(n)s har ikke set den endnu.",
            "Alle har fået besked. %(n)s har ikke set den endnu.",
            wait,
        ) % {"n": say.number(wait)}
    return _("Alle ved det.")


def _is_waiting(one: ToRing) -> bool:
    return one.reached is not Reached.RING and one.reached not in DONE


def _call(one: ToRing, row: CallList) -> dict[str, Any]:
    call, number = one.call, one.number
    contact = one.name if call.stop_id else ""
    if contact:
        number = numbers.first_in(contact)
    return {
        "id": call.pk,
        "name": say.capital(name_of(one)),
        "contact": contact,
        "number": numbers.shown(number),
        "dial": number,
        "is_own": one.is_own,
        "may_write": not number and bool(call.member_id or call.person_id),
        "who": f"m{call.member_id}" if call.member_id else f"p{call.person_id}" if call.person_id else "",
        "news": [_heard(news, row, house=bool(call.stop_id)) for news in call.news],
        "how": _how(one),
        "rung": one.reached is Reached.RUNG,
        "open": one.reached not in DONE,
    }


def _heard(news: dict[str, Any], row: CallList, *, house: bool) -> str:
    """What they are to hear, as it is said on the phone. `house`: to whoever is asked there."""
    said = _one(news, row, house=house)
    if more := news.get("more"):
        said += " " + ngettext("Og %(n)s til.", "Og %(n)s til.", more) % {"n": say.number(more)}
    return said


def _one(news: dict[str, Any], row: CallList, *, house: bool) -> str:
    it = _it(news, row)
    kind = Told(news["kind"])
    if kind is Told.CANCELLED:
        return _("%(it)s er aflyst.") % {"it": it}
    if kind is Told.OFF_CREW:
        return _("%(it)s: ikke på vagten mere.") % {"it": it}
    if kind is Told.CONFIRMED:
        return (_("%(it)s: ny café.") if house else _("%(it)s: ny vagt.")) % {"it": it}
    if news["was"] is not None:
        return _("%(it)s. Før var det kl.\u00a0%(was)s.") % {"it": it, "was": say.time(news["was"])}
    if row.kind == CallKind.BACK:
        return _("%(it)s holder alligevel.") % {"it": it}
    return _("%(it)s er lavet om.") % {"it": it}


def _it(news: dict[str, Any], row: CallList) -> str:
    """A place and an hour; and the day, where the list is about many."""
    told = {"place": news["place"], "time": say.time(news["starts"])}
    day = date.fromisoformat(news["day"]) if "day" in news else row.date
    if row.kind != CallKind.PLAN and day == row.date:
        return (_("Turen fra %(place)s kl.\u00a0%(time)s") if news["trip"] else _("%(place)s kl.\u00a0%(time)s")) % told
    told["date"] = f"{say.day(day.weekday())} {say.date_year_free(day)}"
    if news["trip"]:
        return _("Turen fra %(place)s %(date)s kl.\u00a0%(time)s") % told
    return _("%(place)s %(date)s kl.\u00a0%(time)s") % told


def _how(one: ToRing) -> dict[str, str]:
    """How they were told: words, icon and tint."""
    at = say.moment(one.at) if one.at else ""
    message = one.call.message
    way = _("sms") if message is not None and message.channel == "sms" else _("mail")
    told = {"at": at, "way": way}
    said: dict[Reached, tuple[str, str, str]] = {
        Reached.RUNG: (_("Ringet op af %(who)s %(at)s") % {"who": hidden.person(one.call.rung_by) or "–", "at": at},
                       "check", "ok"),
        Reached.SEEN: (_("Har set det %(at)s") % told, "check", "ok"),
        Reached.ENDED: (_("Der er nyt siden. Se den nyeste liste."), "info", "info"),
        Reached.FETCHED: (_("Appen hentede det %(at)s") % told, "smartphone", "info"),
        Reached.SENT: (_("Sendt som %(way)s %(at)s") % told, "clock", "info"),
        Reached.WAITING: (_("På vej som %(way)s") % told, "clock", "info"),
        Reached.RING: (_why_ring(one), "triangle-alert", "warn"),
    }  # fmt: skip
    text, icon, kind = said[one.reached]
    return {"text": text, "icon": icon, "kind": kind}


def _why_ring(one: ToRing) -> str:
    message = one.call.message
    if message is not None and message.state == MessageState.FAILED:
        return _("Beskeden kom ikke frem")
    if one.call.member_id:
        return _("Får ingen beskeder")
    return _("Logger ikke ind") if one.call.person_id else _("Kan kun ringes op")
