"""What is done with a thread. Refused, the page says why and keeps what was typed."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from driveout.core.bridge.sharing import CARD
from driveout.core.words import Better, GapWhy, Party, ReferralState, SaidHow, Shared, Track
from driveout.look import say, threads
from driveout.office.bridge.threads.doors import of_thread
from driveout.office.bridge.threads.page import BY_BUTTON, party_of
from driveout.office.bridge.threads.views import done, show
from driveout.office.bridge.threads.words import trouble
from driveout.office.me import me
from driveout.records.bridge.referral import consenting, drafting, gaps, links, moving, seeing
from driveout.records.bridge.referral.models import Thread
from driveout.records.bridge.referral.rules import Lacks, NoSuchDay, NotNow, NotReachable
from driveout.records.team.models import Member
from driveout.records.team.rules import Refused

Deed = Callable[[], str]
S = ReferralState


def _do(request: HttpRequest, member: Member, found: Thread, form: str, deed: Deed) -> HttpResponse:
    """Do it; or say all that is wrong, at the form it was typed into."""
    try:
        said = deed()
    except Refused as refused:
        typed = {key: value for key, value in request.POST.items() if key != "csrfmiddlewaretoken"}
        chosen = request.POST.getlist("fields")
        more = {"trouble": trouble(refused), "trouble_at": form, "typed": typed, "chosen": chosen}
        return show(request, member, found, status=422, **more)
    return done(request, found, said)


@require_POST
@of_thread
def wish(request: HttpRequest, member: Member, found: Thread) -> HttpResponse:
    """The wish in the person's own words, and what they are good at."""
    told = request.POST

    def deed() -> str:
        track = Track(told["track"]) if told.get("track") in set(Track) else Track(found.track)
        drafting.write_wish(
            thread=found, wish=told.get("own", ""), strengths=told.get("strengths", ""), track=track,
            read_back=bool(told.get("read_back")), by=member.user, now=timezone.now(),
        )  # fmt: skip
        return _("Ønsket er gemt.")

    return _do(request, member, found, "wish", deed)


@require_POST
@of_thread
def owner(request: HttpRequest, member: Member, found: Thread) -> HttpResponse:
    """Somebody else of ours has it."""

    def deed() -> str:
        to = next((one for one in seeing.owners_for(found) if str(one.pk) == request.POST.get("owner")), None)
        if to is None:
            raise NotReachable
        drafting.hand_over(thread=found, to=to, by=member.user, now=timezone.now())
        return _("%(who)s har tråden nu.") % {"who": to.user.first_name or to.user.username}

    return _do(request, member, found, "owner", deed)


@require_POST
@of_thread
def consent(request: HttpRequest, member: Member, found: Thread) -> HttpResponse:
    """To whom, which fields, until when, how it was given, and that it was read back."""
    told = request.POST

    def deed() -> str:
        fields = [Shared(one) for one in told.getlist("fields") if one in set(Shared)]
        receiver = consenting.Receiver(*(told.get(name, "") for name in ("receiver", "service", "person", "phone")))
        consenting.take_consent(
            thread=found, receiver=receiver, fields=fields,
            until=_day(told, "until"), how=SaidHow(told["how"]) if told.get("how") in set(SaidHow) else SaidHow.SPOKEN,
            read_back=bool(told.get("read_back")), by=member.user, now=timezone.now(),
        )  # fmt: skip
        return _("Samtykket er skrevet. Nu kan du lave et link til %(who)s.") % {"who": receiver.organisation}

    return _do(request, member, found, "consent", deed)


@require_POST
@of_thread
def link(request: HttpRequest, member: Member, found: Thread) -> HttpResponse:
    """A link and its code, shown once: here."""
    try:
        row, secret, code = links.send(thread=found, by=member.user, now=timezone.now())
    except Refused as refused:
        return show(request, member, found, status=422, trouble=trouble(refused), trouble_at="act")
    address = request.build_absolute_uri(reverse("partner:referred", args=[secret]))
    page = {"me": me(member), "id": found.pk, "address": address, "code": code, "to": row.consent.organisation_name}
    page |= {
        "person": row.consent.person,
        "phone": row.consent.phone,
        "phone_said": threads.phone(row.consent.phone),
        "until": say.moment(row.expires_at),
    }
    return render(request, "office/threads/link.html", page)


@require_POST
@of_thread
def withdraw(request: HttpRequest, member: Member, found: Thread) -> HttpResponse:
    """The person takes it back: in one step, and every receiver is out."""

    def deed() -> str:
        if consenting.withdraw_consent(thread=found, party=Party.GUEST, by=member.user, now=timezone.now()):
            return _("Samtykket er taget tilbage. Ingen modtager kan se noget mere.")
        return _("Det var taget tilbage allerede.")

    return _do(request, member, found, "consent", deed)


@require_POST
@of_thread
def step(request: HttpRequest, member: Member, found: Thread) -> HttpResponse:
    """What has happened, said by us or by the person through us."""
    told = request.POST

    def deed() -> str:
        now = timezone.now()
        state = S(told["state"]) if told.get("state") in set(S) else S(found.state)
        better = Better(told["better"]) if state == S.CLOSED and told.get("better") in set(Better) else None
        if state in BY_BUTTON:
            raise NotNow
        party = party_of(found, state, seeing.consent_now(found, now) is not None)
        about = _moment(told) if state == S.APPOINTMENT else None
        moving.say(
            thread=found, state=state, party=party, by=member.user, now=now, note=told.get("note", ""), about_at=about,
            better=better,
        )  # fmt: skip
        return ""

    return _do(request, member, found, "step", deed)


@require_POST
@of_thread
def said(request: HttpRequest, member: Member, found: Thread) -> HttpResponse:
    """An answer to the receiver; or that the person was called."""

    def deed() -> str:
        moving.answer_or_call(
            thread=found, called=bool(request.POST.get("called")), note=request.POST.get("note", ""), by=member.user,
            now=timezone.now(),
        )  # fmt: skip
        return ""

    return _do(request, member, found, "said", deed)


@require_POST
@of_thread
def contact(request: HttpRequest, member: Member, found: Thread) -> HttpResponse:
    """The contact card: written, or deleted."""
    told, now = request.POST, timezone.now()

    def deed() -> str:
        if told.get("delete"):
            drafting.delete_contact_card(thread=found, by=member.user, now=now)
            return _("Kortet er slettet.")
        on_card = {field: told.get(f"card_{field.name.lower()}", "") for field in CARD}
        today = timezone.localdate(now)
        drafting.write_contact_card(
            thread=found, told=on_card, expires_on=_day(told, "expires"), today=today, by=member.user, now=now
        )
        return _("Kortet er låst og gemt.")

    return _do(request, member, found, "contact", deed)


@require_POST
@of_thread
def gap(request: HttpRequest, member: Member, found: Thread) -> HttpResponse:
    """That nothing fitted, and why."""

    def deed() -> str:
        why = GapWhy(request.POST["gap"]) if request.POST.get("gap") in set(GapWhy) else GapWhy.NOTHING
        gaps.note_gap(thread=found, why=why, by=member.user, now=timezone.now())
        return _("Hullet er talt med. Tråden er stadig jeres.")

    return _do(request, member, found, "gap", deed)


def _day(told: Mapping[str, Any], name: str) -> date:
    """Lacks for none, NoSuchDay for what is none."""
    if not told.get(name):
        raise Lacks("until")
    try:
        return date.fromisoformat(told[name])
    except ValueError as error:
        raise NoSuchDay from error


def _moment(told: Mapping[str, Any]) -> datetime:
    """A day and an hour, where we live. NoSuchDay."""
    try:
        at = datetime.fromisoformat(f"{told.get('day', '')}T{told.get('hour', '')}")
    except ValueError as error:
        raise NoSuchDay from error
    return timezone.make_aware(at) if timezone.is_naive(at) else at
