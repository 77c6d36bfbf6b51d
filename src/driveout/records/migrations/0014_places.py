"""Places, and where each row says which one it is at; empty until 0015 has found them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import driveout.records.place.models


def at_a_place():
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place"
    )


def of_a_place():
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.place")


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("records", "0013_tasks_have_moved"),
    ]

    operations = [
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("stop", "Stop"), ("hub", "Hub")], max_length=4)),
                ("key", models.CharField(default=driveout.records.place.models.new_key, max_length=40)),
                ("name", models.CharField(max_length=120)),
                ("names", models.JSONField(default=list)),
                ("lat", models.FloatField()),
                ("lon", models.FloatField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.organisation"
                    ),
                ),
            ],
            options={"ordering": ("name", "id")},
        ),
        migrations.CreateModel(
            name="PlaceQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "why",
                    models.CharField(
                        choices=[("far", "Far"), ("several", "Several"), ("renamed", "Renamed")], max_length=10
                    ),
                ),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("same", models.BooleanField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("one", of_a_place()),
                ("other", of_a_place()),
            ],
            options={"ordering": ("id",)},
        ),
        migrations.AddField(model_name="hub", name="where", field=at_a_place()),
        migrations.AddField(model_name="stop", name="where", field=at_a_place()),
        migrations.AddField(model_name="occurrence", name="where", field=at_a_place()),
        migrations.AddField(model_name="standing", name="where", field=at_a_place()),
        migrations.AddField(
            model_name="publicopening", name="place_key", field=models.CharField(default="", max_length=40)
        ),
        migrations.AddField(
            model_name="publicchange", name="place_key", field=models.CharField(default="", max_length=40)
        ),
    ]
