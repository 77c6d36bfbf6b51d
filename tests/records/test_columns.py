"""Every column that can hold words is sorted by how somebody's name may get into it, and each way to the organisation
is one."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, CharField, Field, JSONField, TextField

from driveout.records.trust.columns import CALLED, CODES, HELD, WRITTEN


def with_words() -> Iterator[tuple[Any, Field[Any, Any]]]:
    """Every table of ours with each of its columns that can hold words. A choice among the program's own cannot."""
    for model in apps.get_app_config("records").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField | JSONField | BinaryField) and not field.choices:
                yield model, field


def sorted_so() -> list[str]:
    """“Table.column” of all that is sorted here, each as often as it is."""
    found = [(table, names) for table, names in [*HELD.items(), *CODES.items()]]
    found += [(table, names) for kind in (WRITTEN, CALLED) for table, (_way, names) in kind.items()]
    return [f"{table}.{name}" for table, names in found for name in names]


def test_every_column_that_can_hold_words_is_sorted_once():
    """A new one fails here: does it hold a name by a key, what people wrote, what a thing is called, or none of it?"""
    wanted = sorted(f"{model.__name__}.{field.name}" for model, field in with_words())
    assert sorted(sorted_so()) == wanted


def test_the_way_from_each_table_leads_to_the_organisation():
    for table, (way, _names) in [*WRITTEN.items(), *CALLED.items()]:
        apps.get_model("records", table).objects.filter(**{way: 1}).query.sql_with_params()
