"""Every field says who may see it. A new field that is not sorted fails here, before it can leak anywhere."""

from typing import Any

import pytest
from django.apps import apps

WHO = {"anyone", "team", "crew", "none"}
MODELS: list[Any] = list(apps.get_app_config("records").get_models())


def sorted_fields(model) -> list[str]:
    return [name for who in WHO for name in getattr(model.Seen, who, ())]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_says_who_may_see_it(model):
    fields = {field.name for field in model._meta.concrete_fields}
    assert set(sorted_fields(model)) == fields
    assert len(sorted_fields(model)) == len(fields), "a field is sorted twice"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_only_known_words_sort_fields(model):
    assert {name for name in vars(model.Seen) if not name.startswith("__")} <= WHO


def test_people_are_never_for_anyone():
    for model in MODELS:
        if model.__name__ in {"Volunteer", "Employee", "Member", "Trace"}:
            assert not getattr(model.Seen, "anyone", ())


def test_an_unsorted_field_would_be_found(monkeypatch):
    model = next(model for model in MODELS if model.__name__ == "Member")
    monkeypatch.setattr(model.Seen, "team", ("id",))
    with pytest.raises(AssertionError):
        test_every_field_says_who_may_see_it(model)


def test_the_migrations_are_up_to_date(db):
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
