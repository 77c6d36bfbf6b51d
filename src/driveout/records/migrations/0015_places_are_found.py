"""Every stop, hub, café, promise and public time of before gets its place, by organisation and name.

Nothing is lost and nothing is joined that may be two: where a name is not enough, the rows get a place of their own, a
question stands where the coordinator finds it, and it is told below.
"""

import unicodedata
from collections import defaultdict
from math import asin, cos, radians, sin, sqrt

from django.db import migrations
from django.utils import timezone

from driveout.records.place.models import new_key

NEAR_KM = 5.0


def alike(name):
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def km(a, b):
    """Great circle between two that have `lat` and `lon`."""
    lat_a, lon_a, lat_b, lon_b = map(radians, (a.lat, a.lon, b.lat, b.lon))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 12742.0 * asin(sqrt(half))


class Finder:
    """The places of one organisation and kind, as they are found."""

    def __init__(self, apps, organisation_id, kind):
        self.Place = apps.get_model("records", "Place")
        self.Question = apps.get_model("records", "PlaceQuestion")
        self.organisation_id, self.kind = organisation_id, kind
        self.called = defaultdict(list)
        self.asked = []

    def find(self, row, taken):
        """The one place of that name near the row that no other row of its season has; else a new one, asked about."""
        same = self.called[alike(row.name)]
        near = [place for place in same if km(place, row) <= NEAR_KM and place.pk not in taken]
        if len(near) == 1:
            place = near[0]
            place.name, place.lat, place.lon = row.name, row.lat, row.lon
            return place
        return self.new(row.name, row, [(one, "several" if near else "far") for one in near or same])

    def new(self, name, spot, doubts=()):
        place = self.Place.objects.create(
            organisation_id=self.organisation_id, kind=self.kind, name=name, lat=spot.lat, lon=spot.lon, key=new_key()
        )
        self.called[alike(name)].append(place)
        for one, why in doubts:
            self.Question.objects.create(one=one, other=place, why=why, asked_at=timezone.now())
            self.asked.append((one.name, name, why))
        return place

    def save(self):
        for places in self.called.values():
            self.Place.objects.bulk_update(places, ["name", "lat", "lon"])


def find_all(apps, _schema_editor):
    for organisation in apps.get_model("records", "Organisation").objects.order_by("id"):
        asked = []
        seasons = list(
            apps.get_model("records", "Season").objects.filter(organisation=organisation)
            .order_by("is_scenario", "imported_at", "id").values_list("id", flat=True)
        )  # fmt: skip
        for kind in ("hub", "stop"):
            finder = Finder(apps, organisation.pk, kind)
            for season in seasons:
                stand(apps.get_model("records", kind), season, finder)
            for season in seasons if kind == "stop" else ():
                days(apps, season, finder)
                promises(apps, season, finder)
                public(apps, season)
            finder.save()
            asked += finder.asked
        tell(apps, organisation, seasons, asked)


def stand(model, season, finder):
    taken = set()
    for row in model.objects.filter(season=season).order_by("id"):
        row.where = finder.find(row, taken)
        taken.add(row.where.pk)
        row.save(update_fields=["where"])


def days(apps, season, finder):
    """A café is where its stop is. Two of a date at one stop, as a new name made them, are kept apart and asked about."""
    rows = apps.get_model("records", "Occurrence").objects.filter(season=season).select_related("stop__where")
    stops = apps.get_model("records", "Stop").objects.filter(season=season).select_related("where")
    named = {alike(stop.name): stop.where for stop in stops}
    held, apart, gone = {}, {}, {}
    order = sorted(rows, key=lambda row: (row.state != "planned", not row.stop_id, row.pk))
    for row in order:
        place = row.stop.where if row.stop else named.get(alike(row.place)) or gone.get(alike(row.place))
        if place is None:
            place = gone[alike(row.place)] = finder.find(Called(row), {stop.where_id for stop in stops})
        if (place.pk, row.date) in held:
            key = (place.pk, alike(row.place))
            apart[key] = apart.get(key) or finder.new(row.place, row, [(place, "renamed")])
            place = apart[key]
        held[place.pk, row.date] = row
        row.where = place
        row.save(update_fields=["where"])


class Called:
    """A café as what `find` looks for."""

    def __init__(self, row):
        self.name, self.lat, self.lon = row.place, row.lat, row.lon


def promises(apps, season, finder):
    rows = apps.get_model("records", "Standing").objects.filter(season=season)
    known = names_of(apps, season)
    for row in rows:
        row.where = known.get(alike(row.place))
        if row.where is None:
            hub = apps.get_model("records", "Hub").objects.filter(season=season).first()
            spot = hub or next(iter(known.values()))
            row.where = known[alike(row.place)] = finder.new(row.place, spot)
        twin = rows.filter(member=row.member_id, where=row.where, weekday=row.weekday, ended_at=None).exclude(pk=row.pk)
        if row.ended_at is None and twin.exists():  # one promise under two names
            row.ended_at = timezone.now()
        row.save(update_fields=["where", "ended_at"])


def names_of(apps, season):
    """What each place of a season is or was called: by its stop's name first."""
    cafes = apps.get_model("records", "Occurrence").objects.filter(season=season).select_related("where")
    stops = apps.get_model("records", "Stop").objects.filter(season=season).select_related("where")
    known = {alike(cafe.place): cafe.where for cafe in cafes.order_by("-id")}
    return {**known, **{alike(stop.name): stop.where for stop in stops}}


def public(apps, season):
    """What anyone reads knows its place by the key. One whose name is nowhere any more is found by when it opens."""
    known = names_of(apps, season)
    openings = apps.get_model("records", "PublicOpening").objects.filter(times__season=season)
    planned = apps.get_model("records", "Opening").objects.select_related("stop__where")
    for row in openings.select_related("times"):
        place = known.get(alike(row.place))
        if place is None:
            then = planned.filter(plan=row.times.plan_id, weekday=row.weekday, starts=row.starts)
            place = then[0].stop.where if len(then) == 1 else None
            known[alike(row.place)] = place
        row.place_key = place.key if place else new_key()
        row.save(update_fields=["place_key"])
    cafes = apps.get_model("records", "Occurrence").objects.filter(season=season).select_related("where")
    dated = {(alike(cafe.place), cafe.date): cafe.where for cafe in cafes}
    for row in apps.get_model("records", "PublicChange").objects.filter(season=season):
        place = dated.get((alike(row.place), row.date)) or known.get(alike(row.place))
        row.place_key = place.key if place else new_key()
        row.save(update_fields=["place_key"])


WHY = {
    "far": "{0} and {1}: one name, far apart",
    "several": "{0} and {1}: several of one name",
    "renamed": "{0} and {1}: two names at one stop on the same dates",
}


def tell(apps, organisation, seasons, asked):
    """For who runs the migration; the same questions stand in the office."""
    if seasons:
        n = apps.get_model("records", "Place").objects.filter(organisation=organisation).count()
        print(f"\n  {organisation.name}: {n} places in {len(seasons)} seasons, {len(asked)} not joined.")
    for one, other, why in asked:
        print(f"    {WHY[why].format(one, other)}")


class Migration(migrations.Migration):
    dependencies = [("records", "0014_places")]

    operations = [migrations.RunPython(find_all, migrations.RunPython.noop)]
