"""Threads: a wish, its owner, its consents, the links that receivers open, and where nothing fitted."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0050_a_front_door"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(blank=True, max_length=12)),
                ("need", models.CharField(max_length=20)),
                ("wish", models.TextField(blank=True)),
                ("read_back", models.BooleanField(default=False)),
                ("strengths", models.TextField(blank=True)),
                ("track", models.CharField(default="refer", max_length=12)),
                ("state", models.CharField(default="draft", max_length=20)),
                ("made_at", models.DateTimeField()),
                ("last_step_at", models.DateTimeField()),
                ("due_from", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("told_late_at", models.DateTimeField(null=True)),
                ("appointment_at", models.DateTimeField(null=True)),
                ("call_me_at", models.DateTimeField(null=True)),
                ("hands", models.PositiveIntegerField(default=0)),
                ("better", models.CharField(blank=True, max_length=10)),
                ("wiped_at", models.DateTimeField(null=True)),
                (
                    "base",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place"
                    ),
                ),
                (
                    "card",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.card"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.organisation"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="records.member"
                    ),
                ),
                (
                    "where",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="ContactCard",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sealed", models.TextField()),
                ("expires_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                (
                    "thread",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="records.thread"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("organisation_name", models.CharField(max_length=120)),
                ("service", models.CharField(blank=True, max_length=120)),
                ("person", models.CharField(blank=True, max_length=80)),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("fields", models.JSONField()),
                ("until", models.DateField()),
                ("how", models.CharField(max_length=10)),
                ("read_back", models.BooleanField()),
                ("text_version", models.PositiveSmallIntegerField(default=1)),
                ("given_at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by", models.CharField(blank=True, max_length=10)),
                (
                    "taken_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="consents", to="records.thread"
                    ),
                ),
            ],
            options={
                "ordering": ("given_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="ThreadStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("state", models.CharField(blank=True, max_length=20)),
                ("party", models.CharField(max_length=10)),
                ("called", models.CharField(blank=True, max_length=120)),
                ("note", models.TextField(blank=True)),
                ("about_at", models.DateTimeField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="records.thread"
                    ),
                ),
                (
                    "who",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Gap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("need", models.CharField(max_length=20)),
                ("why", models.CharField(max_length=20)),
                ("at", models.DateTimeField()),
                (
                    "base",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.organisation"
                    ),
                ),
                (
                    "where",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "why__in",
                                [
                                    "criteria",
                                    "distance",
                                    "hours",
                                    "waiting",
                                    "language",
                                    "burden of proof",
                                    "closed",
                                    "nothing there",
                                ],
                            )
                        ),
                        name="gap_why_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "need__in",
                                [
                                    "debt",
                                    "legal",
                                    "addiction",
                                    "health",
                                    "housing",
                                    "company",
                                    "family",
                                    "work",
                                    "other",
                                ],
                            )
                        ),
                        name="gap_need_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HubNumber",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=60)),
                ("phone", models.CharField(max_length=20)),
                ("hours", models.CharField(blank=True, max_length=60)),
                ("written_at", models.DateTimeField()),
                (
                    "base",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place"
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
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "base"), name="one_number_for_a_hub"),
                    models.UniqueConstraint(
                        condition=models.Q(("base", None)), fields=("organisation",), name="one_number_for_all"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SecretLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("code_digest", models.CharField(max_length=64)),
                ("device", models.CharField(blank=True, max_length=64)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("opened_at", models.DateTimeField(null=True)),
                ("read_at", models.DateTimeField(null=True)),
                ("tried_elsewhere_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="records.consent"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("consent",), name="one_open_link_for_a_consent"
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(fields=["code"], name="thread_by_code"),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "draft",
                            "consented",
                            "sent",
                            "opened",
                            "accepted",
                            "passed on",
                            "full",
                            "appointment",
                            "met",
                            "missed",
                            "arrived",
                            "still there",
                            "closed",
                            "on hold",
                            "cancelled",
                            "entered in error",
                            "reopened",
                        ],
                    )
                ),
                name="thread_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "need__in",
                        ["debt", "legal", "addiction", "health", "housing", "company", "family", "work", "other"],
                    )
                ),
                name="thread_need_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(("track__in", ["accompany", "refer", "keep a home"])), name="thread_track_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(("better__in", ["", "yes", "a little", "no", "unknown"])),
                name="thread_verdict_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "closed"), _negated=True),
                    models.Q(("better", ""), _negated=True),
                    _connector="OR",
                ),
                name="thread_is_closed_by_a_verdict",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("how__in", ["spoken", "written", "on screen"])), name="consent_how_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(condition=models.Q(("read_back", True)), name="consent_was_read_back"),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("organisation_name", ""), _negated=True), name="consent_is_to_somebody"
            ),
        ),
        migrations.AddConstraint(
            model_name="threadstep",
            constraint=models.CheckConstraint(
                condition=models.Q(("party__in", ["owner", "receiver", "guest", "clock"])), name="step_is_of_a_party"
            ),
        ),
        migrations.AddConstraint(
            model_name="threadstep",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "",
                            "draft",
                            "consented",
                            "sent",
                            "opened",
                            "accepted",
                            "passed on",
                            "full",
                            "appointment",
                            "met",
                            "missed",
                            "arrived",
                            "still there",
                            "closed",
                            "on hold",
                            "cancelled",
                            "entered in error",
                            "reopened",
                        ],
                    )
                ),
                name="step_state_is_known",
            ),
        ),
    ]
