"""One thread as plain values: the one thing to do now, then the history; what is shared with whom; whom to turn to."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from driveout.core.bridge import clocks
from driveout.core.bridge.sharing import CARD
from driveout.core.bridge.states import (
    ENDS_YES,
    OVER,
    RECEIVERS,
    is_handed_on_too_often,
    is_held_by_receiver,
    may_be_still_there,
    next_of,
)
from driveout.core.words import Better, GapWhy, NeedKind, Party, ReferralState, SaidHow, Shared, Track
from driveout.look import say, threads
from driveout.office.bridge.threads.clock import clock
from driveout.office.bridge.threads.rows import owner_name
from driveout.records.bridge.referral import seeing
from driveout.records.bridge.referral.drafting import contact_of
from driveout.records.bridge.referral.models import Consent, Thread, ThreadStep
from driveout.records.bridge.referral.rules import may_write_number
from driveout.records.team.models import Member

S = ReferralState
BY_BUTTON = (S.CONSENTED, S.SENT, S.OPENED)  # they have buttons of their own
MISSED = (S.MISSED, S.FULL, S.PASSED_ON)
GONE_WRONG = ("silence", "late", "forwarded", "not right")
ICONS = {"done": "check", "miss": "calendar-x", "hole": "triangle-alert"}


def thread_page(member: Member, thread: Thread, now: datetime) -> dict[str, Any]:
    """Plain values. Twelve queries at most."""
    today = timezone.localdate(now)
    consent = seeing.consent_now(thread, now)
    state = S(thread.state)
    owners = seeing.owners_for(thread)
    contact = contact_of(thread, today)
    ways = [_way(one) for one in seeing.ways_on(thread, now)]
    return {
        "id": thread.pk,
        "code": thread.code,
        "need": threads.need(thread.need),
        "where": thread.where.name if thread.where else "",
        "made": say.moment(thread.made_at),
        "state": thread.state,
        "state_word": threads.state(thread.state),
        "is_over": state in OVER,
        "wish": thread.wish,
        "strengths": thread.strengths,
        "read_back": thread.read_back,
        "tracks": _choices(((one.value, threads.track(one.value)) for one in Track), thread.track),
        "owner": owner_name(thread),
        "has_it": _has_it(thread, consent, state),
        "owners": [{"id": one.pk, "name": _name(one), "here": one.pk == thread.owner_id} for one in owners],
        "clock": clock(thread, now),
        "rights": [_right(one) for one in clocks.rights(NeedKind(thread.need), today)],
        "steps": [_step(one) for one in seeing.steps_of(thread)],
        "to_come": _to_come(state, thread.track),
        "act": act(thread, state, consent, now),
        "called": bool(thread.call_me_at),
        "consent": _consent(consent, contact, now) if consent else None,
        "hands": thread.hands,
        "too_many": is_handed_on_too_often(thread.hands),
        "contact": [{"name": threads.field(field.value), "value": value} for field, value in contact.items()],
        "card": {field.name.lower(): contact.get(field, "") for field in CARD},
        "ways": ways,
        "no_number": not ways[-1]["phone"],
        "may_write_number": may_write_number(member),
        "says": says_open(thread, state, consent is not None, now),
        "betters": [(one.value, threads.better(one.value)) for one in Better],
        "gaps": [(one.value, threads.gap_why(one.value)) for one in GapWhy],
        "fields": [(one.value, threads.field(one.value)) for one in Shared],
        "hows": [(one.value, threads.how(one.value)) for one in SaidHow],
        "last_day": (today + timedelta(days=180)).isoformat(),
        "card_day": (today + timedelta(days=90)).isoformat(),
        "today": today.isoformat(),
    }


def says_open(thread: Thread, state: ReferralState, agreed: bool, now: datetime) -> list[dict[str, Any]]:
    """What can be said now by us, or by the person through us; `who`: whose word it is."""
    ours = next_of(state, Party.OWNER, agreed=agreed)
    theirs = next_of(state, Party.GUEST, agreed=agreed)
    return [
        {"state": one.value, "word": threads.state(one.value), "is_guests": one not in ours}
        for one in S
        if (one in ours or one in theirs) and may_be_said(thread, one, now)
    ]


def may_be_said(thread: Thread, state: ReferralState, now: datetime) -> bool:
    """By a button of its own or too early: no."""
    if state == S.STILL_THERE:
        return may_be_still_there(thread.due_from, now)
    return state not in BY_BUTTON


def party_of(thread: Thread, state: ReferralState, agreed: bool) -> Party:
    """Whose word it is when one of ours writes it: ours where we may say it, else the person's beside us."""
    return Party.OWNER if state in next_of(S(thread.state), Party.OWNER, agreed=agreed) else Party.GUEST


def act(thread: Thread, state: ReferralState, consent: Consent | None, now: datetime) -> dict[str, Any]:
    """The one thing to do now."""
    called = consent.organisation_name if consent else ""
    says = {
        S.DRAFT: (_("Nu: hør ønsket, og spørg, hvem der må få det"), "quote"),
        S.CONSENTED: (_("Nu: send det til %(who)s") % {"who": called}, "send"),
        S.SENT: (_("Nu: vent på svar fra %(who)s. Ring, hvis det varer") % {"who": called}, "phone"),
        S.OPENED: (_("Nu: vent på svar fra %(who)s. Det er åbnet") % {"who": called}, "phone"),
        S.ACCEPTED: (_("Nu: aftal en tid sammen"), "calendar"),
        S.PASSED_ON: (_("Nu: spørg gæsten, om det skal gå videre til en anden"), "route"),
        S.FULL: (_("Nu: find et andet sted sammen med gæsten"), "route"),
        S.APPOINTMENT: (_("Nu: hør, om de har mødtes"), "calendar"),
        S.MET: (_("Nu: hør, om gæsten er nået frem"), "map-pin"),
        S.MISSED: (_("Nu: find gæsten, og hør, hvordan det går"), "phone"),
        S.ARRIVED: (_("Om tre måneder: spørg, om gæsten stadig er der"), "clock"),
        S.STILL_THERE: (_("Spørg gæsten: Blev det bedre?"), "clock"),
        S.ON_HOLD: (_("På pause. Hør, om tiden er inde"), "clock"),
        S.REOPENED: (_("Nu: hør, hvad gæsten ønsker denne gang"), "quote"),
        S.CLOSED: (_("Lukket af gæsten selv. Koden virker stadig"), "check"),
        S.CANCELLED: (_("Gæsten ville ikke mere. Koden virker stadig"), "check"),
        S.ENTERED_IN_ERROR: (_("Skrevet ved en fejl"), "info"),
    }
    text, icon = says[state]
    asks_anew = state in ENDS_YES - OVER
    return {
        "text": text,
        "icon": icon,
        "asks": asks_anew,
        "sends": state in BY_BUTTON or (consent is not None and state in RECEIVERS | {S.MISSED}),
        "is_first": state == S.CONSENTED,
        "dates": state in (S.ACCEPTED, S.MISSED, S.APPOINTMENT),
        "did_they": state == S.APPOINTMENT,
        "arrived": state in (S.MET, S.MISSED),
        "still": may_be_said(thread, S.STILL_THERE, now) and state in (S.ARRIVED, S.STILL_THERE),
        "at": say.moment(thread.appointment_at) if thread.appointment_at else "",
        "ring": {
            "who": consent.person or consent.organisation_name,
            "phone": consent.phone,
            "said": threads.phone(consent.phone),
        }
        if consent and consent.phone
        else None,
    }


def _has_it(thread: Thread, consent: Consent | None, state: ReferralState) -> str:
    if consent and is_held_by_receiver(state):
        return consent.organisation_name
    return owner_name(thread)


def _choices(of: Any, chosen: str) -> list[dict[str, Any]]:
    return [{"value": value, "word": word, "here": value == chosen} for value, word in of]


def _name(member: Member) -> str:
    return member.user.first_name or member.user.username


def _right(one: Any) -> dict[str, str]:
    told = {"name": threads.right(one.key), "length": threads.length(one.length, one.unit.value)}
    read = say.date_long(clocks.READ_ON)
    return {
        **told,
        "begins": threads.begins(one.starts),
        "must_arrive": one.must_arrive,
        "source": one.source,
        "read": read,
    }


def _step(one: ThreadStep) -> dict[str, Any]:
    is_gap = one.kind == "gap"
    word = threads.state(one.state) if one.kind == "state" else threads.kind(one.kind)
    if one.state == S.SENT and one.called:
        word = _("Sendt til %(who)s") % {"who": one.called}
    kind = "miss" if one.state in MISSED else ("hole" if one.kind in GONE_WRONG or is_gap else "done")
    return {
        "word": word,
        "kind": kind,
        "icon": ICONS[kind],
        "who": _who(one),
        "at": say.moment(one.at),
        "about": say.moment(one.about_at) if one.about_at else "",
        "note": threads.gap_why(one.note) if is_gap else one.note,
        "note_is_own": bool(one.note) and not is_gap,
    }


def _who(one: ThreadStep) -> str:
    name = (one.who.first_name or one.who.username) if one.who else ""
    if one.party == Party.RECEIVER:
        return one.called or _("modtageren")
    if one.party == Party.GUEST:
        return _("gæsten, skrevet af %(who)s") % {"who": name} if name else _("gæsten selv")
    return name if one.party == Party.OWNER else _("af sig selv")


def _to_come(state: ReferralState, way: str) -> list[str]:
    """What has not happened yet: a thread that is only sent is not over."""
    last = (S.ARRIVED, S.STILL_THERE, S.CLOSED)
    if state in OVER:
        return []
    left = last if state not in last else last[last.index(state) + 1 :]
    return [threads.end(one.value, way) for one in left]


def _consent(consent: Consent, contact: dict[Shared, str], now: datetime) -> dict[str, Any]:
    links = list(consent.links.filter(ended_at=None, expires_at__gt=now))
    link = links[-1] if links else None
    return {
        "to": consent.organisation_name,
        "person": consent.person,
        "fields": [{"name": threads.field(one.value), "yes": one.value in consent.fields} for one in Shared],
        "until": say.date_long(consent.until),
        "how": threads.how(consent.how),
        "given": say.moment(consent.given_at),
        "link": say.moment(link.opened_at) if link and link.opened_at else "",
        "is_out": link is not None,
        "elsewhere": bool(link and link.tried_elsewhere_at),
    }  # fmt: skip


def _way(way: Any) -> dict[str, Any]:
    role = threads.role(way.role)
    when = f"{say.day(way.day.weekday())} {say.date_year_free(way.day)}" if way.day else way.when
    is_same = way.who in ("", way.role)
    return {"who": say.capital(way.who or role), "role": "" if is_same else role, "phone": way.phone,
            "phone_said": threads.phone(way.phone), "place": way.place, "when": when, "own": way.is_own}  # fmt: skip
