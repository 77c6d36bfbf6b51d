"""A public opening's place, as JSON-LD tells of it."""

from driveout.core.tell.linked import Where
from driveout.core.words import told_hall
from driveout.records.publish.models import PublicOpening


def where_of(opening: PublicOpening, page: str) -> Where:
    """`page`: the whole address of the café's own page."""
    return Where(page, told_hall(opening.venue), opening.address, opening.lat, opening.lon, opening.phone)
