"""Publish: what of a table of counts may be shown to somebody who must not learn of any one person."""

from driveout.core.publish.figures import EVERYWHERE, Counted, Figure, new_figures
from driveout.core.publish.withholding import SHOWN_FROM, Sum, withhold

__all__ = ["EVERYWHERE", "SHOWN_FROM", "Counted", "Figure", "Sum", "new_figures", "withhold"]
