"""What a routing service is asked and how its answer is judged before anybody believes it."""

import math
from collections.abc import Sequence
from typing import Any, Protocol

import httpx

from driveout.core.travel import source
from driveout.core.words import Drive, Nonsense, Place, Saying

Table = list[list[Drive | None]]
# No drive in Denmark takes a day; a service that says so has lost its way.
_LONGEST_SECONDS, _LONGEST_METRES = 24 * 3600, 2_000_000


class ServiceFailed(Exception):
    """The service did not answer, or not with a table. `saying` is a sentence for people."""

    def __init__(self, saying: Saying, **values: object) -> None:
        self.saying = source.filled(saying, **values)
        super().__init__(self.saying.english)


class Service(Protocol):
    """One way of asking. `most_points` is how many places one request may hold."""

    name: str
    most_points: int

    def table(self, client: httpx.Client, base_url: str, places: Sequence[Place]) -> Table:
        """Drives from every place (row) to every place (column); None where the service knows no way."""
        ...


def answered(name: str, ask: Any) -> Any:
    """The JSON of an answer; `ServiceFailed` when there is none or it is not JSON."""
    try:
        response = ask()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ServiceFailed(source.SILENT, service=name, why=type(error).__name__) from error
    if response.status_code != 200:
        raise ServiceFailed(source.STATUS, service=name, n=response.status_code)
    try:
        return response.json()
    except ValueError as error:
        raise ServiceFailed(source.NO_JSON, service=name) from error


def read_table(name: str, seconds: Any, metres: Any, size: int) -> Table:
    """Two square matrices of numbers or nulls as drives, or `ServiceFailed`. Minutes are rounded up."""
    for matrix in (seconds, metres):
        if not isinstance(matrix, list) or len(matrix) != size:
            raise ServiceFailed(source.MISSHAPEN, service=name, n=size)
        if any(not isinstance(row, list) or len(row) != size for row in matrix):
            raise ServiceFailed(source.MISSHAPEN, service=name, n=size)
    return [
        [_drive(name, second, metre) for second, metre in zip(row_s, row_m, strict=True)]
        for row_s, row_m in zip(seconds, metres, strict=True)
    ]


def _drive(name: str, seconds: Any, metres: Any) -> Drive | None:
    if seconds is None or metres is None:
        return None
    if not _sane(seconds, _LONGEST_SECONDS) or not _sane(metres, _LONGEST_METRES):
        raise ServiceFailed(source.UNTRUE, service=name)
    try:
        return Drive(math.ceil(round(seconds / 60, 6)), round(metres / 1000, 1))
    except Nonsense as error:
        raise ServiceFailed(source.UNTRUE, service=name) from error


def _sane(number: Any, most: float) -> bool:
    return isinstance(number, int | float) and not isinstance(number, bool) and 0 <= number <= most
