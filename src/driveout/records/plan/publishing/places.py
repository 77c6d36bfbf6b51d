"""Two places are one: what stands in the open of either is the one's from then on."""

from datetime import datetime

from django.db import transaction

from driveout.records.place import joining
from driveout.records.place.models import PlaceQuestion
from driveout.records.publish.actions import call_it_one
from driveout.records.trust.actions import By


@transaction.atomic
def answer(*, question_id: int, same: bool, by: By, now: datetime) -> PlaceQuestion:
    """As place.joining.answer; what anyone reads follows. BothStand."""
    question = joining.answer(question_id=question_id, same=same, by=by, now=now)
    if question.same:
        call_it_one(place_key=question.one.key, other_key=question.other.key)
    return question
