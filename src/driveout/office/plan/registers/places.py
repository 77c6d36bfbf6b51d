"""Where something lies: searched for by name, guessed from what is near, and which hubs are near."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from driveout.core.travel.geometry import great_circle_km
from driveout.look.places import Town, called, has_towns, towns
from driveout.look.say import municipality
from driveout.office import say
from driveout.records.plan.models import Hub, Season, Stop
from driveout.records.plan.registers.roads import nearest

NEAR_KM, NEAR_MINUTES, MOST_HUBS = 8.0, 60, 3
FAR_OUT = 999.0


def found(organisation_id: int, wanted: str) -> list[dict[str, Any]]:
    """Towns of that name, first those of the organisation's own seasons: they know their municipality. Two queries."""
    own = tuple(_own(organisation_id))
    some = called(wanted, own)
    seen = {(town.name.lower(), round(town.lat, 1), round(town.lon, 1)) for town in some}
    others = [t for t in called(wanted, towns()) if (t.name.lower(), round(t.lat, 1), round(t.lon, 1)) not in seen]
    return [_shown(town) for town in [*some, *others][:10]]


def _own(organisation_id: int) -> list[Town]:
    kept: dict[tuple[str, float, float], Town] = {}
    for model in (Hub, Stop):
        fields = ("place_name", "lat", "lon", "inhabitants", "municipality", "source")
        for row in model._default_manager.filter(season__organisation=organisation_id).values_list(*fields):
            town = Town(*row)
            kept[town.name.lower(), round(town.lat, 2), round(town.lon, 2)] = town
    return list(kept.values())


def _shown(town: Town) -> dict[str, Any]:
    about = [municipality(town.municipality)] if town.municipality else []
    if town.inhabitants:
        about.append(_("%(n)s indbyggere") % {"n": say.number(town.inhabitants)})
    spot = (town.lat, town.lon, town.name, town.municipality, "" if town.inhabitants is None else town.inhabitants)
    return {"name": town.name, "about": ", ".join(about), "value": "|".join(map(str, (*spot, town.source)))}


def taken(value: str) -> dict[str, str] | None:
    """What a button of the search says, as a form's fields; None for what no button of ours says."""
    parts = value.split("|", 5)
    if len(parts) != 6:
        return None
    lat, lon, name, code, inhabitants, source = parts
    comma = say.number(0.5, 1)[1]
    return {
        "lat": lat.replace(".", comma), "lon": lon.replace(".", comma), "name": name, "municipality": code,
        "inhabitants": inhabitants, "source": source[:200],
    }  # fmt: skip


def likely_municipality(organisation_id: int, lat: float, lon: float) -> str:
    """The municipality of the nearest spot we know within some kilometres; empty where none is near. Two queries."""
    known = [town for town in _own(organisation_id) if town.municipality]
    if not known:
        return ""
    away = great_circle_km([t.lat for t in known], [t.lon for t in known], lat, lon)
    at = int(away.argmin())
    return known[at].municipality if away[at] <= NEAR_KM else ""


def near_hubs(hubs: Sequence[Hub], lat: float, lon: float) -> list[int]:
    """The nearest hub by road (on the map where no road is known), and the others no more than an hour away."""
    ways = nearest([(hub.pk, hub.lat, hub.lon) for hub in hubs], lat, lon)
    if not ways:
        ordered = sorted(hubs, key=lambda hub: (hub.lat - lat) ** 2 + (hub.lon - lon) ** 2)
        return [hub.pk for hub in ordered[:1]]
    first, *rest = ways
    return [first[0], *(pk for pk, minutes in rest if minutes <= NEAR_MINUTES)][:MOST_HUBS]


def on_map(season: Season) -> dict[str, Any]:
    """Hubs and stops for the map that a place is chosen on. Two queries."""
    spots = {
        "hubs": [(hub.name, hub.lat, hub.lon) for hub in season.hubs.all()],
        "stops": list(season.stops.values_list("name", "lat", "lon")),
    }
    return {
        kind: [{"name": name, "at": [round(lat, 5), round(lon, 5)]} for name, lat, lon in rows]
        for kind, rows in spots.items()
    }


__all__ = ["found", "has_towns", "likely_municipality", "near_hubs", "on_map", "taken"]
