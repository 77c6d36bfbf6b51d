"""What a guest needs to find the next café: where it lies, and a number to ring. What stands in the open already is
told where it lies at once: nobody has to publish again for guests to find it."""

from django.db import migrations, models


def say_where(apps, schema_editor):
    """Each opening's position as its season's stop has it: what publishing would copy now."""
    opening, stop = apps.get_model("records", "PublicOpening"), apps.get_model("records", "Stop")
    lies = {
        (season, key): (lat, lon)
        for season, key, lat, lon in stop.objects.values_list("season_id", "where__key", "lat", "lon")
    }
    rows = list(opening.objects.select_related("times"))
    for row in rows:
        row.lat, row.lon = lies.get((row.times.season_id, row.place_key), (None, None))
    opening.objects.bulk_update(rows, ["lat", "lon"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("records", "0049_joined_places_lead_on")]

    operations = [
        migrations.AddField(
            "hub", "phone", models.CharField(blank=True, max_length=40, default=""), preserve_default=False
        ),
        migrations.AddField("publicopening", "lat", models.FloatField(null=True)),
        migrations.AddField("publicopening", "lon", models.FloatField(null=True)),
        migrations.AddField(
            "publicopening", "phone", models.CharField(blank=True, max_length=40, default=""), preserve_default=False
        ),
        migrations.RunPython(say_where, migrations.RunPython.noop),
    ]
