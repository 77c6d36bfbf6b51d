"""Work that waits in line knows its task by the place where it stands in the code: what was put in line before the rooms
were made, is found there too."""

from typing import Any

from django.db import migrations

PLAN = "driveout.records.plan"
MOVED = {
    f"{PLAN}.tasks.search": f"{PLAN}.search.worker.search",
    f"{PLAN}.whys.answer": f"{PLAN}.questions.reasons.answer",
    f"{PLAN}.frontiers.draw": f"{PLAN}.questions.frontiers.draw",
    f"{PLAN}.pricing.price": f"{PLAN}.wishes.move_prices.price",
}


def follow(apps: Any, schema_editor: Any) -> None:
    """The old address becomes the new one, whether the work waits or is done."""
    results = apps.get_model("django_tasks_database", "DBTaskResult").objects
    for old, new in MOVED.items():
        results.filter(task_path=old).update(task_path=new)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0012_why_a_plan_is_unproven"),
        ("django_tasks_database", "0001_initial"),
    ]

    operations = [migrations.RunPython(follow, migrations.RunPython.noop)]
