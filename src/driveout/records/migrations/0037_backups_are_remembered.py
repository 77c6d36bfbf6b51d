"""When the last good copy of the database was made, for those who see to the server."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("records", "0036_halves_and_decimals")]

    operations = [
        migrations.CreateModel(
            name="Backup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                ("rows", models.PositiveBigIntegerField()),
                ("bytes", models.PositiveBigIntegerField()),
                ("fingerprint", models.CharField(max_length=16)),
            ],
            options={
                "ordering": ("id",),
            },
        ),
    ]
