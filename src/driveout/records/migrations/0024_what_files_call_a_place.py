"""A file may have keys of its own for places: the first one that tells is kept beside ours."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0023_hubs_stand")]

    operations = [
        migrations.AddField(
            model_name="place",
            name="told_key",
            field=models.CharField(blank=True, default="", max_length=120),
            preserve_default=False,
        ),
    ]
