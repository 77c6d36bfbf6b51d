"""Things are counted in halves and hundredths where their good allows it."""

from decimal import Decimal
from typing import Any

from django.db import migrations, models

AMOUNTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("stockevent", "quantity", {}),
    ("balance", "quantity", {"default": 0}),
    ("countline", "seen", {}),
)


class Migration(migrations.Migration):
    dependencies = [("records", "0035_moves_are_announced")]

    operations = [
        migrations.RemoveConstraint(model_name="stockevent", name="stock_event_moves_something"),
        *(
            migrations.AlterField(
                model_name=model,
                name=name,
                field=models.DecimalField(max_digits=9, decimal_places=2, **more),
            )
            for model, name, more in AMOUNTS
        ),
        migrations.AddField(
            model_name="good",
            name="smallest",
            field=models.DecimalField(max_digits=3, decimal_places=2, default=Decimal(1)),
        ),
        migrations.AddConstraint(
            model_name="good",
            constraint=models.CheckConstraint(
                condition=models.Q(smallest__in=(Decimal(1), Decimal("0.5"), Decimal("0.01"))),
                name="good_is_parted_so",
            ),
        ),
        migrations.AddConstraint(
            model_name="stockevent",
            constraint=models.CheckConstraint(condition=models.Q(quantity__gt=0), name="stock_event_moves_something"),
        ),
        migrations.AddConstraint(
            model_name="countline",
            constraint=models.CheckConstraint(condition=models.Q(seen__gte=0), name="nobody_sees_less_than_nothing"),
        ),
    ]
