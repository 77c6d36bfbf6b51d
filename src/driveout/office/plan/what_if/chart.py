"""A curve as a drawing: whole numbers for an SVG of 610 × 420, so that the template only has to write them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any

WIDTH, HEIGHT = 610, 420
LEFT, RIGHT, TOP, BOTTOM = 66, 590, 64, 340
VISIBLE = 3  # a gap smaller than this cannot be seen beside the dot, and is written instead


@dataclass(frozen=True)
class Point:
    """Where a point lies, and the most that is possible there; None when that is not known. `proven`: are the two as
    near each other as was asked?"""

    x: float
    y: float
    top: float | None = None
    proven: bool = True


@dataclass(frozen=True)
class Axis:
    """From `low` to `high`, with a line at each of `ticks`."""

    low: float
    high: float
    ticks: tuple[float, ...]

    @property
    def starts_at_0(self) -> bool:
        return self.low == 0


def axis(values: Sequence[float], most: int = 6, far: float = 0.5) -> Axis:
    """Around these values in round numbers; from 0 unless all of them lie far from it: a share of the highest."""
    low, high = min(values), max(values)
    low = 0.0 if low < far * high else low
    span = (high - low) or abs(high) or 1.0
    step = _round_step(span / most)
    first = floor(low / step + 1e-9) * step
    last = first
    while last < high - 1e-9 * span:
        last += step
    last = last if last > first else first + step
    return Axis(first, last, tuple(first + n * step for n in range(round((last - first) / step) + 1)))


def _round_step(least: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 …"""
    power = 10.0 ** floor(log10(least))
    return next(power * n for n in (1, 2, 5, 10) if power * n >= least - 1e-12)


def chart(
    points: Sequence[Point], curve: Sequence[Point], held: Point | None, *, say_x: Callable[[float], str],
    say_y: Callable[[float], str], held_says: str = "", roof_says: str = "", above: bool = False,
) -> dict[str, Any]:  # fmt: skip
    """The drawing. `held` is the plan that holds, with words `above` or below it."""
    seen = [*points, *([held] if held else [])]
    across = axis([point.x for point in seen], most=8, far=0.25)
    up = axis([value for point in seen for value in (point.y, point.top) if value is not None])

    def at(point: Point) -> tuple[int, int]:
        return _on(across, point.x, LEFT, RIGHT), _on(up, point.y, BOTTOM, TOP)

    drawing: dict[str, Any] = {
        "rows": [{"y": _on(up, tick, BOTTOM, TOP), "word": say_y(tick)} for tick in up.ticks],
        "columns": [{"x": _on(across, tick, LEFT, RIGHT), "word": say_x(tick)} for tick in across.ticks],
        "curve": " ".join("{},{}".format(*at(point)) for point in curve),
        "dots": [dict(zip("xy", at(point), strict=True), open=not point.proven) for point in points],
        "any_open": any(not point.proven for point in points),
        "gaps": [gap for point in points if (gap := _gap(point, at(point), up))],
        "x_starts": "" if across.starts_at_0 else say_x(across.low),
        "y_starts": "" if up.starts_at_0 else say_y(up.low),
    }
    if held:
        x, y = at(held)
        up_there = above or y > BOTTOM - 110
        words = y - (46 if roof_says else 22) if up_there else y + 84
        drawing["held"] = {
            "x": x, "y": y, "lead": "" if up_there else f"M{x} {y + 13}v46",
            "words_x": min(max(x, LEFT + 100), RIGHT - 100), "words_y": words, "roof_y": words + 25,
            "says": held_says, "roof": roof_says,
        }  # fmt: skip
    return drawing


def _on(axis: Axis, value: float, start: int, end: int) -> int:
    return round(start + (value - axis.low) / (axis.high - axis.low) * (end - start))


def _gap(point: Point, at: tuple[int, int], up: Axis) -> str:
    """From the dot to the most that is possible, with a bar on top; empty when it is too small to be seen."""
    if point.top is None:
        return ""
    x, y = at
    top = _on(up, point.top, BOTTOM, TOP)
    return f"M{x} {y - 6}V{top}m-7 0h14" if y - top > 6 + VISIBLE else ""
