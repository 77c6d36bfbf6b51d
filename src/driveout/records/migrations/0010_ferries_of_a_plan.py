from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0009_proposals_know_what_they_saw"),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="ferries",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
