"""People of the crew who do not sign in have a row of their own, with papers and days away; and there are call lists."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0039_links_wait_for_a_yes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="fetched_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="seen_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name="absence",
            name="member",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.member"
            ),
        ),
        migrations.AlterField(
            model_name="check",
            name="member",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.member"
            ),
        ),
        migrations.CreateModel(
            name="CallList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("repair", "Repair"),
                            ("cancelled", "Cancelled"),
                            ("later", "Later"),
                            ("back", "Back"),
                            ("letter", "Letter"),
                        ],
                        max_length=10,
                    ),
                ),
                ("once", models.CharField(max_length=120)),
                ("place", models.CharField(blank=True, max_length=120)),
                ("broken", models.JSONField(default=list)),
                ("subject", models.CharField(blank=True, max_length=160)),
                ("text", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "season",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.season"
                    ),
                ),
            ],
            options={
                "ordering": ("-made_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(blank=True, max_length=120)),
                ("is_said", models.BooleanField(default=False)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("made_at", models.DateTimeField()),
                (
                    "base",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place"
                    ),
                ),
                (
                    "member",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="records.member"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.organisation"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "base_manager_name": "objects",
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pick_up", models.CharField(blank=True, max_length=120)),
                ("news", models.JSONField(default=list)),
                ("rung_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "base",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place"
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.member"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="records.message"
                    ),
                ),
                (
                    "rung_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stop",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.stop"
                    ),
                ),
                (
                    "of_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="calls", to="records.calllist"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.person"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.AddField(
            model_name="absence",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.person"
            ),
        ),
        migrations.AddField(
            model_name="check",
            name="person",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.person"
            ),
        ),
        migrations.AddConstraint(
            model_name="absence",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("member__isnull", False), ("person__isnull", True)),
                    models.Q(("member__isnull", True), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="absence_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="check",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("member__isnull", False), ("person__isnull", True)),
                    models.Q(("member__isnull", True), ("person__isnull", False)),
                    _connector="OR",
                ),
                name="check_is_somebodys",
            ),
        ),
        migrations.AddConstraint(
            model_name="calllist",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["repair", "cancelled", "later", "back", "letter"])),
                name="call_list_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="calllist",
            constraint=models.UniqueConstraint(fields=("season", "once"), name="one_call_list_a_deed"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.UniqueConstraint(fields=("organisation", "base", "key"), name="person_is_one_at_a_hub"),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("base__isnull", False), models.Q(("key", ""), _negated=True)),
                    models.Q(("base__isnull", True), ("key", "")),
                    _connector="OR",
                ),
                name="person_of_a_register_is_at_a_hub",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("member__isnull", False), ("person__isnull", True), ("pick_up", ""), ("stop__isnull", True)
                    ),
                    models.Q(
                        ("member__isnull", True), ("person__isnull", False), ("pick_up", ""), ("stop__isnull", True)
                    ),
                    models.Q(
                        ("member__isnull", True), ("person__isnull", True), ("pick_up", ""), ("stop__isnull", False)
                    ),
                    models.Q(
                        ("member__isnull", True),
                        ("person__isnull", True),
                        ("stop__isnull", True),
                        models.Q(("pick_up", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="call_is_to_one",
            ),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.UniqueConstraint(fields=("of_list", "member"), name="member_called_once_a_list"),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.UniqueConstraint(fields=("of_list", "person"), name="person_called_once_a_list"),
        ),
        migrations.AddConstraint(
            model_name="call",
            constraint=models.UniqueConstraint(fields=("of_list", "stop"), name="stop_called_once_a_list"),
        ),
    ]
