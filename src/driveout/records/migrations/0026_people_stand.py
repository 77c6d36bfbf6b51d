"""From here on the database keeps one person a key where it kept one a name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0025_people_have_keys")]

    operations = [
        *(
            migrations.AlterField(model_name=name, name="key", field=models.CharField(max_length=120))
            for name in ("employee", "volunteer")
        ),
        *(
            migrations.AddConstraint(
                model_name=name,
                constraint=models.UniqueConstraint(fields=("hub", "key"), name=f"{name}_is_one_at_a_hub"),
            )
            for name in ("employee", "volunteer")
        ),
        *(
            migrations.AddConstraint(
                model_name=name,
                constraint=models.CheckConstraint(
                    condition=models.Q(("key", ""), _negated=True), name=f"{name}_has_a_key"
                ),
            )
            for name in ("employee", "volunteer")
        ),
        migrations.AddConstraint(
            model_name="signup",
            constraint=models.UniqueConstraint(
                condition=models.Q(("member__isnull", True), ("state", "signed")),
                fields=("shift", "name", "person"),
                name="name_on_it_once",
            ),
        ),
    ]
