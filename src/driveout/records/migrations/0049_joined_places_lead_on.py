"""Where a place's calendar was followed before it was joined with another, its address leads on; those of before too."""

from typing import Any

from django.db import migrations, models


def of_before(apps: Any, _schema: Any) -> None:
    told = dict(
        apps.get_model("records", "PlaceQuestion")
        .objects.filter(same=True)
        .order_by("answered_at", "id")
        .values_list("other__key", "one__key")
    )
    keys = apps.get_model("records", "PublicKey").objects
    for key in told:
        now, met = told[key], {key}
        while now in told and now not in met:
            met.add(now)
            now = told[now]
        if now != key:
            keys.create(key=key, now=now)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0048_calendars_that_stay"),
    ]

    operations = [
        migrations.CreateModel(
            name="PublicKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=40, unique=True)),
                ("now", models.CharField(max_length=40)),
            ],
            options={
                "indexes": [models.Index(fields=["now"], name="public_key_now")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("key", models.F("now")), _negated=True), name="public_key_leads_on"
                    )
                ],
            },
        ),
        migrations.RunPython(of_before, migrations.RunPython.noop),
    ]
