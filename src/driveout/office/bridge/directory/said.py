"""What the directory says in words."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.bridge.directory.needs import SAID
from driveout.core.words import By, Heard, Offer, Sector
from driveout.look.language import either
from driveout.office import say


def need(code: str) -> str:
    """“Gæld og penge”."""
    return either(SAID[code].danish, SAID[code].english) if code in SAID else code


def needs() -> list[tuple[str, str]]:
    """Every kind, to choose from."""
    return [(str(code), need(code)) for code in SAID]


def sector(code: str) -> str:
    """Who gives help."""
    words = {Sector.PUBLIC: _("Offentlig"), Sector.CIVIL: _("Civilsamfund"), Sector.UNKNOWN: _("Ved ikke")}
    return words[Sector(code)]


def heard(code: str) -> str:
    """What somebody heard."""
    words = {
        Heard.FITS: _("Ringede, alt passer"),
        Heard.SILENT: _("Ringede, intet svar"),
        Heard.MOVED: _("Flyttet eller lukket"),
        Heard.FULL: _("Ringede, de har ikke plads"),
        Heard.FETCHED: _("Hentet fra en liste"),
        Heard.EDITED: _("Rettet her"),
    }
    return words[Heard(code)]


def when_open(offer: Offer, now: datetime) -> str:
    """“Åbent nu, til kl. 16”, “Åbner i morgen kl. 9”, or that nobody knows."""
    if offer.open_now and offer.until:
        if (offer.until - now).days >= 1:
            return _("Åbent døgnet rundt") if (offer.until - now).days >= 2 else _("Åbent nu")
        told = _("Telefonen er åben nu, til %(at)s") if offer.by is By.PHONE else _("Åbent nu, til %(at)s")
        return told % {"at": clock(offer.until)}
    if offer.opens_next:
        return _("Åbner %(when)s") % {"when": moment(offer.opens_next, now)}
    return _("Vi kender ikke tiderne. Ring først.") if not offer.knows_hours else _("Lukket de næste to måneder")


def clock(at: datetime) -> str:
    """“kl. 16”."""
    here = timezone.localtime(at)
    return _("kl.\u00a0%(time)s") % {"time": say.time(60 * here.hour + here.minute)}


def moment(at: datetime, now: datetime) -> str:
    """“i dag kl. 9”, “i morgen kl. 9”, “mandag 7. december kl. 9”."""
    days = (timezone.localdate(at) - timezone.localdate(now)).days
    on = {0: _("i dag"), 1: _("i morgen")}.get(days) or say.date_long(timezone.localdate(at))
    return f"{on} {clock(at)}"


def checked(on: date | None, age: str) -> str:
    """“Sidst bekræftet 12. oktober”; never more than is known."""
    if on is None:
        return _("Ingen af os har talt med dem endnu")
    told = _("Sidst bekræftet %(date)s. Trænger til et opkald") if age == "stale" else _("Sidst bekræftet %(date)s")
    return told % {"date": say.date_long(on)}


def silences(n: int) -> str:
    """“Ringede, intet svar: 2 gange i træk”; empty for none."""
    told = ngettext("Ringede, intet svar: %(n)s gang", "Ringede, intet svar: %(n)s gange i træk", n)
    return told % {"n": n} if n else ""


def away(km: float | None) -> str:
    """As the crow flies, or nothing."""
    if km is None:
        return ""
    return _("%(km)s km væk i lige linje") % {"km": say.number(round(km))} if km >= 1 else _("Under 1 km væk")
