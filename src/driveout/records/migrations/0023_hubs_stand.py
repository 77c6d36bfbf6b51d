"""From here on a row knows its hub by the place alone; what a hub is called stands there, and where days were made."""

import django.db.models.deletion
from django.db import migrations, models


def at_a_place(**more):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place", **more)


class Migration(migrations.Migration):
    dependencies = [("records", "0022_hubs_are_found")]

    operations = [
        migrations.AlterModelOptions(name="invitation", options={"base_manager_name": "objects", "ordering": ("-id",)}),
        migrations.AlterModelOptions(name="member", options={"base_manager_name": "objects"}),
        migrations.AlterModelOptions(
            name="store",
            options={"base_manager_name": "objects", "ordering": ("base__name", "base", "is_van", "id")},
        ),
        migrations.RemoveField(model_name="invitation", name="hub_name"),
        migrations.RemoveField(model_name="member", name="hub_name"),
        migrations.RemoveField(model_name="store", name="hub"),
        migrations.AlterField(model_name="invitation", name="base", field=at_a_place(null=True, blank=True)),
        migrations.AlterField(model_name="member", name="base", field=at_a_place(null=True, blank=True)),
        *(
            migrations.AlterField(model_name=name, name="base", field=at_a_place())
            for name in ("occurrence", "store", "trip")
        ),
        migrations.AlterField(model_name="store", name="name", field=models.CharField(blank=True, max_length=120)),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("lat__isnull", False), ("lon__isnull", False)),
                    models.Q(("kind", "hub"), ("lat__isnull", True), ("lon__isnull", True)),
                    _connector="OR",
                ),
                name="place_of_a_cafe_lies_somewhere",
            ),
        ),
        migrations.AddConstraint(
            model_name="store",
            constraint=models.UniqueConstraint(fields=("organisation", "base", "name"), name="store_named_once_a_hub"),
        ),
    ]
