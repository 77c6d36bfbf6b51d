"""A café's sum says how many of which good were handed out, where a phone told it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0037_backups_are_remembered")]

    operations = [
        migrations.AddField(model_name="tally", name="goods", field=models.JSONField(default=dict)),
    ]
