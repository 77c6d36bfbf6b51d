"""All that is held on one of our people, found by how the tables are tied to each other, so that none is forgotten.

Rows about a person are given whole: every field that `Seen` sorts, but secrets. Of what somebody did in the office it
is said which rows, and when: the rows themselves are the organisation's work, and may speak of others.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q

OWN = {("Way", "address"), ("Person", "phone")}  # nobody else sees it; the person whose it is does
WITHHELD = {  # of rows about a person, or that come with them: not given, and why
    ("FeedAddress", "digest"): "as good as a key",
    ("Invitation", "digest"): "as good as a key",
    ("Phone", "public_key"): "a key of the phone",
    ("SecondFactor", "sealed"): "as good as a key",
    ("RecoveryCode", "digest"): "as good as a key",
    ("FieldEvent", "digest"): "a sum, not about anybody",
    ("OwnWords", "text"): "a guest's words",
    ("Card", "code"): "a guest's code",
    ("Thread", "code"): "a guest's code",
    ("Thread", "wish"): "a guest's words",
    ("Thread", "strengths"): "a guest's words",
    ("Trace", "details"): "may speak of others",
    ("WordsRead", "words"): "a guest's words",
}
ALSO = {  # tied to a person by way of something of theirs
    "FieldEvent": "phone__member",
    "Absence": "person__member",
    "Check": "person__member",
    "Call": "person__member",
}
Row = dict[str, Any]


def held_on(member: Any) -> dict[str, Any]:
    """“account”, “about”: table → rows, “done”: “Table.field” → rows’ numbers and moments, “named”: where a register
    has such a name at such a hub. One query for each tie between tables, however many rows."""
    return {
        "account": _account(member),
        "about": {name: rows for name, rows in _about(member) if rows},
        "done": {name: rows for name, rows in _done(member) if rows},
        "named": _named(member),
    }


def tables() -> list[Any]:
    """Every table of ours."""
    return list(apps.get_app_config("records").get_models())


def ties(model: Any) -> tuple[list[str], list[str]]:
    """The keys of a table that say whose row it is, and those that say who did something to it."""
    users = get_user_model()
    whose: list[str] = []
    done: list[str] = []
    for field in model._meta.concrete_fields:
        if field.related_model is apps.get_model("records", "Member"):
            whose.append(field.name)
        elif field.related_model is users:
            (whose if model.__name__ == "Member" else done).append(field.name)
    return whose, done


def given(model: Any) -> list[str]:
    """The fields of a table that a person is given of their own rows."""
    seen = [name for who in ("anyone", "crew", "team", "none") for name in getattr(model.Seen, who, ())]
    shown = {name for who in ("anyone", "crew", "team") for name in getattr(model.Seen, who, ())}
    kept = {name for name in seen if (model.__name__, name) in OWN or name in shown}
    return [name for name in seen if name in kept and (model.__name__, name) not in WITHHELD]


def _account(member: Any) -> Row:
    user = member.user
    return {
        "username": user.username,
        "first_name": user.first_name,
        "organisation": member.organisation.name,
        "role": member.role,
        "hub": member.hub_name,
        "joined": plain(user.date_joined),
        "last_login": plain(user.last_login),
        "has_access": user.is_active,
    }


def _about(member: Any) -> Iterator[tuple[str, list[Row]]]:
    for model in tables():
        name = model.__name__
        mine = Q()
        for tie in ties(model)[0]:
            mine |= Q(**{tie: member.user_id if (name, tie) == ("Member", "user") else member.pk})
        if name in ALSO:
            mine |= Q(**{ALSO[name]: member.pk})
        if name == "Trace":
            mine = Q(about__in=(f"member {member.pk}", f"user {member.user_id}"))
        if mine:
            rows = model.objects.filter(mine).order_by("pk").values(*given(model))
            yield name, [{key: plain(value) for key, value in row.items()} for row in rows]


def _done(member: Any) -> Iterator[tuple[str, list[Row]]]:
    for model in tables():
        for tie in ties(model)[1]:
            when = _moment_of(model, tie)
            rows = model.objects.filter(**{tie: member.user_id}).order_by("pk")
            if when:
                found = [{"id": plain(pk), "at": plain(at)} for pk, at in rows.values_list("pk", when)]
            else:
                found = [{"id": plain(pk)} for pk in rows.values_list("pk", flat=True)]
            yield f"{model.__name__}.{tie}", found


def _moment_of(model: Any, tie: str) -> str:
    """The field that says when: “made_at” for “made_by”, “at” where a row is one deed. Empty where none does."""
    names = {field.name for field in model._meta.concrete_fields if isinstance(field, models.DateTimeField)}
    return next((name for name in (tie.replace("_by", "_at"), "at", "made_at") if name in names), "")


def _named(member: Any) -> list[Row]:
    """Registers that have such a first name at such a hub: it may be somebody else. Two queries."""
    found = []
    for table in ("Employee", "Volunteer"):
        rows = apps.get_model("records", table).objects.filter(
            hub__season__organisation=member.organisation_id, hub__where=member.base_id, name=member.user.first_name
        )
        for season_id, season in rows.values_list("hub__season_id", "hub__season__name"):
            found.append({"table": table, "season": season, "season_id": season_id, "name": member.user.first_name})
    return found


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value
