"""OSRM: GET /table/v1/driving/{lon},{lat};…?annotations=duration,distance (HTTP API of osrm-routed 5.x and later).

The answer is {"code": "Ok", "durations": [[seconds]], "distances": [[metres]], …}, null where there is no route.
"""

from collections.abc import Sequence

import httpx

from driveout.core.travel import source
from driveout.core.words import Place
from driveout.outside.travel_times.asking import ServiceFailed, Table, answered, read_table


class Osrm:
    """`most_points` is osrm-routed's own default for --max-table-size."""

    name = "OSRM"
    most_points = 100

    def table(self, client: httpx.Client, base_url: str, places: Sequence[Place]) -> Table:
        where = ";".join(f"{place.lon:.6f},{place.lat:.6f}" for place in places)
        url = f"{base_url.rstrip('/')}/table/v1/driving/{where}"
        answer = answered(self.name, lambda: client.get(url, params={"annotations": "duration,distance"}))
        if not isinstance(answer, dict) or answer.get("code") != "Ok":
            raise ServiceFailed(source.NO_TABLE, service=self.name)
        return read_table(self.name, answer.get("durations"), answer.get("distances"), len(places))
