"""Valhalla: POST /sources_to_targets with sources, targets, costing and units (its time-distance matrix service).

The answer is {"sources_to_targets": [[{"time": seconds, "distance": km, "from_index": i, "to_index": j}]], …},
time and distance null where there is no route.
"""

from collections.abc import Sequence
from typing import Any

import httpx

from driveout.core.travel import source
from driveout.core.words import Place
from driveout.outside.travel_times.asking import ServiceFailed, Table, answered, read_table


class Valhalla:
    """`most_points` squared is Valhalla's own default limit of pairs a request (2,500)."""

    name = "Valhalla"
    most_points = 50

    def table(self, client: httpx.Client, base_url: str, places: Sequence[Place]) -> Table:
        points = [{"lat": round(place.lat, 6), "lon": round(place.lon, 6)} for place in places]
        asked = {"sources": points, "targets": points, "costing": "auto", "units": "kilometers"}
        url = f"{base_url.rstrip('/')}/sources_to_targets"
        answer = answered(self.name, lambda: client.post(url, json=asked))
        cells = answer.get("sources_to_targets") if isinstance(answer, dict) else None
        if not isinstance(cells, list) or not all(isinstance(row, list) for row in cells):
            raise ServiceFailed(source.NO_TABLE, service=self.name)
        seconds, metres = (self._column(cells, *way) for way in (("time", 1), ("distance", 1000)))
        return read_table(self.name, seconds, metres, len(places))

    def _column(self, cells: list[list[Any]], key: str, factor: int) -> list[list[Any]]:
        return [[self._cell(cell, key, factor, i, j) for j, cell in enumerate(row)] for i, row in enumerate(cells)]

    def _cell(self, cell: Any, key: str, factor: int, i: int, j: int) -> Any:
        # The order of cells is only a habit; the indices are what is promised.
        if not isinstance(cell, dict) or (cell.get("from_index", i), cell.get("to_index", j)) != (i, j):
            raise ServiceFailed(source.DISORDER, service=self.name)
        value = cell.get(key)
        return value * factor if isinstance(value, int | float) and not isinstance(value, bool) else value
