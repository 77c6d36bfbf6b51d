"""What waits for who leads, the most urgent first: who goes in vain, gaps, promises, silent phones, plans."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words import Candidate, Gap
from driveout.look import crew as words
from driveout.office import say
from driveout.office.drive.calls.page import title as title_of_list
from driveout.office.today.promises import about_to_break
from driveout.office.today.rows import Waits
from driveout.office.today.seen import Today
from driveout.records.drive.calls.reading import lists_of, still_to_ring
from driveout.records.drive.crew.gaps import gaps_of, people_for_all
from driveout.records.drive.models import CallList
from driveout.records.drive.models.calls import CallKind
from driveout.records.meet.models import Phone
from driveout.records.meet.of_day import SILENT
from driveout.records.meet.queries import phones_for
from driveout.records.plan.plans.history import newest_and_approved
from driveout.records.plan.wishes.proposals import waiting as proposals_waiting
from driveout.records.team.rules import may_plan

_OF_ONE_PERSON = {CallKind.SHIFT, CallKind.LETTER}  # nobody stands before a locked door for want of it


def what_waits(today: Today) -> list[Waits]:
    """All of it, most urgent first. Six queries at most."""
    in_vain, others = _to_ring(today)
    return [
        *in_vain,
        *_gaps(today),
        *others,
        *about_to_break(today.member, today.now),
        *_phones(today),
        *(_plans(today) if may_plan(today.member) else ()),
    ]


def _to_ring(today: Today) -> tuple[list[Waits], list[Waits]]:
    """Who is still to be rung: of a café that is not as promised, today or tomorrow, somebody goes in vain; the others
    are one row. Two queries."""
    rows = [row for row in lists_of(today.season.pk, today.member, today=today.day) if row.date >= today.day]
    left = still_to_ring([row.pk for row in rows], today.member) if rows else {}
    rows = [row for row in rows if left[row.pk]]
    in_vain = [row for row in rows if row.kind not in _OF_ONE_PERSON and row.date <= today.tomorrow]
    others = [row for row in rows if row not in in_vain]
    found = [_list(today, row, left[row.pk], "bad") for row in in_vain]
    if len(others) < 2:
        return found, [_list(today, row, left[row.pk], "") for row in others]
    n = sum(left[row.pk] for row in others)
    title = ngettext("%(n)s skal ringes op om vagter", "%(n)s skal ringes op om vagter", n) % {"n": say.number(n)}
    about = say.listing(list(dict.fromkeys(title_of_list(row) for row in others)))
    href = reverse("office:calls", args=(today.season.pk,))
    return found, [Waits("phone", title, f"{about}.", href=href, word=_("Til ringelisterne"))]


def _list(today: Today, row: CallList, n: int, kind: str) -> Waits:
    said = ngettext("%(n)s skal ringes op", "%(n)s skal ringes op", n) % {"n": say.number(n)}
    href = reverse("office:call_list", args=(today.season.pk, row.pk))
    word = _("Til ringelisten")
    return Waits("phone", title_of_list(row), _when(today, row.date), f"{said}.", kind, href=href, word=word)


def _gaps(today: Today) -> Iterator[Waits]:
    """What is left of today, and tomorrow: a hub with a leader of its own is one row, and its leader is rung. No
    query."""
    days = (today.day, today.tomorrow)
    found = [gap for gap in gaps_of(today.crew, today.now, hub=today.hub) if gap.shift.date in days]
    best = people_for_all(today.crew, found, today.now)
    by_hub: defaultdict[str, list[Gap]] = defaultdict(list)
    for gap in sorted(found, key=lambda gap: (gap.shift.date, gap.shift.starts, gap.shift.id)):
        by_hub[gap.shift.hub].append(gap)
    for hub, gaps in by_hub.items():
        if today.leader_of(hub):
            yield _hub_lacks(today, hub, gaps)
        else:
            yield from (_lacks(today, gap, best.get(gap.shift.id, [])) for gap in gaps)


def _hub_lacks(today: Today, hub: str, gaps: list[Gap]) -> Waits:
    n, leader = sum(gap.missing for gap in gaps), today.leader_of(hub)
    assert leader is not None
    told = {"hub": gaps[0].shift.hub_name, "n": say.number(n), "when": _soon(today, gaps)}
    title = ngettext("%(hub)s mangler %(n)s på vagt %(when)s", "%(hub)s mangler %(n)s på vagt %(when)s", n) % told
    where = list(dict.fromkeys(words.where(gap.shift) for gap in gaps))
    strong = _("%(name)s leder hubben.") % {"name": leader.name}
    href = f"{reverse('office:crew_week', args=(today.season.pk,))}?hub={hub}"
    ring = today.ring(leader.who)
    return Waits("user-plus", title, f"{say.listing(where)}.", strong, ring=ring, href=href, word=_("Se vagterne"))


def _lacks(today: Today, gap: Gap, people: list[Candidate]) -> Waits:
    """“Solbjerg mangler vært i morgen kl. 14.30”, and who can be asked: why that one, and how many others."""
    shift = gap.shift
    told = {
        "place": words.where(shift), "duty": words.duty_word(shift.duty),
        "when": _("i dag") if shift.date == today.day else _("i morgen"), "time": say.time(shift.starts),
    }  # fmt: skip
    title = _("%(place)s mangler %(duty)s %(when)s kl.\u00a0%(time)s") % told
    many = [_("Der er brug for %(n)s.") % {"n": say.number(gap.missing)}] if gap.missing > 1 else []
    if not people:
        strong, ring, rest = "", None, [_("Ingen er fri. Se, hvem der kan flyttes.")]
    else:
        strong = _("%(name)s kan spørges.") % {"name": people[0].helper.name}
        ring, more = today.ring(people[0].helper.id), len(people) - 1
        free = ngettext("%(n)s anden er fri.", "%(n)s andre er fri.", more) % {"n": say.number(more)}
        rest = [free] if more else []
    text = " ".join([*many, *rest])
    href = reverse("office:crew_shift", args=(today.season.pk, shift.id))
    kind = "bad" if gap.nobody and shift.date == today.day else ""
    return Waits("user-plus", title, text, strong, kind, ring, href, _("Find en"))


def _soon(today: Today, gaps: list[Gap]) -> str:
    days = {gap.shift.date for gap in gaps}
    if len(days) > 1:
        return _("i dag og i morgen")
    return _("i dag") if today.day in days else _("i morgen")


def _phones(today: Today) -> Iterator[Waits]:
    """Those not heard for a day, of people who were on shift yesterday or are today or tomorrow, or which said that
    something waits on them. The others can wait. One query."""
    rows = [phone for phone in phones_for(today.member) if phone.ended_at is None and _is_missed(today, phone)]
    for phone in rows:
        last = timezone.localtime(phone.heard_at or phone.made_at)
        who = phone.member.user.first_name or phone.member.user.username
        title = _("Telefonen hos %(who)s er ikke hørt siden %(when)s") % {"who": who, "when": say.moment(last)}
        held = ngettext("%(n)s ting venter på den.", "%(n)s ting venter på den.", phone.waiting)
        text = f"{held} " % {"n": say.number(phone.waiting)} if phone.waiting else ""
        text += _("Telefonen gemmer alt, til den får net.")
        ring = today.ring(f"m{phone.member_id}")
        yield Waits("smartphone", title, text, ring=ring, href=reverse("office:phones"), word=_("Se telefonerne"))


def _is_missed(today: Today, phone: Phone) -> bool:
    if not phone.member.user.is_active or (phone.heard_at or phone.made_at) >= today.now - SILENT:
        return False
    near = {today.day - timedelta(days=1), today.day, today.tomorrow}
    shifts = today.crew.booked.get(f"m{phone.member_id}", [])
    return phone.waiting > 0 or any(shift.date in near and not shift.cancelled for shift in shifts)


def _plans(today: Today) -> Iterator[Waits]:
    """A plan that nobody has approved, and proposals without an answer. Two queries."""
    season = today.season.pk
    newest, approved = newest_and_approved(season)
    if newest and newest != approved:
        title = _("En ny plan venter på dit ja")
        text = _("Lavet %(when)s.") % {"when": say.moment(newest.made_at)}
        href = reverse("office:plan", args=(season, newest.pk))
        yield Waits("list-checks", title, text, kind="info", href=href, word=_("Se planen"))
    if n := len(proposals_waiting(season)):
        title = ngettext("%(n)s forslag venter på svar", "%(n)s forslag venter på svar", n) % {"n": say.number(n)}
        href = reverse("office:season", args=(season,))
        yield Waits("hand", title, kind="info", href=href, word=_("Se forslagene"))


def _when(today: Today, day: date) -> str:
    if day == today.day:
        return _("I dag.")
    return _("I morgen.") if day == today.tomorrow else f"{say.capital(say.date_long(day))}."
