"""Halves and decimals on the stores' screens, where the good allows them."""

import pytest

from driveout.records.drive.stock import stocking
from driveout.records.models import Good
from tests.screens.reading import words_of
from tests.stocked import books_add_up, goods, shelves
from tests.stored import NOW

STOCK = "/office/lager/"


@pytest.fixture
def at(people, season):
    """Store room and van, and goods."""
    carla = people["carla"]
    room, van = shelves(carla)
    return room, van, goods(carla), {"by": carla.user, "now": NOW}


def fill(at, n):
    room, _van, own, by = at
    return stocking.donate(store=room, good=own[0], quantity=n, best_before=None, key="gift", **by)[0]


def of(store, act="") -> str:
    return f"{STOCK}{store.pk}/{act}"


def test_halves_and_decimals_where_the_good_allows_it(signed_in, at):
    room, carla = at[0], signed_in("carla")
    page = {"name": "Suppe", "unit": "liter", "kind": "meal", "per_guest": "0,3"}
    for smallest, typed, taken in (("1.00", "2,5", False), ("0.50", "2,5", True), ("0.50", "2,25", False),
                                   ("0.01", "2,25", True), ("1.00", "2,0", True)):  # fmt: skip
        name = f"Suppe {smallest} {typed}"
        carla.post(f"{STOCK}varer/ny/", {**page, "name": name, "smallest": smallest})
        soup = Good.objects.get(name=name)
        bring = {
            "good": soup.pk,
            "n": typed,
            "how": "donation",
            "best_before": "",
            "note": "",
            "why": "",
            "key": name[6:],
        }
        said = words_of(carla.post(of(room, "modtag/"), {**bring, "key": name[6:]}, follow=True))
        assert (f"{typed.removesuffix(',0')} liter suppe" in said) == taken, (smallest, typed)
        assert taken or ("Suppe" in said and "tælles i hele" in said)
    assert "2,25" in words_of(carla.get(of(room))) and books_add_up()
    assert "2,5" in carla.get(f"{STOCK}beholdning.csv").content.decode()


def test_a_count_takes_halves_where_the_good_does(signed_in, at):
    room = at[0]
    lot = fill(at, 5)
    carla = signed_in("carla")
    carla.post(of(room, "optaelling/"), {"act": "start"})
    wrong = carla.post(of(room, "optaelling/"), {"act": "save", f"n-{lot.lot_id}": "4,5"})
    assert wrong.status_code == 422 and "Måltider tælles i hele." in words_of(wrong)
    Good.objects.update(smallest="0.5")
    carla.post(of(room, "optaelling/"), {"act": "finish", f"n-{lot.lot_id}": "4,5"})
    assert 'value="4,5"' in carla.get(of(room, "optaelling/")).content.decode()
    said = words_of(carla.get(of(room, "optaelling/afslut/")))
    assert "4,5" in said and "0,5 mangler" in said
