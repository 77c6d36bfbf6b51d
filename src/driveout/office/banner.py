"""What every page of a scenario, or of a season that was set aside, says on top."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from driveout.office import say
from driveout.records.plan.models import Season
from driveout.records.plan.seasons.copies import in_place_of


def banner(season: Season) -> dict[str, Any] | None:
    """None for a season that counts. Two queries for one that was set aside, else none."""
    if season.is_scenario:
        return {
            "text": _("Scenarie: %(name)s. Intet her gælder, før du gør det til sæsonen.") % {"name": season.name},
            "href": reverse("office:scenario", args=(season.id,)),
            "word": _("Om scenariet"),
        }
    if season.set_aside_at is None:
        return None
    now = in_place_of(season)
    told = {"name": season.name, "when": say.moment(season.set_aside_at), "now": now.name if now else ""}
    if now is None:
        text = _("%(name)s er lagt til side, %(when)s. Du kan læse den, men intet her gælder.") % told
        return {"text": text, "href": reverse("office:seasons"), "word": _("Alle sæsoner")}
    text = _("%(name)s er lagt til side, %(when)s. Nu er %(now)s sæsonen. Intet her gælder mere.") % told
    return {"text": text, "href": reverse("office:season", args=(now.id,)), "word": _("Gå til %(now)s") % told}
