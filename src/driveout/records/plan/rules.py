"""Is this move allowed at all? Each refusal says why."""

from datetime import datetime, timedelta

from driveout.core.words import Verdict
from driveout.records.plan.models import Season
from driveout.records.plan.models.work import State, Work

SILENT_FOR = timedelta(seconds=15)  # a living worker's heartbeat comes every two


class Refused(Exception):
    """The move is not allowed. The message says why."""


class NotChecked(Refused):
    """The independent checker found something wrong with a plan. `verdict` says what."""

    def __init__(self, verdict: Verdict) -> None:
        self.verdict = verdict
        super().__init__("; ".join(breach.sentence for breach in verdict.breaches[:5]))


class OtherContent(Refused):
    """A season of that name is here already, and says something else."""


class BindsNobody(Refused):
    """The season is a scenario, or it was set aside: nothing in it is approved or made public. `season` says which."""

    def __init__(self, season: Season) -> None:
        self.season = season
        super().__init__(f"{season.name} is a scenario or was set aside: nothing in it can be decided.")


def check_binds(season: Season) -> None:
    """What is decided in a season counts; in a scenario, or once another season took its place, nothing is."""
    if season.is_scenario or season.set_aside_at:
        raise BindsNobody(season)


def check_verdict(verdict: Verdict) -> None:
    """Nothing is stored that the checker did not try, or found wanting."""
    if not verdict.holds or not verdict.rules:
        raise NotChecked(verdict)


def is_silent(work: Work, now: datetime) -> bool:
    """Running work whose worker has not been heard of: it died, and will not come back."""
    return work.state == State.RUNNING and (work.heartbeat or work.asked_at) < now - SILENT_FOR
