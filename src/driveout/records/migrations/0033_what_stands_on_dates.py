"""What stands on dates and what stands in the open are held beside each other: which plan, and what it said then.

Of what is there already the plan is known from the trace; what it said then is not.
"""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models

MADE = "made the days"


def from_traces(apps: Any, editor: Any) -> None:
    plan, trace, row = (apps.get_model("records", name) for name in ("Plan", "Trace", "OnDates"))
    seasons = dict(plan.objects.values_list("pk", "season_id"))
    last: dict[int, Any] = {}
    for about, at in trace.objects.filter(what=MADE).order_by("id").values_list("about", "at"):
        number = int(about.removeprefix("plan ")) if about.startswith("plan ") else 0
        if number in seasons:
            last[seasons[number]] = row(season_id=seasons[number], plan_id=number, first=at.date(), made_at=at)
    row.objects.bulk_create(last.values())


class Migration(migrations.Migration):
    dependencies = [("records", "0032_counts_know_what_was_before")]

    operations = [
        migrations.CreateModel(
            name="OnDates",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(blank=True, max_length=16)),
                ("first", models.DateField()),
                ("made_at", models.DateTimeField()),
                (
                    "plan",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.plan"),
                ),
                (
                    "season",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.season"
                    ),
                ),
            ],
        ),
        migrations.AddField("publictimes", "mark", models.CharField(blank=True, max_length=16)),
        migrations.RunPython(from_traces, migrations.RunPython.noop),
    ]
