"""A shift knows what its stop asked for, so that it follows the stop until a person says otherwise.

Of shifts that are there already a person said how many, where the trace says so; the others follow from now on.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import F

SAID = "changed how many are needed"


def follow(apps: Any, editor: Any) -> None:
    shift, trace = (apps.get_model("records", name) for name in ("Shift", "Trace"))
    told = trace.objects.filter(what=SAID, about__startswith="shift ").values_list("about", flat=True)
    said = [int(about.removeprefix("shift ")) for about in set(told)]
    shift.objects.update(asked=F("needed"))
    for start in range(0, len(said), 900):
        shift.objects.filter(pk__in=said[start : start + 900]).update(asked=None)


class Migration(migrations.Migration):
    dependencies = [("records", "0029_calendars_only_go_forward")]

    operations = [
        migrations.AddField("shift", "asked", models.PositiveSmallIntegerField(null=True)),
        migrations.RunPython(follow, migrations.RunPython.noop),
    ]
