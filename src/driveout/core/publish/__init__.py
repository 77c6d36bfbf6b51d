"""Publish: what of a table of counts may be shown to somebody who must not learn of any one person."""

from driveout.core.publish.withholding import SHOWN_FROM, Sum, withhold

__all__ = ["SHOWN_FROM", "Sum", "withhold"]
