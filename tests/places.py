"""Places for rows that a test writes by hand."""

from typing import Any


def at(season: Any, name: str, kind: str = "stop") -> Any:
    """The organisation's place of that name, made when it is first asked for."""
    from driveout.records.models import Place

    where = {"organisation_id": season.organisation_id, "kind": kind, "name": name}
    return Place.objects.get_or_create(**where, defaults={"lat": 56.5, "lon": 8.3})[0]


def hub_at(whose: Any, name: str) -> Any:
    """The hub of that name, made when it is first asked for; none for no name. `whose`: a row of the organisation."""
    from driveout.records.place.finding import hub_called

    return hub_called(whose.organisation_id, name) if name else None


def hub_key(season: Any) -> str:
    """The key of a season's only hub."""
    return str(season.hubs.get().where_id)
