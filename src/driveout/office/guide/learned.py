"""Is a figure assumed or learned? Said with the page's own numbers."""

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words import Known
from driveout.look import say
from driveout.records.plan.models import Stop


def of_season(season_id: int) -> str:
    """“Behovet er lært 12 af 180 steder, af 84 åbninger.” One query."""
    learned = Q(known=Known.LEARNED.value)
    found = Stop.objects.filter(season_id=season_id).aggregate(
        stops=Count("id"), learned=Count("id", filter=learned), seen=Sum("openings_seen", filter=learned)
    )
    return _season(found["stops"], found["learned"], found["seen"] or 0)


def of_stops(stops: list[Stop]) -> str:
    """The same of stops that are read already."""
    learned = [stop for stop in stops if stop.known == Known.LEARNED.value]
    return _season(len(stops), len(learned), sum(stop.openings_seen for stop in learned))


def of_stop(stop: Stop) -> str:
    """“Lært af 4 åbninger.”"""
    if stop.known != Known.LEARNED.value:
        return _("Antaget: ingen har talt gæster her endnu.")
    seen = stop.openings_seen
    return ngettext("Lært af %(n)s åbning her.", "Lært af %(n)s åbninger her.", seen) % {"n": say.number(seen)}


def _season(stops: int, learned: int, seen: int) -> str:
    if learned == 0:
        return _("Behovet er antaget. Ingen har talt gæster endnu.")
    told = {"learned": say.number(learned), "stops": say.number(stops), "seen": say.number(seen)}
    return _("Behovet er lært på %(learned)s af %(stops)s steder, af %(seen)s åbninger. Resten er antaget.") % told
