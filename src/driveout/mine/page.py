"""What a person sees of their own thread, as plain values; in the words of the receiver's page and of the office."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from driveout.core.words import Better, Party, ReferralState, Shared
from driveout.look import say, threads
from driveout.records.bridge.referral import by_code

S = ReferralState
WISHES = ("wish to change", "wish of relief")


def own_page(own: by_code.Own, now: datetime) -> dict[str, Any]:
    """What is agreed, who has it now, and the next step."""
    thread, consent = own.thread, own.consent
    state = S(thread.state)
    at = thread.appointment_at
    has_arrived = state in (S.ARRIVED, S.STILL_THERE)
    return {
        "code": thread.code,
        "need": threads.need(thread.need),
        "wish": thread.wish,
        "has_it": own.has_it if own.has_it != own.own.role else threads.role(own.has_it),
        "with_receiver": own.is_with_receiver,
        "next": _next(own, state),
        "appointment": say.moment(at) if at and at > now else "",
        "missed": state == S.MISSED,
        "cafe": _cafe(own),
        "role": threads.role(own.own.role),
        "phone": own.own.phone,
        "phone_said": threads.phone(own.own.phone),
        "hours": own.own.when,
        "place": own.own.place,
        "is_waiting": thread.call_me_at is not None,
        "may_arrive": not has_arrived and by_code.may_say(thread, S.ARRIVED),
        "has_arrived": has_arrived,
        "may_still": by_code.may_say_still_there(thread, now),
        "is_over": state in (S.CLOSED, S.CANCELLED, S.ENTERED_IN_ERROR),
        "is_closed": state == S.CLOSED,
        "wishes": _wishes(own.steps),
        "betters": [(one.value, threads.better(one.value)) for one in Better],
        "better": threads.better(thread.better) if thread.better else "",
        "seen_by": _seen_by(own),
        "to": consent.organisation_name if consent else "",
        "until": say.date_long(consent.until) if consent else "",
    }  # fmt: skip


def _next(own: by_code.Own, state: ReferralState) -> str:
    told = {"who": own.has_it if own.has_it != own.own.role else threads.role(own.has_it),
            "to": own.consent.organisation_name if own.consent else ""}  # fmt: skip
    says = {
        S.DRAFT: _("%(who)s taler med dig om, hvem der kan hjælpe."),
        S.CONSENTED: _("%(who)s spørger %(to)s."),
        S.SENT: _("%(to)s er spurgt. %(who)s holder øje."),
        S.OPENED: _("%(to)s har læst det. %(who)s holder øje."),
        S.ACCEPTED: _("%(to)s vil gerne hjælpe. I aftaler en tid."),
        S.PASSED_ON: _("%(who)s finder en anden sammen med dig."),
        S.FULL: _("Der var ikke plads. %(who)s finder et andet sted sammen med dig."),
        S.APPOINTMENT: _("I har en aftale."),
        S.MET: _("I har mødtes. Sig til, når hjælpen er i gang."),
        S.MISSED: _("%(who)s finder en ny tid sammen med dig."),
        S.ARRIVED: _("Du er nået frem. Vi spørger igen om tre måneder."),
        S.STILL_THERE: _("Du er der stadig. Sig til, hvis noget vipper."),
        S.CLOSED: _("Du har sagt, at det er godt nu. Koden virker stadig."),
        S.CANCELLED: _("Du har sagt stop. Koden virker stadig."),
        S.ON_HOLD: _("Det er på pause. Du kan begynde igen, når du vil."),
        S.ENTERED_IN_ERROR: _("Det her var en fejl hos os. Tal med os."),
        S.REOPENED: _("Godt, du kom igen. %(who)s taler med dig om det."),
    }
    return says[state] % told


def _cafe(own: by_code.Own) -> str:
    if own.cafe is None:
        return ""
    when = f"{say.day(own.cafe.date.weekday())} {say.date_year_free(own.cafe.date)}"
    told = {"place": own.cafe.place, "when": when, "time": say.span(own.cafe.starts, own.cafe.minutes)}
    return _("%(place)s, %(when)s kl.\u00a0%(time)s") % told


def _wishes(steps: Sequence[Any]) -> list[dict[str, str]]:
    """The person's own, as they wrote them."""
    return [
        {"kind": _("Anderledes") if one.kind == "wish to change" else _("Lettere"), "note": one.note}
        for one in steps
        if one.kind in WISHES and one.party == Party.GUEST and one.note
    ]


def _seen_by(own: by_code.Own) -> list[dict[str, Any]]:
    """Each thing a receiver could see, and whether they may."""
    if own.consent is None:
        return []
    return [{"name": threads.field(one.value), "yes": one.value in own.consent.fields} for one in Shared]
