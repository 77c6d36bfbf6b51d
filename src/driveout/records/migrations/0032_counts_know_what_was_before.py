"""A count knows which movements were in the books before it; what cafés handed out is kept with its moments."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Max


def say_what_was_before(apps, schema_editor):
    """A count that is finished came after what was in the books at that moment, but for what it booked itself."""
    StockEvent = apps.get_model("records", "StockEvent")
    for count in apps.get_model("records", "Count").objects.filter(finished_at__isnull=False):
        before = StockEvent.objects.filter(at__lte=count.finished_at).exclude(count=count)
        count.after = before.aggregate(last=Max("id"))["last"] or 0
        count.save(update_fields=["after"])


class Migration(migrations.Migration):
    dependencies = [("records", "0031_a_trip_knows_what_it_was_made_to_be")]

    operations = [
        migrations.AddField(
            model_name="count",
            name="after",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="CafeGave",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("when", models.JSONField(default=dict)),
                (
                    "occurrence",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.occurrence"
                    ),
                ),
                (
                    "store",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.store"
                    ),
                ),
            ],
            options={"ordering": ("occurrence_id",)},
        ),
        migrations.RunPython(say_what_was_before, migrations.RunPython.noop),
    ]
