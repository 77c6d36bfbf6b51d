"""What calendars say knows whose it is, so that an address can lead on to the next season."""

from typing import Any

from django.db import migrations, models


def whose(apps: Any, _schema: Any) -> None:
    events = apps.get_model("records", "PublicEvent").objects
    for season in (
        apps.get_model("records", "Season").objects.filter(pk__in=events.values("season")).only("organisation")
    ):
        events.filter(season=season).update(organisation=season.organisation_id)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0047_asked_about_names"),
    ]

    operations = [
        migrations.AddField(
            model_name="publicevent",
            name="organisation",
            field=models.PositiveBigIntegerField(default=0),
            preserve_default=False,
        ),
        migrations.RunPython(whose, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="publicevent",
            index=models.Index(fields=["organisation", "place_key"], name="public_event_where"),
        ),
    ]
