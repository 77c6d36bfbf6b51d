"""From here on the database keeps one van and one store a key. A store is called what its van is called."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0027_vans_have_keys")]

    operations = [
        migrations.AlterField(model_name="vehicle", name="key", field=models.CharField(max_length=120)),
        migrations.AddConstraint(
            model_name="vehicle",
            constraint=models.UniqueConstraint(fields=("hub", "key"), name="vehicle_is_one_at_a_hub"),
        ),
        migrations.AddConstraint(
            model_name="vehicle",
            constraint=models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="vehicle_has_a_key"),
        ),
        migrations.RemoveConstraint(model_name="store", name="store_named_once_a_hub"),
        migrations.AddConstraint(
            model_name="store",
            constraint=models.UniqueConstraint(fields=("organisation", "base", "key"), name="store_is_one_at_a_hub"),
        ),
    ]
