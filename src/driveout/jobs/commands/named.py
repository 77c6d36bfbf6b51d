"""An answer as JSON with the names that people know: beside a name stands its key where the two differ."""

from collections.abc import Callable
from typing import Any

from driveout.core.words import Plan, Season


def with_names(value: Any, season: Season, plan: Plan) -> Any:
    """Plain values in which keys stand, as names; such as `stop_key` beside `stop` where that is not the name."""
    return _Named(season, plan).value(value)


class _Named:
    def __init__(self, season: Season, plan: Plan) -> None:
        names, tours = season.names, {tour.key: tour.name for tour in plan.tours}
        self.shown: dict[str, Callable[[str], str]] = {
            "stop": names.place,
            "hub": names.place,
            "vehicle": names.vehicle,
            "employee": names.employee,
            "volunteer": names.volunteer,
            "tour": lambda key: tours.get(key, key),
        }

    def value(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.value(item) for item in value]
        if not isinstance(value, dict):
            return value
        found: dict[str, Any] = {}
        for field, item in value.items():
            found |= self.field(field, item, value)
        return found

    def field(self, field: str, item: Any, beside: dict[str, Any]) -> dict[str, Any]:
        if field in self.shown and isinstance(item, str):
            return _beside(field, item, self.shown[field](item))
        if field == "volunteers":
            return _beside(field, item, [self.shown["volunteer"](key) for key in item], "volunteer_keys")
        if field == "left":
            return _beside(field, item, [self.shown["tour"](key) for key in item])
        if field == "moves":
            return {field: [[self.shown["stop"](stop), guests] for stop, guests in item]}
        if field == "mishaps":
            return {field: [self.mishap(one) for one in item]}
        if field == "key" and beside.get("name") == item:
            return {}
        return {field: self.value(item)}

    def mishap(self, one: dict[str, Any]) -> dict[str, Any]:
        """What is broken, by its name; of a road both ends."""
        of = {"van": "vehicle", "employee": "employee", "volunteer": "volunteer"}.get(one["kind"], "stop")
        name = self.shown[of](one["key"])
        rest = {field: self.shown["stop"](one[field]) if one[field] else "" for field in ("hub", "to")}
        return {"kind": one["kind"], **_beside("name", one["key"], name, "key"), **rest}


def _beside(field: str, key: Any, name: Any, called: str = "") -> dict[str, Any]:
    return {field: name} if name == key else {field: name, called or f"{field}_key": key}
