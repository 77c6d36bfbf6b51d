"""From here on every row has its place, and the database keeps one row a place where it kept one a name."""

import django.db.models.deletion
from django.db import migrations, models


def at_a_place():
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="records.place")


class Migration(migrations.Migration):
    dependencies = [("records", "0015_places_are_found")]

    operations = [
        migrations.RemoveConstraint(
            model_name="occurrence",
            name="stop_opens_once_a_date",
        ),
        migrations.RemoveConstraint(
            model_name="publicchange",
            name="one_change_a_place_and_date",
        ),
        migrations.RemoveConstraint(
            model_name="standing",
            name="standing_once",
        ),
        migrations.AlterField(
            model_name="hub",
            name="where",
            field=at_a_place(),
        ),
        migrations.AlterField(
            model_name="occurrence",
            name="where",
            field=at_a_place(),
        ),
        migrations.AlterField(
            model_name="publicchange",
            name="place_key",
            field=models.CharField(max_length=40),
        ),
        migrations.AlterField(
            model_name="publicopening",
            name="place_key",
            field=models.CharField(max_length=40),
        ),
        migrations.AlterField(
            model_name="standing",
            name="where",
            field=at_a_place(),
        ),
        migrations.AlterField(
            model_name="stop",
            name="where",
            field=at_a_place(),
        ),
        migrations.AddConstraint(
            model_name="hub",
            constraint=models.UniqueConstraint(fields=("season", "where"), name="one_hub_at_a_place"),
        ),
        migrations.AddConstraint(
            model_name="occurrence",
            constraint=models.UniqueConstraint(fields=("season", "where", "date"), name="place_opens_once_a_date"),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.UniqueConstraint(
                fields=("organisation", "kind", "key"), name="place_has_a_key_of_its_own"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["stop", "hub"])), name="place_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="place_has_a_key"),
        ),
        migrations.AddConstraint(
            model_name="placequestion",
            constraint=models.UniqueConstraint(fields=("one", "other"), name="two_places_asked_about_once"),
        ),
        migrations.AddConstraint(
            model_name="placequestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("why__in", ["far", "several", "renamed"])), name="doubt_about_places_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="placequestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("one", models.F("other")), _negated=True), name="two_places_are_two"
            ),
        ),
        migrations.AddConstraint(
            model_name="placequestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("same__isnull", True)),
                    models.Q(("answered_at__isnull", False), ("same__isnull", False)),
                    _connector="OR",
                ),
                name="question_about_places_is_answered_or_not",
            ),
        ),
        migrations.AddConstraint(
            model_name="publicchange",
            constraint=models.UniqueConstraint(
                fields=("season", "place_key", "date"), name="one_change_a_place_a_date"
            ),
        ),
        migrations.AddConstraint(
            model_name="standing",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("member", "season", "where", "weekday"),
                name="standing_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="stop",
            constraint=models.UniqueConstraint(fields=("season", "where"), name="one_stop_at_a_place"),
        ),
    ]
