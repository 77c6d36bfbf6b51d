"""A trip keeps what plan or repair made of it while it follows cafés that are held otherwise."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0030_what_a_stop_asks_for")]

    operations = [migrations.AddField("trip", "as_made", models.JSONField(default=dict))]
