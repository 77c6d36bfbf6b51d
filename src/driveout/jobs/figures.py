"""Each night: close the months that are due, and publish figures that give nobody away."""

import logging
from datetime import datetime

from driveout.core.publish import new_figures
from driveout.records.meet.closing import close_months, counted_of, names_of_hubs
from driveout.records.publish import figures
from driveout.records.team.models import Organisation

log = logging.getLogger(__name__)


def publish_all(now: datetime) -> int:
    """Of every organisation. How many lines are new; one that fails harms no other, and publishes nothing."""
    new = 0
    for organisation_id in Organisation.objects.order_by("pk").values_list("pk", flat=True):
        try:
            new += _publish(organisation_id, now)
        except Exception:
            log.exception("The figures of organisation %s could not be published", organisation_id)
    return new


def _publish(organisation_id: int, now: datetime) -> int:
    through = close_months(organisation_id=organisation_id, now=now)
    stand = figures.figures_of(organisation_id)
    come = new_figures(counted_of(organisation_id), closed_through=through, before=stand)
    hubs = names_of_hubs(organisation_id)
    return figures.add(organisation_id=organisation_id, figures=come, hubs=hubs, now=now) if come else 0
