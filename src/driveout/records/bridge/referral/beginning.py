"""A card becomes a thread with an owner at once; and a person can begin one alone, without anybody of ours."""

import secrets
from datetime import datetime, timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Exists, OuterRef

from driveout.core.meet.codes import LETTERS, LONG
from driveout.core.words import EventKind, NeedKind, Party, ReferralState
from driveout.records.bridge.referral.models import Thread
from driveout.records.bridge.referral.moving import _leave, _wind_up
from driveout.records.bridge.referral.rules import HUB_CREW, LONGEST_TEXT, Lacks, check_text, may_own
from driveout.records.bridge.referral.seeing import leaders_of
from driveout.records.bridge.referral.telling import tell_owner
from driveout.records.drive.models import Occurrence
from driveout.records.meet.models import Card
from driveout.records.meet.next_steps import _standing
from driveout.records.place.models import Place
from driveout.records.team.models import Member, Organisation
from driveout.records.team.tries import Door, count_try
from driveout.records.trust.actions import By, leave_trace

ONCE, ONCE_LASTS = "driveout.begin", timedelta(hours=2)
AT_ONCE = 500  # cards in a look, the newest first: those that were taken back have none and never will


@transaction.atomic
def open_threads(*, now: datetime) -> int:
    """Every card that nobody took back gets its thread; how many are new. Again at once makes none. A query where all
    have one."""
    has_one = Thread.objects.filter(card=OuterRef("pk"))
    cards = Card.objects.filter(~Exists(has_one), wiped_at=None).select_related(
        "occurrence__season__organisation", "event__phone__member__user"
    )
    new = _standing(list(cards.order_by("-id")[:AT_ONCE]))
    for card in new:
        _open(card, now)
    return len(new)


def _open(card: Card, now: datetime) -> None:
    cafe, giver = card.occurrence, card.event.phone.member
    row, is_new = Thread.objects.get_or_create(
        card=card,
        defaults={
            "organisation": cafe.season.organisation,
            "base_id": cafe.base_id,
            "where_id": cafe.where_id,
            "code": card.code,
            "need": card.need,
            "made_at": now,
            "last_step_at": now,
        },
    )
    if is_new:
        row.owner = (
            giver if giver.role in HUB_CREW and may_own(giver, row.organisation_id, row.base_id) else _leader(row)
        )
        _wind_up(row, now)
        row.save()
        _leave(row, "state", Party.GUEST, giver.user, now, state=ReferralState.DRAFT.value)
        leave_trace(by=None, what="opened a thread", about=row, now=now)


def _leader(row: Thread) -> Member | None:
    return next(iter(leaders_of(row)), None)


@transaction.atomic
def take_back_undone(*, now: datetime) -> int:
    """A card taken back on the phone was a mistake: so is its thread, while nothing else happened. How many."""
    undone = Thread.objects.filter(state=ReferralState.DRAFT.value, wish="", card__isnull=False).select_related("card")
    undone = undone.filter(card__occurrence__events__kind=EventKind.UNDO.value).distinct()
    rows = list(undone)
    live = {card.pk for card in _standing([row.card for row in rows if row.card])}
    gone = [row for row in rows if row.card_id not in live]
    for row in gone:
        row.state, row.due_at, row.due_from = ReferralState.ENTERED_IN_ERROR.value, None, None
        row.save(update_fields=["state", "due_at", "due_from"])
        _leave(row, "state", Party.OWNER, None, now, state=row.state)
    return len(gone)


def hubs_to_begin_at() -> list[Place]:
    """Where somebody who begins alone can say that they are: every hub from which a café drives. One query."""
    held = Occurrence.objects.filter(base=OuterRef("pk"))
    return list(Place.objects.filter(Exists(held), kind="hub").select_related("organisation").order_by("name"))


@transaction.atomic
def begin_alone(*, hub: Place, need: NeedKind, wish: str, now: datetime, once: str = "") -> Thread:
    """A person's own wish, from the public page; whoever leads the hub is told at once. Lacks, CivilNumber.

    `once`: of the form (once_word): sent again, it is the same thread.
    """
    check_wish(wish)
    organisation: Organisation = hub.organisation
    code, found = _once(once, organisation)
    if found:
        return found
    row = Thread(
        organisation=organisation, base=hub, code=code, need=NeedKind(need).value,
        wish=wish.strip()[:LONGEST_TEXT], read_back=True, made_at=now, last_step_at=now,
    )  # fmt: skip
    row.owner = _leader(row)
    _wind_up(row, now)
    row.save()
    _leave(row, "state", Party.GUEST, None, now, state=ReferralState.DRAFT.value)
    leave_trace(by=None, what="a person began a thread", about=row, now=now)
    tell_owner(thread=row, news="wish", now=now)
    return row


@transaction.atomic
def begin_for(*, member: Member, need: NeedKind, by: By, now: datetime, once: str = "") -> Thread:
    """One of ours begins it for somebody who rang or sits there without a card; who owns it. `once`: as above."""
    code, found = _once(once, member.organisation)
    if found:
        return found
    row = Thread(
        organisation=member.organisation, base=member.base, code=code, need=NeedKind(need).value, owner=member,
        made_at=now, last_step_at=now,
    )  # fmt: skip
    _wind_up(row, now)
    row.save()
    _leave(row, "state", Party.GUEST, by, now, state=ReferralState.DRAFT.value)
    leave_trace(by=by, what="began a thread for somebody", about=row, now=now)
    return row


def check_wish(wish: str) -> None:
    """Lacks, CivilNumber."""
    check_text(wish)
    if not wish.strip():
        raise Lacks("wish")


def begin_from(*, address: str, hub: Place, need: NeedKind, wish: str, now: datetime, once: str = "") -> Thread:
    """The same from anybody's phone: many from one address wait longer and longer. TooSoon, Lacks, CivilNumber."""
    count_try(Door("begin alone", "", known=f"address {address}"), now=now)
    return begin_alone(hub=hub, need=need, wish=wish, now=now, once=once)


def once_word() -> str:
    """For a form that begins a thread: the code it will have, sealed. Pressed twice or loaded anew it begins one."""
    return signing.dumps(new_code(), salt=ONCE)


def _once(word: str, organisation: Organisation) -> tuple[str, Thread | None]:
    """The code, and the thread that this form began already. One at a time in an organisation."""
    try:
        code = str(signing.loads(word, salt=ONCE, max_age=ONCE_LASTS))
    except signing.BadSignature:  # too old, made up or none: then each is a new one
        return new_code(), None
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    return code, Thread.objects.filter(code=code, card=None, organisation=organisation).first()


def new_code() -> str:
    """As a phone draws one, and nobody has it now."""
    while True:
        drawn = "".join(secrets.choice(LETTERS) for _ in range(LONG))
        code = f"{drawn[:4]}-{drawn[4:]}"
        if not Thread.objects.filter(code=code).exists() and not Card.objects.filter(code=code).exists():
            return code
