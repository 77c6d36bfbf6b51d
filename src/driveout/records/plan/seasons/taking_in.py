"""A season is taken in, and forgotten."""

from datetime import datetime

from django.db import transaction

from driveout.core import words
from driveout.records.plan.models import Season
from driveout.records.plan.rules import OtherContent
from driveout.records.plan.storing.keys import as_stored, keys_told, people_by_name
from driveout.records.plan.storing.reading import read_season
from driveout.records.plan.storing.writing import write_season
from driveout.records.team.holding import hold_organisation
from driveout.records.team.models import Organisation
from driveout.records.trust.actions import By, leave_trace


@transaction.atomic
def import_season(*, words: words.Season, organisation: Organisation, by: By, now: datetime) -> Season:
    """Store a season. The same one again is the one that is there; other content under its name is refused.

    The same: as the season stands now, with what has been changed on screen since it was stored. Raises Nonsense where
    two of it share a name.
    """
    told = keys_told(words)
    words = as_stored(words)
    hold_organisation(organisation.id)
    here = Season.objects.filter(organisation=organisation, name=words.name).first()
    if here is None:
        here = write_season(words, organisation_id=organisation.id, now=now, told=told)
        leave_trace(by=by, what="imported a season", about=here, now=now, stops=len(words.stops))
    elif people_by_name(read_season(here.id)) != people_by_name(words):
        raise OtherContent(f"{words.name}: a season of this name is here already and says something else.")
    return here


@transaction.atomic
def forget_season(*, season: Season, by: By, now: datetime) -> None:
    """Remove a season with its plans."""
    leave_trace(by=by, what="forgot a season", about=season, now=now, name=season.name)
    season.delete()
