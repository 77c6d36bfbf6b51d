"""Plans and curves are marked with what a plan reads. What was of its season as it stands keeps to be so."""

from typing import Any

from django.db import migrations, models

from driveout.records.migrations._marks_before import curve_mark_before, mark_before, season_of
from driveout.records.plan.storing.fingerprints import content_fingerprint, season_fingerprint

TOLD = {"name", "place_name", "venue", "contact", "source", "inhabitants", "known", "openings_seen"}
TOLD |= {"target_guests_a_week"}  # what stood in edits then and no plan read


def sort_edits(apps: Any, schema_editor: Any) -> None:
    """Which edits does a plan read?"""
    edits = apps.get_model("records", "Edit").objects
    for edit in edits.iterator():
        rows = [(edit.before.get(pk), row) for pk, row in edit.after.items() if pk != "roads"]
        if rows and not any(_read(old, new) for old, new in rows):
            edits.filter(pk=edit.pk).update(planned=False)


def _read(old: dict[str, Any] | None, new: dict[str, Any] | None) -> bool:
    if old is None or new is None:
        return True
    return any(old.get(name) != new.get(name) for name in {*old, *new} - TOLD)


def mark_anew(apps: Any, schema_editor: Any) -> None:
    """A plan whose old mark is that of its season as it stands gets the new one; so do a season that nobody has edited,
    and a curve that holds. What was of another season stays so."""
    seasons, plans = (apps.get_model("records", name).objects for name in ("Season", "Plan"))
    for season in seasons.iterator():
        _mark_plans(apps, season, plans.filter(season=season))
        now, edits = season_of(apps, season), apps.get_model("records", "Edit")
        changes = _in_force(apps.get_model("records", "Change").objects, season)
        was = curve_mark_before(season, changes, _in_force(edits.objects, season))
        if mark_before(now) == season.fingerprint:
            season.fingerprint = content_fingerprint(now)
            season.save(update_fields=["fingerprint"])
        becomes = curve_mark_before(season, changes, _in_force(edits.objects.filter(planned=True), season))
        apps.get_model("records", "Frontier").objects.filter(season=season, made_from=was).update(made_from=becomes)


def _mark_plans(apps: Any, season: Any, plans: Any) -> None:
    for follows in set(plans.order_by().values_list("follows", flat=True)):
        now = season_of(apps, season, follows)
        same = plans.filter(follows=follows) if follows else plans.filter(follows=None)
        same.filter(made_from=mark_before(now)).update(made_from=season_fingerprint(now))


def _in_force(rows: Any, season: Any) -> list[int]:
    return list(rows.filter(season=season, undone_at=None).order_by("id").values_list("id", flat=True))


class Migration(migrations.Migration):
    dependencies = [("records", "0017_a_member_is_on_a_shift_once")]

    operations = [
        migrations.AddField(model_name="edit", name="planned", field=models.BooleanField(default=True)),
        migrations.RunPython(sort_edits, migrations.RunPython.noop),
        migrations.RunPython(mark_anew, migrations.RunPython.noop),
    ]
