"""Who is on a shift is known by who they are: two of one name may be on it, and nobody twice."""

from django.db import migrations, models
from django.utils import timezone

REMADE = "Planen er lavet om."


def once(apps, _schema_editor):
    """Of two rows of one person on one shift the first stays; the other ends as a new plan ends one."""
    signups = apps.get_model("records", "Signup").objects.filter(state="signed", member__isnull=False).order_by("id")
    seen, twice = set(), []
    for pk, shift, member in signups.values_list("id", "shift", "member").iterator():
        if (shift, member) in seen:
            twice.append(pk)
        seen.add((shift, member))
    for start in range(0, len(twice), 500):
        rows = signups.filter(pk__in=twice[start : start + 500])
        rows.update(state="withdrawn", ended_at=timezone.now(), why=REMADE)


class Migration(migrations.Migration):
    dependencies = [("records", "0016_places_stand")]

    operations = [
        migrations.RemoveConstraint(model_name="signup", name="signed_up_once"),
        migrations.RunPython(once, migrations.RunPython.noop, elidable=False),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("member__isnull", False), ("state", "signed")),
                fields=("shift", "member"),
                name="member_on_it_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("member__isnull", True), ("state", "signed")),
                fields=("shift", "name"),
                name="name_on_it_once",
            ),
        ),
    ]
