"""A van is known by a key, whatever it is called: in the register, on its trips, and by what lies in it. The name it has
until now is its key."""

from django.db import migrations, models
from django.db.models import F


def a_key():
    return models.CharField(blank=True, default="", max_length=120)


def names_are_keys(apps, _schema_editor):
    """So plans, trips and stores of before, which know a van by its name, mean the same van after."""
    apps.get_model("records", "Vehicle").objects.update(key=F("name"))
    apps.get_model("records", "Trip").objects.update(van_key=F("van"))
    apps.get_model("records", "Store").objects.update(key=F("name"))


class Migration(migrations.Migration):
    dependencies = [("records", "0026_people_stand")]

    operations = [
        migrations.AddField(model_name="vehicle", name="key", field=models.CharField(default="", max_length=120)),
        *(
            migrations.AddField(model_name=model, name=name, field=a_key(), preserve_default=False)
            for model, name in (("trip", "van_key"), ("store", "key"))
        ),
        migrations.RunPython(names_are_keys, migrations.RunPython.noop),
    ]
