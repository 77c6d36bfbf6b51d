"""A small local server that answers as OSRM's table and Valhalla's matrix do, well or badly on request.

The contract test asks it and, when there is one, a real service, the same questions.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, cast

from driveout.core.travel.geometry import great_circle_km

BEHAVIOURS = ("well", "nulls", "wrong size", "rubbish", "not json", "broken", "negative")
_METRES_A_SECOND = 18.0
_DETOUR = 1.3


class _Server(ThreadingHTTPServer):
    behaviour = "well"
    requests = 0


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if not self.path.startswith("/table/v1/driving/"):
            return self._say(400, {"code": "InvalidUrl", "message": "URL string malformed"})
        coordinates, _, options = self.path.removeprefix("/table/v1/driving/").partition("?")
        points = [(float(lat), float(lon)) for lon, lat in (pair.split(",") for pair in coordinates.split(";"))]
        if len(points) > 100:
            return self._say(400, {"code": "TooBig", "message": "Too many table coordinates"})
        metres = self._metres(points)
        answer: dict[str, Any] = {"code": "Ok", "durations": _seconds(metres)}
        if "distance" in options:
            answer["distances"] = metres
        answer["sources"] = answer["destinations"] = [
            {"hint": "", "distance": 0.0, "name": "", "location": [lon, lat]} for lat, lon in points
        ]
        return self._say(200, answer)

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/sources_to_targets" or asked.get("costing") != "auto":
            return self._say(400, {"error_code": 106, "error": "Try a valid action", "status_code": 400})
        if len(asked["sources"]) * len(asked["targets"]) > 2500:
            return self._say(400, {"error_code": 150, "error": "Exceeded max locations", "status_code": 400})
        metres = self._metres([(point["lat"], point["lon"]) for point in asked["sources"]])
        cells = [
            [
                {
                    "distance": None if m is None else round(m / 1000, 3),
                    "time": None if s is None else round(s),
                    "from_index": i,
                    "to_index": j,
                }
                for j, (m, s) in enumerate(zip(row, times, strict=True))
            ]
            for i, (row, times) in enumerate(zip(metres, _seconds(metres), strict=True))
        ]
        return self._say(200, {"sources_to_targets": cells, "units": "kilometers", "algorithm": "costmatrix"})

    def _metres(self, points: list[tuple[float, float]]) -> list[list[float | None]]:
        matrix: list[list[float | None]] = [
            [round(float(great_circle_km(*a, *b)) * 1000 * _DETOUR, 1) for b in points] for a in points
        ]
        behaviour = self._behaviour()
        if behaviour == "nulls":
            matrix = [[value if i == j else None for j, value in enumerate(row)] for i, row in enumerate(matrix)]
        if behaviour == "wrong size":
            matrix = matrix[:-1]
        if behaviour == "negative":
            matrix = [[-1.0 for _ in row] for row in matrix]
        return matrix

    def _behaviour(self) -> str:
        return cast(_Server, self.server).behaviour

    def _say(self, status: int, answer: object) -> None:
        cast(_Server, self.server).requests += 1
        behaviour = self._behaviour()
        body = json.dumps({"rubbish": 1} if behaviour == "rubbish" else answer).encode()
        if behaviour == "not json":
            body = b"<html>Welcome</html>"
        self.send_response(503 if behaviour == "broken" else status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


def _seconds(metres: list[list[float | None]]) -> list[list[float | None]]:
    return [[None if value is None else round(value / _METRES_A_SECOND, 1) for value in row] for row in metres]


@contextmanager
def fake_service(behaviour: str = "well") -> Iterator[str]:
    """Run the server while the block lasts; gives its base address."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.behaviour = behaviour
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
