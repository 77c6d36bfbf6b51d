"""A database from before hubs were places: what named a hub points to its place, and what is not found is told."""

from datetime import date

import pytest

from tests.at_state import at, before
from tests.stored import NOW

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE, AFTER = ("records", "0020_dogs_welcome"), ("records", "0028_vans_stand")
DAY = date(2026, 3, 3)


@pytest.fixture
def old():
    with before(BEFORE) as models:
        yield models


def season(old, organisation, name, place, called):
    """One hub, as the season calls it."""
    row = old("records", "Season").objects.create(
        organisation=organisation, name=name, weeks=4, terms={}, drives={}, fingerprint=name, imported_at=NOW
    )
    old("records", "Hub").objects.create(season=row, where=place, name=called, place_name=called, lat=55.9, lon=8.5)
    return row


def hub(old, organisation, name, *before):
    own = {"organisation": organisation, "kind": "hub", "name": name, "names": list(before), "key": f"key of {name}"}
    return old("records", "Place").objects.create(**own, lat=55.9, lon=8.5)


def member(old, organisation, name, hub_name):
    user = old("auth", "User").objects.create(username=name, first_name=name)
    own = {"organisation": organisation, "role": "volunteer", "hub_name": hub_name}
    return old("records", "Member").objects.create(user=user, **own).pk


def cafe(old, row, hub_name):
    trip = old("records", "Trip").objects.create(
        season=row, date=DAY, name="Tur", hub=hub_name, van="Bil 1", driver="Alma", leaves=540, returns=900,
        driving_minutes=40, km=40.0,
    )  # fmt: skip
    own = {"organisation": row.organisation, "kind": "stop", "name": "Karby", "key": f"karby {row.pk}"}
    where = old("records", "Place").objects.create(**own, lat=56.0, lon=8.5)
    return old("records", "Occurrence").objects.create(
        season=row, trip=trip, where=where, date=DAY, place="Karby", hub=hub_name, lat=56.0, lon=8.5, starts=600,
        promised=600, minutes=60, seats=7, guests=5.0,
    ).pk  # fmt: skip


def test_a_hub_that_was_renamed_gets_its_people_stores_and_history_back(old, capsys):
    here, there = (old("records", "Organisation").objects.create(name=name) for name in ("Her", "Der"))
    skjern, other = hub(old, here, "Skjern", "Skjern By"), hub(old, there, "Skjern")
    row = season(old, here, "Forår", skjern, "Skjern")
    elsewhere = season(old, there, "Forår", other, "Skjern")
    people = {name: member(old, here, name, of) for name, of in (
        ("alma", "Skjern"), ("bo", "Skjern By"), ("dan", "Nedlagt"), ("carla", ""),
    )}  # fmt: skip
    people["finn"] = member(old, there, "finn", "Skjern")
    digest = {"digest": "d", "made_at": NOW, "expires_at": NOW, "first_name": "Eva", "role": "reader"}
    link = old("records", "Invitation").objects.create(organisation=here, hub_name="skjern by", **digest).pk
    stores = {}
    for of, name, van in (("Skjern By", "Skjern By", 0), ("Skjern", "Skjern", 0), ("Skjern By", "Bil 1", 1)):
        own = {"organisation": here, "hub": of, "name": name, "is_van": bool(van)}
        stores[of, name] = old("records", "Store").objects.create(**own).pk
    twin = old("records", "Store").objects.create(organisation=here, hub="Skjern", name="Bil 1", is_van=True).pk
    cafes = [cafe(old, row, "Skjern By"), cafe(old, elsewhere, "Skjern")]
    get = at(AFTER)
    told = capsys.readouterr().out
    bases = {name: get("records", "Member").objects.get(pk=pk).base_id for name, pk in people.items()}
    assert bases["alma"] == bases["bo"] == skjern.pk and bases["finn"] == other.pk and bases["carla"] is None
    lost = get("records", "Place").objects.get(pk=bases["dan"])
    assert (lost.name, lost.kind, lost.lat, lost.organisation_id) == ("Nedlagt", "hub", None, here.pk)
    assert get("records", "Invitation").objects.get(pk=link).base_id == skjern.pk
    rows = {pk: get("records", "Store").objects.get(pk=pk) for pk in [*stores.values(), twin]}
    assert {row.base_id for row in rows.values()} == {skjern.pk}
    assert rows[stores["Skjern By", "Skjern By"]].name == "" and rows[stores["Skjern", "Skjern"]].name == "Skjern"
    assert rows[stores["Skjern By", "Bil 1"]].name == "Bil 1" and rows[twin].name == "Bil 1 (2)"
    keys = {pk: row.key for pk, row in rows.items()}
    assert (keys[stores["Skjern By", "Bil 1"]], keys[twin], keys[stores["Skjern By", "Skjern By"]]) == (
        "Bil 1",
        "Bil 1 (2)",
        "",
    )
    assert set(get("records", "Trip").objects.values_list("van", "van_key")) == {("Bil 1", "Bil 1")}
    for table in ("Trip", "Occurrence"):
        found = get("records", table).objects.order_by("pk").values_list("base", "hub")
        assert list(found) == [(skjern.pk, "Skjern By"), (other.pk, "Skjern")], "what was held stays called so"
    assert cafes == list(get("records", "Occurrence").objects.order_by("pk").values_list("pk", flat=True))
    assert "Her: 3 people, 1 invitations, 4 stores, 1 trips, 1 cafés point to their hubs" in told
    assert "Nedlagt: no season has such a hub, so it is one of its own (1 people)" in told
    assert "Skjern: Bil 1 (2) stands beside another of that name (1 stores)" in told
