"""A plan as GeoJSON (RFC 7946): hubs and stops as points, tours as straight lines between them. No names of people."""

from typing import Any

from driveout.core.words import Names, Place, Plan, Season, clock_iso
from driveout.outside.plan_files.week import of_stop, on_tour


def as_geojson(season: Season, plan: Plan, *, note: str = "") -> dict[str, Any]:
    """A FeatureCollection; `kind` is hub, stop or tour. Guests are expected a week. A `note` stands beside them."""
    names = season.names
    hubs = [_point(hub.place, kind="hub", name=names.place(hub.key)) for hub in season.hubs]
    places = {hub.key: hub.place for hub in season.hubs} | {stop.key: stop.place for stop in season.stops}
    features = [*hubs, *_stops(season, plan, names), *_tours(plan, places, names)]
    return {"type": "FeatureCollection", **({"note": note} if note else {}), "features": features}


def _stops(season: Season, plan: Plan, names: Names) -> list[dict[str, Any]]:
    found = []
    for stop in season.stops:
        openings = of_stop(plan, stop.key)
        hours = [
            {"weekday": o.weekday.name.lower(), "starts": clock_iso(o.starts), "ends": clock_iso(o.ends)}
            for o in openings
        ]
        found.append(
            _point(
                stop.place,
                kind="stop",
                name=names.place(stop.key),
                hub=names.place(openings[0].hub if openings else stop.hubs[0]),
                municipality=stop.place.municipality,
                venue=stop.venue,
                address=stop.place.address,
                visits_a_week=len(openings),
                guests_a_week=round(sum(o.guests for o in openings), 2),
                openings=hours,
            )
        )
    return found


def _tours(plan: Plan, places: dict[str, Place], names: Names) -> list[dict[str, Any]]:
    found = []
    for tour in plan.tours:
        route = [tour.hub, *(opening.stop for opening in on_tour(plan, tour)), tour.hub]
        properties = {
            "kind": "tour",
            "name": tour.name,
            "hub": names.place(tour.hub),
            "weekday": tour.weekday.name.lower(),
            "leaves": clock_iso(tour.leaves),
            "returns": clock_iso(tour.returns),
            "driving_minutes": tour.driving_minutes,
            "km": round(tour.km, 1),
            "line": "straight between stops, not along roads",
        }
        line = {"type": "LineString", "coordinates": [_lonlat(places[key]) for key in route]}
        found.append({"type": "Feature", "geometry": line, "properties": properties})
    return found


def _point(place: Place, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": _lonlat(place)}, "properties": properties}


def _lonlat(place: Place) -> list[float]:
    return [round(place.lon, 6), round(place.lat, 6)]
