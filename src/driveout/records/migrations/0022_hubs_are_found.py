"""Each hub that a row of before names is found by organisation and name, and what could not be found is told.

Nothing is lost: a name that no hub has becomes a hub of its own, which nobody knows the position of.
"""

import unicodedata
from collections import Counter, defaultdict

from django.db import migrations

from driveout.records.place.models import new_key


def alike(name):
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


class Hubs:
    """An organisation's hubs, by what a row calls one."""

    def __init__(self, apps, organisation_id):
        self.Place = apps.get_model("records", "Place")
        self.organisation_id = organisation_id
        self.now, self.before, self.here = defaultdict(list), defaultdict(list), {}
        for place in self.Place.objects.filter(organisation_id=organisation_id, kind="hub").order_by("id"):
            self.now[alike(place.name)].append(place)
            for name in place.names:
                self.before[alike(name)].append(place)
        rows = apps.get_model("records", "Hub").objects.filter(season__organisation_id=organisation_id)
        for hub in rows.select_related("where").order_by("-season__is_scenario", "season__imported_at", "id"):
            self.here[hub.season_id, alike(hub.name)] = self.here[None, alike(hub.name)] = hub.where
        self.told = Counter()

    def find(self, what, name, season_id=None):
        """In the season's own words first; then what a hub is called; then what one was called before."""
        known = alike(name)
        if season_id and (place := self.here.get((season_id, known))):
            return place
        newest = [place] if (place := self.here.get((None, known))) else []
        found = self.now[known] or self.before[known] or newest
        if len(found) > 1:
            self.told[f"{name}: several hubs are called that, the newest season's was taken", what] += 1
            found = newest or found
        elif not found:
            new = self.Place.objects.create(
                organisation_id=self.organisation_id, kind="hub", name=name, key=new_key(), lat=None, lon=None
            )
            self.now[known].append(new)
            found = [new]
        if found[-1].lat is None:
            self.told[f"{name}: no season has such a hub, so it is one of its own", what] += 1
        return found[-1]


def find_all(apps, _schema_editor):
    for organisation in apps.get_model("records", "Organisation").objects.order_by("id"):
        hubs = Hubs(apps, organisation.pk)
        n = Counter()
        for what in ("Member", "Invitation"):
            for row in apps.get_model("records", what).objects.filter(organisation=organisation).exclude(hub_name=""):
                row.base = hubs.find(what, row.hub_name)
                row.save(update_fields=["base"])
                n[what] += 1
        n["Store"] = stores(apps, organisation, hubs)
        for what in ("Trip", "Occurrence"):
            rows = apps.get_model("records", what).objects.filter(season__organisation=organisation)
            for season, name in rows.order_by("season", "hub").values_list("season", "hub").distinct():
                n[what] += rows.filter(season=season, hub=name).update(base=hubs.find(what, name, season))
        tell(organisation, n, hubs.told)


def stores(apps, organisation, hubs):
    """A room needs no name of its own. Two of one name at what is one hub now are both kept, the second with a number."""
    taken, n = set(), 0
    for row in apps.get_model("records", "Store").objects.filter(organisation=organisation).order_by("id"):
        row.base = hubs.find("Store", row.hub)
        own = "" if row.name == row.hub and not row.is_van else row.name
        names = [own, row.name, *(f"{row.name[:110]} ({number})" for number in range(2, 1000))]
        row.name = next(name for name in names if (row.base.pk, name) not in taken)
        if row.name != own:
            hubs.told[f"{row.base.name}: {row.name} stands beside another of that name", "Store"] += 1
        taken.add((row.base.pk, row.name))
        row.save(update_fields=["base", "name"])
        n += 1
    return n


ROWS = {"Member": "people", "Invitation": "invitations", "Store": "stores", "Trip": "trips", "Occurrence": "cafés"}


def tell(organisation, n, told):
    """For who runs the migration."""
    if sum(n.values()):
        rows = ", ".join(f"{n[what]} {word}" for what, word in ROWS.items())
        print(f"\n  {organisation.name}: {rows} point to their hubs; {len(told)} to look at.")
    for (why, what), times in sorted(told.items()):
        print(f"    {why} ({times} {ROWS[what]})")


class Migration(migrations.Migration):
    dependencies = [("records", "0021_hubs_are_places")]

    operations = [migrations.RunPython(find_all, migrations.RunPython.noop)]
