"""Who is meant where one row names another: by its key, or by its name where only one has it.

A file that people write needs no keys: there each name is one, and is its own key. A second of a name is asked about.
"""

from collections.abc import Iterable, Sequence

from driveout.core.words import Season
from driveout.core.words.names import Keyed
from driveout.outside.season_files.build import Records
from driveout.outside.season_files.records import Record

OWN_NAMES = {"hubs": "hub", "stops": "stop", "vehicles": "vehicle", "employees": "employee", "volunteers": "volunteer"}


class Known:
    """Rows that others name, by key and by name. `column`: where each has its own name."""

    def __init__(self, rows: Iterable[tuple[Record, str]]) -> None:
        self.by_key: dict[str, Record] = {}
        self.by_name: dict[str, list[Record]] = {}
        for r, column in rows:
            if r.key:
                self.by_key.setdefault(r.key, r)
                self.by_name.setdefault(r[column], []).append(r)

    def meant(self, text: str) -> tuple[str, ...]:
        """The keys that may be meant: one where that is sure, none where nobody knows it."""
        if text in self.by_key:
            return (text,)
        return tuple(r.key for r in self.by_name.get(text, ()))

    def one(self, text: str | None) -> str:
        """The key that is meant; the text itself where it is not sure, which is then told."""
        keys = self.meant(text or "")
        return keys[0] if len(keys) == 1 else text or ""


def known_hubs(records: Records) -> Known:
    return Known((r, "hub") for r in records.hubs)


def known_stops(records: Records) -> Known:
    return Known((r, "stop") for r in records.stops)


def known_places(records: Records) -> Known:
    return Known([*((r, "hub") for r in records.hubs), *((r, "stop") for r in records.stops)])


def give_keys(records: Records) -> None:
    """Each row its key, and each reference the key it means."""
    for table, column in OWN_NAMES.items():
        for r in getattr(records, table):
            r.key = r.get("key") or r.get(column) or ""
    hubs, stops, both = known_hubs(records), known_stops(records), known_places(records)
    for r in (*records.stops, *records.vehicles, *records.employees, *records.volunteers):
        r.refs["hub"] = hubs.one(r.get("hub"))
    for r in records.stops:
        r.refs["also_hubs"] = tuple(map(hubs.one, r.get("also_hubs") or ()))
    for r in (*records.wishes, *records.earlier, *records.reach):
        r.refs["stop"] = stops.one(r.get("stop"))
    for r in records.minutes:
        r.refs["from"], r.refs["to"] = both.one(r.get("from")), both.one(r.get("to"))


class Written:
    """How a season's hubs and stops are named in a file: by name where that tells who is meant, else by key."""

    def __init__(self, season: Season) -> None:
        self._hubs, self._stops = _texts(season.hubs), _texts(season.stops)
        self._places = _texts((*season.hubs, *season.stops))

    def hub(self, key: str) -> str:
        return self._hubs.get(key, key)

    def stop(self, key: str) -> str:
        return self._stops.get(key, key)

    def place(self, key: str) -> str:
        """A hub or a stop."""
        return self._places.get(key, key)


def _texts(those: Sequence[Keyed]) -> dict[str, str]:
    keys = {one.key for one in those}
    alike: dict[str, int] = {}
    for one in those:
        alike[one.name] = alike.get(one.name, 0) + 1
    return {one.key: one.name if alike[one.name] == 1 and one.name not in keys else one.key for one in those}


def own_key(one: Keyed) -> str:
    """What stands in the column `key`: nothing where the name is the key."""
    return "" if one.key == one.name else one.key
