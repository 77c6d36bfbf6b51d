"""The national help lines that come with Drive Out, into a directory: twice changes nothing."""

from datetime import datetime
from typing import TYPE_CHECKING

from driveout.core.bridge.directory.ageing import LINE_EVERY
from driveout.core.bridge.directory.help_lines import LINES, as_service

if TYPE_CHECKING:
    from driveout.records.bridge.directory.taking import Report
    from driveout.records.team.models import Organisation

SOURCE = "Drive Out: nationale linjer"


def take_lines(*, organisation: "Organisation", now: datetime, partial: bool = False) -> "Report":
    """All of them, asked about every 90 days."""
    from driveout.core.bridge.directory.items import take_apart
    from driveout.records.bridge.directory.taking import take_list

    found = take_apart([("service", as_service(line)) for line in LINES])
    return take_list(
        organisation=organisation, found=found, whose_list=SOURCE, by=None, now=now, partial=partial,
        check_every_days=LINE_EVERY,
    )  # fmt: skip
