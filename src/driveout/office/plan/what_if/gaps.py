"""How far the points of a curve may be from the best, in a sentence: most gaps are too thin to draw."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.plan.what_if.chart import Point

LOOSE = 0.01  # share of the guests: beyond it a better plan may well be there
NOTHING, SMALL = 0.05, 10  # guests


def gaps(points: Sequence[Point]) -> str:
    """“Højst muligt ligger 0–3 gæster over hvert punkt.” Empty when nothing is known of it."""
    apart = [max(0.0, point.top - point.y) for point in points if point.top is not None]
    if not apart:
        return ""
    least, most = _size(min(apart)), _size(max(apart))
    if least == most:
        return _("Højst muligt ligger %(guests)s over hvert punkt.") % {
            "guests": say.about(max(apart), _decimals(max(apart)))
        }
    told = _("Højst muligt ligger %(least)s–%(most)s gæster over punkterne.") % {"least": least, "most": most}
    if max(apart) > LOOSE * max(point.y for point in points):
        told += " " + _("En streg over et punkt viser afstanden. Er den lang, blev tiden for kort til at finde mere.")
    return told


def _size(apart: float) -> str:
    return say.number(apart, _decimals(apart))


def _decimals(apart: float) -> int:
    return 1 if NOTHING <= apart < SMALL else 0
