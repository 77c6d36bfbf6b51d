"""Calendars remember what they said: numbers of events only grow, and a season's events are called by a key of its own.

Seasons of before keep what their events are called by, the name; where two organisations have the same, the first does.
A date that was told of before is one that changed then.
"""

from uuid import uuid4

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

import driveout.records.plan.models.season


def call_by_name(apps, schema_editor):
    Season, taken = apps.get_model("records", "Season"), set()
    for season in Season.objects.only("id", "name").order_by("imported_at", "id"):
        key = uuid4().hex if season.name in taken else season.name
        taken.add(season.name)
        Season.objects.filter(pk=season.pk).update(calendar_key=key)


def when_told(apps, schema_editor):
    apps.get_model("records", "Occurrence").objects.filter(told_at__isnull=False).update(changed_at=F("told_at"))


class Migration(migrations.Migration):
    dependencies = [("records", "0028_vans_stand")]

    operations = [
        migrations.CreateModel(
            name="FeedStamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("feed", models.CharField(max_length=140)),
                ("uid", models.CharField(max_length=140)),
                ("said", models.TextField()),
                ("since", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "feed", "uid"), name="one_stamp_an_event")
                ],
            },
        ),
        migrations.AddField("season", "calendar_key", models.CharField(max_length=120, default="")),
        migrations.RunPython(call_by_name, migrations.RunPython.noop),
        migrations.AlterField(
            "season",
            "calendar_key",
            models.CharField(max_length=120, default=driveout.records.plan.models.season.new_calendar_key),
        ),
        migrations.AddField("occurrence", "changed_at", models.DateTimeField(null=True)),
        migrations.RunPython(when_told, migrations.RunPython.noop),
    ]
