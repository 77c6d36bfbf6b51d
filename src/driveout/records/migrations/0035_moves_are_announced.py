"""A café that is at another time each week is announced to guests, once a place."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0034_addresses")]

    operations = [
        migrations.CreateModel(
            name="PublicMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place_key", models.CharField(max_length=40)),
                ("place", models.CharField(max_length=120)),
                ("municipality", models.CharField(blank=True, max_length=60)),
                ("before", models.JSONField()),
                ("after", models.JSONField()),
                ("from_date", models.DateField()),
                ("until", models.DateField()),
                ("told_at", models.DateTimeField()),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.season"
                    ),
                ),
            ],
            options={
                "ordering": ("place", "id"),
                "constraints": [models.UniqueConstraint(fields=("season", "place_key"), name="one_move_a_place")],
            },
        ),
    ]
