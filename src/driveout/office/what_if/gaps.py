"""How far the points of a curve may be from the best, in a sentence: most gaps are too thin to draw."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from driveout.office import say
from driveout.office.what_if.chart import Point


def gaps(points: Sequence[Point]) -> str:
    """“Højst muligt ligger 0–3 gæster over hvert punkt.” Empty when nothing is known of it."""
    apart = [max(0.0, point.top - point.y) for point in points if point.top is not None]
    if not apart:
        return ""
    least, most = say.number(min(apart), 1), say.number(max(apart), 1)
    if least == most:
        return _("Højst muligt ligger %(most)s gæster over hvert punkt.") % {"most": most}
    return _(
        "Højst muligt ligger %(least)s–%(most)s gæster over punkterne. En streg over et punkt viser afstanden."
    ) % {
        "least": least,
        "most": most,
    }
