"""Where people, invitations, stores, trips and cafés say which place their hub is; empty until 0022 has found them."""

import django.db.models.deletion
from django.db import migrations, models


def at_a_place():
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place"
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0020_dogs_welcome")]

    operations = [
        migrations.AlterField(model_name="place", name="lat", field=models.FloatField(null=True)),
        migrations.AlterField(model_name="place", name="lon", field=models.FloatField(null=True)),
        migrations.RemoveConstraint(model_name="store", name="store_named_once_a_hub"),
        *(
            migrations.AddField(model_name=name, name="base", field=at_a_place())
            for name in ("member", "invitation", "store", "trip", "occurrence")
        ),
    ]
