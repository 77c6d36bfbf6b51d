"""A person answers whether two places are one. Then everything that stood at the other stands at the one."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models.fields.related import ManyToOneRel

from driveout.core.words import alike
from driveout.records.place.models import Place, PlaceQuestion
from driveout.records.trust.actions import By, leave_trace

ONE, TWO = "said that two places are one", "said that two places are two"


class BothStand(Exception):
    """In one season, or on one date, there is something at both: they cannot be one."""


@transaction.atomic
def answer(*, question_id: int, same: bool, by: By, now: datetime) -> PlaceQuestion:
    """Join the two, or leave them two. The same answer again is the same; what was joined stays joined. BothStand."""
    question = PlaceQuestion.objects.select_for_update(no_key=True).get(pk=question_id)
    if question.same is same or question.same:
        return question
    question.same, question.answered_at, question.answered_by = same, now, by
    question.save(update_fields=["same", "answered_at", "answered_by"])
    one, other = question.one, question.other
    names = one.name, other.name
    if same:
        _join(one, other)
    told = f"«{names[0]}» og «{names[1]}»"
    leave_trace(by=by, what=ONE if same else TWO, about=one.organisation, now=now, name=told)
    return question


def _join(one: Place, other: Place) -> None:
    """The newer name is what it is called. The other stays as a row without anything at it: its key was told."""
    try:
        with transaction.atomic():
            for tie in Place._meta.get_fields(include_hidden=True):
                if isinstance(tie, ManyToOneRel) and tie.related_model is not PlaceQuestion:
                    name = tie.field.name
                    tie.related_model._default_manager.filter(**{name: other}).update(**{name: one})
    except IntegrityError as taken:
        raise BothStand(f"{one.name} and {other.name}") from taken
    names = [*one.names, *other.names, one.name]
    one.name = other.name
    if other.lat is not None:
        one.lat, one.lon = other.lat, other.lon
    one.names = list({alike(name): name for name in names if alike(name) != alike(one.name)}.values())
    one.save(update_fields=["name", "names", "lat", "lon"])
    other.names = []
    other.save(update_fields=["names"])


def open_questions(organisation_id: int) -> list[PlaceQuestion]:
    """What nobody has answered. One query."""
    rows = PlaceQuestion.objects.filter(one__organisation_id=organisation_id, answered_at=None)
    return list(rows.select_related("one", "other"))


def question_here(organisation_id: int, question_id: int) -> PlaceQuestion | None:
    """One of an organisation's own. One query."""
    return PlaceQuestion.objects.filter(pk=question_id, one__organisation_id=organisation_id).first()
