"""Places for rows that a test writes by hand."""

from typing import Any


def at(season: Any, name: str, kind: str = "stop") -> Any:
    """The organisation's place of that name, made when it is first asked for."""
    from driveout.records.models import Place

    where = {"organisation_id": season.organisation_id, "kind": kind, "name": name}
    return Place.objects.get_or_create(**where, defaults={"lat": 56.5, "lon": 8.3})[0]
