"""Every column that can hold words is sorted by how somebody's name may get into it, and each way to the organisation
is one."""

from django.apps import apps

from driveout.records.trust.columns import CALLED, WRITTEN, sorted_so, with_words


def test_every_column_that_can_hold_words_is_sorted_once():
    """A new one fails here: does it hold a name by a key, what people wrote, what a thing is called, or none of it?"""
    wanted = sorted(f"{model.__name__}.{field.name}" for model, field in with_words())
    assert sorted(sorted_so()) == wanted


def test_the_way_from_each_table_leads_to_the_organisation():
    for table, (way, _names) in [*WRITTEN.items(), *CALLED.items()]:
        apps.get_model("records", table).objects.filter(**{way: 1}).query.sql_with_params()
