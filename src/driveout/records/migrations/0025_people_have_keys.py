"""Somebody of a register is known by a key: two at a hub may share a name. Without one of its own the name is the key."""

from django.db import migrations, models
from django.db.models import F


def a_key():
    return models.CharField(default="", max_length=120)


def names_are_keys(apps, _schema_editor):
    """So plans, trips and shifts of before, which know people by their names, mean the same people after."""
    for name in ("Employee", "Volunteer"):
        apps.get_model("records", name).objects.update(key=F("name"))


class Migration(migrations.Migration):
    dependencies = [("records", "0024_what_files_call_a_place")]

    operations = [
        migrations.RemoveConstraint(model_name="employee", name="employee_named_once_a_hub"),
        migrations.RemoveConstraint(model_name="volunteer", name="volunteer_named_once_a_hub"),
        migrations.RemoveConstraint(model_name="signup", name="name_on_it_once"),
        migrations.AddField(model_name="employee", name="key", field=a_key()),
        migrations.AddField(model_name="volunteer", name="key", field=a_key()),
        migrations.AddField(
            model_name="trip",
            name="driver_key",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="signup",
            name="person",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
        migrations.RunPython(names_are_keys, migrations.RunPython.noop),
    ]
