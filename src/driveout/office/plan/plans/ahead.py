"""What the crew has ahead, told to who is about to change it: cafés on dates, and people signed up, in one sentence."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.look import say
from driveout.office.plan.plans.shelf import Shelf
from driveout.records.drive.crew.ahead import ahead_of
from driveout.records.plan.models import Plan, Season


def stays(shelf: Shelf, plan: Plan) -> dict[str, str] | None:
    """What stays on the phones without this plan's approval, before and after it is taken back. Two queries.

    None where nothing is ahead, where nothing is decided, or where another plan is the approved one.
    """
    season = shelf.season
    if season.is_scenario or season.set_aside_at or (shelf.approved and shelf.approved != plan):
        return None
    told = _counted(season)
    if told is None:
        return None
    if plan.approved_at:
        text = _("%(cafes)s og %(people)s bliver stående på holdets telefoner, til en anden plan er sat på datoer.")
        return {"before": text % told}
    text = _("%(cafes)s og %(people)s står stadig på holdets telefoner, selv om ingen plan er godkendt.")
    return {"after": text % told}


def goes(season: Season) -> str:
    """What leaves the phones when the season no longer counts; empty where nothing is ahead. Two queries."""
    told = _counted(season)
    if told is None:
        return ""
    text = _(
        "%(name)s har %(cafes)s og %(people)s: det forsvinder fra holdets telefoner, og ingen får besked af sig selv."
    )
    return text % {**told, "name": season.name}


def _counted(season: Season) -> dict[str, str] | None:
    """“12 caféer forude”, “8 tilmeldte”."""
    ahead = ahead_of(season.pk, timezone.localdate())
    if not ahead.cafes:
        return None
    cafes = ngettext("%(n)s café forude", "%(n)s caféer forude", ahead.cafes) % {"n": say.number(ahead.cafes)}
    people = ngettext("%(n)s tilmeldt", "%(n)s tilmeldte", ahead.people) % {"n": say.number(ahead.people)}
    return {"cafes": cafes, "people": people}
