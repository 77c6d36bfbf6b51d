"""The secret link: made once, told apart from its code, opened in one browser, and closed at any moment.

What is asked by a secret nobody has gets the same answer as what is over: who holds an old link learns nothing.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from driveout.core.bridge.sharing import CARD, seen_by_receiver
from driveout.core.bridge.states import is_handed_on_too_often
from driveout.core.words import Party, ReferralState, Shared
from driveout.records.bridge.referral.drafting import contact_of
from driveout.records.bridge.referral.models import Consent, SecretLink, Thread, ThreadStep
from driveout.records.bridge.referral.moving import held, remark, say
from driveout.records.bridge.referral.rules import CivilNumber, ConsentIsOver, NoSuchDay, NotNow
from driveout.records.bridge.referral.seeing import cafe_way, consent_now, own_way, owner_now
from driveout.records.bridge.referral.telling import tell_owner
from driveout.records.drive.models import Occurrence
from driveout.records.team.tries import Door, TooSoon, count_try, was_right
from driveout.records.trust.actions import By, leave_trace

LASTS = timedelta(days=14)
CODE_DIGITS = 6
DEVICE_BYTES = 32  # of a browser's word


class LinkGone(Exception):
    """Used up, withdrawn, too old, or never made."""


class ElseWhere(Exception):
    """It was opened in another browser first: the owner is told."""


class WrongCode(Exception):
    """Not the code that was told beside the link."""


@dataclass(frozen=True)
class Referred:
    """What a receiver sees: fields the person agreed to, who sent it, and what they themselves have answered."""

    link: SecretLink
    consent: Consent
    thread: Thread
    fields: Mapping[Shared, str]
    sender: str
    role: str
    phone: str
    cafe: Occurrence | None
    said: tuple[ThreadStep, ...]


@transaction.atomic
def send(*, thread: Thread, by: By, now: datetime) -> tuple[SecretLink, str, str]:
    """A link to the receiver of the consent that holds: the row, its secret and its code, both told only here.

    A new one ends that of before. ConsentIsOver, NotNow. It is ours until the receiver takes it over.
    """
    row = held(thread)
    consent = consent_now(row, now)
    if consent is None:
        raise ConsentIsOver
    if row.state in (ReferralState.DRAFT, ReferralState.ON_HOLD):
        raise NotNow
    SecretLink.objects.filter(consent=consent, ended_at=None).update(ended_at=now)
    secret, code = secrets.token_urlsafe(32), "".join(secrets.choice("0123456789") for _ in range(CODE_DIGITS))
    until = timezone.make_aware(datetime.combine(consent.until + timedelta(days=1), datetime.min.time()))
    link = SecretLink.objects.create(
        consent=consent, digest=_digest(secret), code_digest=_digest(f"{secret} {code}"), made_at=now,
        made_by=by, expires_at=min(now + LASTS, until),
    )  # fmt: skip
    if row.state == ReferralState.CONSENTED:
        row.hands += 1
        row.save(update_fields=["hands"])
        row = say(thread=row, state=ReferralState.SENT, party=Party.OWNER, by=by, now=now, called=str(consent))
        if is_handed_on_too_often(row.hands):
            tell_owner(thread=row, news="many hands", now=now, leaders_too=True)
    leave_trace(by=by, what="made a link to a thread", about=row, now=now)
    return link, secret, code


def link_of(secret: str, now: datetime) -> SecretLink:
    """LinkGone. One query."""
    rows = SecretLink.objects.select_related("consent__thread__owner__user", "consent__thread__base", "made_by")
    link = rows.filter(digest=_digest(secret)).first()
    over = link is None or link.ended_at is not None or link.expires_at <= now
    if link is None or over or not _holds(link.consent, now):
        raise LinkGone
    return link


def new_device() -> str:
    """A word for a browser, given to it with the question for the code: a second press comes with the same."""
    return secrets.token_urlsafe(DEVICE_BYTES)


def _held(secret: str, now: datetime) -> SecretLink:
    """The same as it stands under the lock of its thread, which all who change either take first. LinkGone."""
    thread_id = link_of(secret, now).consent.thread_id
    Thread.objects.select_for_update(no_key=True).get(pk=thread_id)
    return link_of(secret, now)


def open_with_code(*, secret: str, code: str, now: datetime, device: str = "") -> tuple[SecretLink, str]:
    """The first use: the row, and the word that this browser shows from now on: `device` where it has one.

    LinkGone, ElseWhere, TooSoon, WrongCode. Pressed twice in one browser it is one.
    A try is counted before it is judged, for the link as a whole: many addresses guess no faster than one.
    """
    link = link_of(secret, now)
    if link.opened_at is not None:
        _check_device(link, device)
        return link, device
    door = Door(f"link {link.pk}", "", known="link")
    count_try(door, now=now)
    if not hmac.compare_digest(link.code_digest, _digest(f"{secret} {_plain(code)}")):
        raise WrongCode
    was_right(door)
    return _bind(secret, device if len(device) >= DEVICE_BYTES else new_device(), now)


@transaction.atomic
def _bind(secret: str, device: str, now: datetime) -> tuple[SecretLink, str]:
    """To one browser: of two at the same moment one is in."""
    link = _held(secret, now)
    if link.opened_at is not None:
        _check_device(link, device)
        return link, device
    link.device, link.opened_at, link.read_at = _digest(device), now, now
    link.save(update_fields=["device", "opened_at", "read_at"])
    thread = link.consent.thread
    if thread.state == ReferralState.SENT:
        say(thread=thread, state=ReferralState.OPENED, party=Party.RECEIVER, by=None, now=now, called=called(link))
    leave_trace(by=None, what="a receiver opened a thread", about=thread, now=now, link=link.pk)
    return link, device


@transaction.atomic
def read(*, secret: str, device: str, now: datetime) -> Referred:
    """What the person agreed to, and nothing else; that it was read is written. LinkGone, ElseWhere."""
    link = link_of(secret, now)
    _check_device(link, device)
    thread, consent = link.consent.thread, link.consent
    SecretLink.objects.filter(pk=link.pk).update(read_at=now)
    leave_trace(by=None, what="a receiver read a thread", about=thread, now=now, link=link.pk)
    own = own_way(thread)
    owner = owner_now(thread)
    said = thread.steps.filter(party__in=(Party.RECEIVER.value, Party.OWNER.value), kind__in=("question", "answer"))
    return Referred(
        link=link, consent=consent, thread=thread, fields=fields_for(consent, now),
        sender=(owner.user.first_name or owner.user.username) if owner else "", role=own.role,
        phone=own.phone,
        cafe=cafe_way(thread, now)[1] if Shared.CAFE.value in consent.fields else None,
        said=tuple(said.filter(at__gte=link.consent.given_at)),
    )  # fmt: skip


def fields_for(consent: Consent, now: datetime) -> dict[Shared, str]:
    """What this yes shows today. The contact card is not even opened where nothing of it was agreed to."""
    thread, today = consent.thread, timezone.localdate(now)
    known = {
        Shared.NEED: thread.need,
        Shared.WISH: thread.wish,
        Shared.STRENGTHS: thread.strengths,
        Shared.CODE: str(thread.pk),  # never the code itself: it opens the person's own page
    }
    if CARD & set(consent.fields):
        known |= contact_of(thread, today)
    return seen_by_receiver(known, consent.fields, consent.until, consent.withdrawn_at is not None, today)


@transaction.atomic
def note_forwarded(*, secret: str, now: datetime) -> None:
    """Another browser came with the link: the owner is told, once. LinkGone."""
    link = _held(secret, now)
    if SecretLink.objects.filter(pk=link.pk, tried_elsewhere_at=None).update(tried_elsewhere_at=now):
        tell_owner(thread=link.consent.thread, news="forwarded", now=now)
        remark(thread=link.consent.thread, kind="forwarded", party=Party.CLOCK, by=None, now=now, called=called(link))


@transaction.atomic
def answer(
    *, secret: str, device: str, state: ReferralState | None, now: datetime, note: str = "",
    about_at: datetime | None = None,
) -> Thread:  # fmt: skip
    """What a receiver says; `state` None: a question. LinkGone, ElseWhere, NotNow, NoSuchDay, CivilNumber.

    It stands at once on the owner's list and on the person's own page.
    """
    link = _held(secret, now)
    _check_device(link, device)
    thread, who = link.consent.thread, called(link)
    if state is None:
        remark(thread=thread, kind="question", party=Party.RECEIVER, by=None, now=now, called=who, note=note)
        tell_owner(thread=thread, news="question", now=now)
        return thread
    row = say(
        thread=thread, state=state, party=Party.RECEIVER, by=None, now=now, called=who, note=note, about_at=about_at
    )
    tell_owner(thread=row, news=state.value, now=now)
    return row


def _check_device(link: SecretLink, device: str) -> None:
    if not link.opened_at or not device or not hmac.compare_digest(link.device, _digest(device)):
        raise ElseWhere


def _holds(consent: Consent, now: datetime) -> bool:
    return consent.withdrawn_at is None and consent.until >= timezone.localdate(now)


def called(link: SecretLink) -> str:
    """“Eva, Gældsrådgivning Nord”."""
    consent = link.consent
    return ", ".join(filter(None, (consent.person, consent.organisation_name)))


def _plain(code: str) -> str:
    return "".join(letter for letter in code if letter.isdigit())


def _digest(text: str) -> str:
    """A secret is drawn, so nothing needs to be added; a code is kept with its secret, which is not in the table."""
    return sha256(f"thread link {text}".encode()).hexdigest()


__all__ = [  # all that partner/ reaches, and what it may hear back
    "CivilNumber", "ConsentIsOver", "ElseWhere", "LinkGone", "NoSuchDay", "NotNow", "Referred", "TooSoon", "WrongCode",
    "answer", "fields_for", "link_of", "new_device", "note_forwarded", "open_with_code", "read", "send",
]  # fmt: skip
