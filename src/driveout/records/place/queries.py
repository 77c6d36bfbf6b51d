"""Named reads. Each says how many queries it takes."""

from driveout.records.place.models import Kind, Place, PlaceQuestion


def places_of(organisation_id: int) -> list[Place]:
    """Where cafés stand or stood; not those that a person joined to another. One query."""
    joined = PlaceQuestion.objects.filter(same=True).values("other")
    return list(Place.objects.filter(organisation_id=organisation_id, kind=Kind.STOP).exclude(pk__in=joined))


def place_here(organisation_id: int, place_id: int) -> Place | None:
    """One of an organisation's own. One query."""
    return Place.objects.filter(organisation_id=organisation_id, kind=Kind.STOP, pk=place_id).first()
