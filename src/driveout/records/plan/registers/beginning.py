"""A season that begins empty: name, dates and money; hubs, stops, vans and people are added to it on screen."""

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from driveout.core import words
from driveout.records.plan.models import Season
from driveout.records.plan.rules import OtherContent
from driveout.records.plan.storing.fingerprints import content_fingerprint
from driveout.records.plan.storing.writing import write_season
from driveout.records.team.holding import hold_organisation
from driveout.records.team.models import Organisation
from driveout.records.trust.actions import By, leave_trace


@transaction.atomic
def begin_season(
    *, name: str, first_day: date | None, weeks: int, budget_kr_a_week: float | None, organisation: Organisation,
    by: By, now: datetime,
) -> Season:  # fmt: skip
    """Make an empty season. The same one sent twice is one; OtherContent where the name is another season's."""
    terms = replace(words.Terms(), budget_kr_a_week=budget_kr_a_week)
    empty = words.Season(name, (), (), (), (), (), terms, first_day=first_day, weeks=weeks)
    hold_organisation(organisation.pk)
    here = Season.objects.filter(organisation=organisation, name=name).first()
    if here is not None and here.fingerprint != content_fingerprint(empty):
        raise OtherContent(f"{name}: a season of this name is here already.")
    if here is None:
        here = write_season(empty, organisation_id=organisation.pk, now=now)
        leave_trace(by=by, what="began a season by hand", about=here, now=now, name=name)
    return here
