"""The stores on screen: what is where, the forms, counting, goods, load lists; who sees which; every refusal a
sentence."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.jobs.translations import compile_all
from driveout.records.drive.stock import counting, stocking
from driveout.records.models import Count, Good, Lot, StockEvent, Store, Trip
from tests.places import hub_at, hub_key
from tests.screens.reading import words_of
from tests.stocked import VAN, books_add_up, dated, goods, have, shelves
from tests.stored import NOW

STOCK = "/office/lager/"


@pytest.fixture
def people(people):
    """All of the hub, as its leader, employee and volunteer."""
    for name in ("dan", "alma", "bo"):
        people[name].base = hub_at(people[name], HUB)
        people[name].save()
    return people


@pytest.fixture
def at(people, season):
    """Store room and van, and goods."""
    carla = people["carla"]
    room, van = shelves(carla)
    return room, van, goods(carla), {"by": carla.user, "now": NOW}


def fill(at, n=10, days=None, key="gift", good=0):
    room, _van, own, by = at
    lasts = None if days is None else timezone.localdate() + timedelta(days=days)
    return stocking.donate(store=room, good=own[good], quantity=n, best_before=lasts, key=key, **by)[0]


def of(store, act="") -> str:
    return f"{STOCK}{store.pk}/{act}"


def test_an_empty_room_says_what_to_do(signed_in, people, season):
    said = words_of(signed_in("carla").get(STOCK))
    assert "Her er intet lager endnu" in said and "Begynd med varerne" in said
    carla = signed_in("carla")
    assert "3 lagre er klar." in words_of(carla.post(f"{STOCK}tag-i-brug/", {"hub": hub_key(season)}, follow=True))
    assert "Lageret er tomt." in words_of(carla.get(STOCK))
    assert set(Store.objects.values_list("base__name", "name")) == {(HUB, ""), (HUB, VAN), (HUB, "Van 2")}


def test_what_is_where_and_what_is_soon_or_over_is_said_with_a_word(signed_in, at):
    fill(at, 10, 3, "a")
    fill(at, 4, -1, "b", good=1)
    fill(at, 7, None, "c", good=2)
    said = words_of(signed_in("dan").get(STOCK))
    assert "Snart 10 måltider i Lageret, Havnby. Bedst før" in said
    assert "Over dato 4 poser i Lageret, Havnby." in said
    assert re.search(r"Jakker \(stk\.\) 7 – 7", said)


def test_bringing_something(signed_in, at):
    room, _van, own, _by = at
    dan = signed_in("dan")
    form = dan.get(of(room, "modtag/"))
    key = re.search(r'name="key" value="(\w+)"', form.content.decode())[1]
    sent = {"key": key, "good": own[0].pk, "n": "12", "how": "purchase", "best_before": "24-12-2026", "note": "frost"}
    for _time in range(2):
        answer = dan.post(of(room, "modtag/"), sent, follow=True)
    assert "12 måltider er lagt i Lageret." in words_of(answer)
    lot = Lot.objects.get()
    assert (lot.best_before, lot.note, have(room)) == (date(2026, 12, 24), "frost", {lot.pk: 12})


def test_moving_takes_the_oldest_first_and_says_which(signed_in, at):
    room, van, own, _by = at
    fill(at, 8, 20, "late")
    fill(at, 4, 2, "soon")
    sent = {"key": "k", "what": f"g{own[0].pk}", "n": "6", "target": van.pk, "why": ""}
    said = words_of(signed_in("alma").post(of(room, "flyt/"), sent, follow=True))
    assert f"6 måltider er flyttet til {VAN}. Tag 4 med bedst før" in said
    assert sum(have(van).values()) == 6 and books_add_up()


def test_more_than_there_is_says_how_many_there_are_and_what_to_do(signed_in, at):
    room, van, own, by = at
    fill(at, 4)
    stocking.transfer(source=room, target=van, good=own[0], quantity=4, key="x", **by)
    sent = {"key": "k", "what": f"g{own[0].pk}", "n": "5", "why": ""}
    answer = signed_in("dan").post(of(van, "giv/"), sent)
    assert answer.status_code == 422
    assert f"Der er kun 4 måltider i {VAN}. Intet er bogført. Flyt flere dertil, eller skriv 4." in words_of(answer)
    assert 'value="5"' in answer.content.decode() and have(van)


def test_a_form_sent_twice_after_all_is_gone_is_booked_once(signed_in, at):
    room, _van, own, _by = at
    fill(at, 4)
    dan, sent = signed_in("dan"), {"key": "k", "what": f"g{own[0].pk}", "n": "4", "why": ""}
    for _press in range(2):
        assert "4 måltider er givet ud." in words_of(dan.post(of(room, "giv/"), sent, follow=True))
    assert have(room) == {} and StockEvent.objects.filter(kind="handed out").count() == 1


def test_the_same_form_with_another_number_asks_again(signed_in, at):
    room, _van, own, _by = at
    fill(at, 9)
    dan, sent = signed_in("dan"), {"key": "k", "what": f"g{own[0].pk}", "n": "4", "why": ""}
    dan.post(of(room, "giv/"), sent)
    answer = dan.post(of(room, "giv/"), {**sent, "n": "3"})
    assert answer.status_code == 422 and "Det første er bogført." in words_of(answer)
    assert sum(have(room).values()) == 5
    key = re.search(r'name="key" value="(\w+)"', answer.content.decode())[1]
    dan.post(of(room, "giv/"), {**sent, "n": "3", "key": key})
    assert sum(have(room).values()) == 2


@pytest.mark.parametrize(
    ("act", "sent", "said"),
    [
        ("modtag/", {"n": "0"}, "Skriv et tal fra 1"),
        ("modtag/", {"n": "tre"}, "Skriv et tal fra 1"),
        ("modtag/", {"n": "3", "best_before": "i morgen"}, "Skriv en dato"),
        ("modtag/", {"n": "3", "best_before": "24-8-2926"}, "Datoen ligger for langt væk."),
        ("modtag/", {"n": "3", "good": "77777"}, "Vælg en fra listen."),
        ("giv/", {"n": "3", "what": "g77777"}, "Det ligger her ikke mere."),
        ("giv/", {"n": "3", "what": "x"}, "Det ligger her ikke mere."),
        ("afskriv/", {"n": "1", "why": ""}, "Skriv noget her."),
        ("flyt/", {"n": "1", "target": "88888"}, "Vælg en fra listen."),
        ("giv/", {"n": "9" * 11}, "Skriv et tal fra 1"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_booked(signed_in, at, act, sent, said):
    room, _van, own, _by = at
    lot = fill(at, 4).lot_id
    whole = {"key": "k", "good": own[0].pk, "what": f"{'l' if act == 'afskriv/' else 'g'}{lot if act == 'afskriv/' else own[0].pk}", "how": "donation", "note": "", "why": "x"}  # fmt: skip # noqa: E501
    answer = signed_in("dan").post(of(room, act), {**whole, **sent})
    assert answer.status_code == 422 and said in words_of(answer)
    assert sum(have(room).values()) == 4


def test_writing_off_needs_a_reason_and_stands_in_the_history(signed_in, at):
    room = at[0]
    lot = fill(at, 4, -2).lot_id
    dan = signed_in("dan")
    dan.post(of(room, "afskriv/"), {"key": "k", "what": f"l{lot}", "n": "4", "why": "for gammelt"})
    said = words_of(dan.get(of(room, "historik/")))
    assert "4 måltider afskrevet" in said and "for gammelt" in said and "Af Dan." in said
    file = dan.get(of(room, "historik.csv"))
    assert file["Content-Type"].startswith("text/csv") and "for gammelt" in file.content.decode("utf-8-sig")


def test_a_long_history_has_pages(signed_in, at):
    for n in range(52):
        fill(at, 1, None, f"k{n}")
    carla = signed_in("carla")
    first = carla.get(of(at[0], "historik/"))
    older = re.search(r'href="(\?foer=\d+)"', first.content.decode())[1]
    second = carla.get(of(at[0], "historik/") + older)
    assert (first.content.decode().count("kom som gave"), second.content.decode().count("kom som gave")) == (50, 2)


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(signed_in, at):
    Good.objects.filter(pk=at[2][0].pk).update(name="=1+1")
    fill(at, 3)
    assert "'=1+1" in signed_in("carla").get(f"{STOCK}beholdning.csv").content.decode("utf-8-sig")


# Counting


def test_a_count_from_first_to_last(signed_in, at):
    room = at[0]
    meals, bags = fill(at, 10).lot_id, fill(at, 5, key="b", good=1).lot_id
    dan = signed_in("dan")
    assert "Begynd at tælle" in words_of(dan.get(of(room, "optaelling/")))
    page = words_of(dan.post(of(room, "optaelling/"), {"act": "start"}, follow=True))
    assert "Skriv, hvor mange der er" in page and "Begyndt" in page
    sent = {"act": "finish", f"n-{meals}": "8", f"n-{bags}": ""}
    differences = words_of(dan.post(of(room, "optaelling/"), sent, follow=True))
    assert "2 mangler" in differences and "1 linje er ikke talt. Den bliver stående." in differences
    assert have(room) == {meals: 10, bags: 5}
    count = Count.objects.get()
    for _time in range(2):
        done = dan.post(of(room, "optaelling/afslut/"), {"count": count.pk}, follow=True)
        assert "Optællingen er afsluttet." in words_of(done)
    assert have(room) == {meals: 8, bags: 5} and books_add_up()


def test_numbers_that_are_none_are_said_and_none_is_kept(signed_in, at):
    room = at[0]
    lot = fill(at, 10).lot_id
    dan = signed_in("dan")
    dan.post(of(room, "optaelling/"), {"act": "start"})
    for sent in ({f"n-{lot}": "mange"}, {f"n-{lot}": "3", "more-n": "2"}, {"more-n": "2", "more-day": "x"}):
        answer = dan.post(of(room, "optaelling/"), {"act": "save", **sent})
        assert answer.status_code == 422 and "Ingen af tallene er gemt" in words_of(answer)
    assert not Count.objects.get().lines.exists()


def test_something_in_no_line_is_counted_and_what_moved_is_told(signed_in, at):
    room, van, own, by = at
    lot = fill(at, 10).lot_id
    dan = signed_in("dan")
    dan.post(of(room, "optaelling/"), {"act": "start"})
    dan.post(of(room, "optaelling/"), {"act": "save", f"n-{lot}": "9", "more-good": own[1].pk, "more-n": "3"})
    stocking.transfer(source=room, target=van, good=own[0], quantity=2, key="x", by=by["by"], now=timezone.now())
    assert "Flyttet siden. Tæl igen." in words_of(dan.get(of(room, "optaelling/")))
    page = words_of(dan.get(of(room, "optaelling/afslut/")))
    assert "3 flere" in page and "Det her er flyttet, siden du talte." in page


def test_a_count_somebody_else_finished_is_told_and_one_can_be_put_away(signed_in, at, people):
    room = at[0]
    lot = fill(at, 10).lot_id
    dan = signed_in("dan")
    dan.post(of(room, "optaelling/"), {"act": "start"})
    counting.finish_count(count=Count.objects.get(), by=people["carla"].user, now=NOW)
    late = dan.post(of(room, "optaelling/"), {"act": "save", f"n-{lot}": "1"}, follow=True)
    assert "Optællingen er afsluttet imens." in words_of(late)
    dan.post(of(room, "optaelling/"), {"act": "start"})
    assert "Lageret er ikke ændret." in words_of(dan.post(of(room, "optaelling/"), {"act": "drop"}, follow=True))
    assert have(room) == {lot: 10}


# Goods


def test_the_coordinator_keeps_the_goods_and_others_look(signed_in, at):
    carla, dan = signed_in("carla"), signed_in("dan")
    sent = {"name": "Kaffe", "unit": "kander", "kind": "other", "per_guest": "0,15"}
    assert "Kaffe er gemt." in words_of(carla.post(f"{STOCK}varer/ny/", sent, follow=True))
    assert Good.objects.get(name="Kaffe").per_guest == 0.15
    assert "Kaffe er der allerede." in words_of(carla.post(f"{STOCK}varer/{at[2][0].pk}/", sent))
    assert "Kaffe" in words_of(dan.get(f"{STOCK}varer/")) and "Ny vare" not in words_of(dan.get(f"{STOCK}varer/"))
    assert dan.post(f"{STOCK}varer/ny/", sent).status_code == 403
    fill(at, 3)
    told = words_of(carla.post(f"{STOCK}varer/{at[2][0].pk}/brug/", follow=True))
    assert "Der er stadig 3 af dem i lagrene." in told


# Load lists


@pytest.fixture
def trip(at, people, season, plan):
    dated(people["carla"], season, plan)
    return Trip.objects.order_by("date", "leaves").first()


def test_the_load_list_says_what_to_bring_and_where_each_number_comes_from(signed_in, at, trip):
    fill(at, 5, 400)
    for name in ("carla", "dan", "alma", "bo"):
        said = words_of(signed_in(name).get(f"{STOCK}pakkelister/{trip.pk}/"))
        assert "Skal med" in said and "mangler på lageret" in said and "Det er et gæt." in said, name
    listed = words_of(signed_in("bo").get(f"{STOCK}pakkelister/?fra={trip.date.isoformat()}"))
    assert "måltider" in listed and "Mangler: Måltider" in listed
    assert "Ingen ture i de her dage" in words_of(signed_in("bo").get(f"{STOCK}pakkelister/?fra=2020-01-01"))


def test_the_van_is_loaded_by_one_button_once(signed_in, at, trip):
    fill(at, 500, 400)
    dan = signed_in("dan")
    page = dan.get(f"{STOCK}pakkelister/{trip.pk}/").content.decode()
    key = re.search(r'name="key" value="(\w+)"', page)[1]
    for _time in range(2):
        said = words_of(dan.post(f"{STOCK}pakkelister/{trip.pk}/laeg-i-vognen/", {"key": key}, follow=True))
    van = Store.objects.get(base=trip.base, name=trip.van)
    assert sum(have(van).values()) > 0 and "Flyt det til vognen" not in said and books_add_up()


def test_what_is_past_its_date_when_the_van_drives_again_is_said_when_it_is_loaded(signed_in, at, trip):
    _room, van, own, by = at
    later = Trip.objects.filter(base=trip.base, van=trip.van, date__gt=trip.date).order_by("date").first().date
    van = Store.objects.get(base=trip.base, name=trip.van)
    for key, lasts in (("a", trip.date), ("b", later - timedelta(days=1)), ("c", later)):
        stocking.donate(store=van, good=own[0], quantity=2, best_before=lasts, key=key, **by)
    said = words_of(signed_in("dan").get(f"{STOCK}pakkelister/{trip.pk}/"))
    assert said.count("Vognen kører først igen") == (1 if later - timedelta(days=1) == trip.date else 2)
    posted = signed_in("dan").post(f"{STOCK}pakkelister/{trip.pk}/laeg-i-vognen/", {"key": "k"}, follow=True)
    assert "er bedst før" in words_of(posted)
    Trip.objects.filter(base=trip.base, van=trip.van, date__gt=trip.date).update(van="En anden", van_key="en-anden")
    assert "Vognen kører ikke mere i sæsonen." in words_of(signed_in("dan").get(f"{STOCK}pakkelister/{trip.pk}/"))


def test_pick_ups_are_written_read_back_and_refused_with_a_sentence(signed_in, at, trip):
    dan, address = signed_in("dan"), f"{STOCK}pakkelister/{trip.pk}/afhentninger/"
    sent = {"name": ["Fødevarebanken", ""], "at": ["8", ""], "what": ["to kasser", ""]}
    said = words_of(dan.post(address, sent, follow=True))
    assert "Hent hos Fødevarebanken : to kasser" in said or "Hent hos Fødevarebanken: to kasser" in said
    trip.refresh_from_db()
    assert trip.pick_ups == [{"name": "Fødevarebanken", "at": 480, "what": "to kasser"}]
    for wrong, told in (
        ({"name": ["Genbrug"], "at": ["23"], "what": [""]}, "den første café åbner kl."),
        ({"name": ["Genbrug"], "at": ["snart"], "what": [""]}, "Genbrug: skriv et sted og et klokkeslæt"),
        ({"name": [""], "at": ["8"], "what": [""]}, "skriv et sted og et klokkeslæt"),
        ({"name": ["Genbrug"], "at": ["8,5"], "what": [""]}, "«8,5» kan læses på to måder: 8.30 eller 8.50."),
    ):
        answer = dan.post(address, wrong)
        assert answer.status_code == 422 and told in words_of(answer)
    assert signed_in("bo").get(address).status_code == 403


# Who sees what


def test_a_reader_sees_sums_without_places_dates_or_history(signed_in, at, people):
    from driveout.records.team.actions import welcome
    from driveout.records.team.models import Role
    from tests.stored import HERE

    people["reader"] = welcome(
        username="reader", first_name="Læser", password="cafe-reader", organisation=HERE, role=Role.READER, by=None,
        now=NOW,
    )  # fmt: skip
    fill(at, 10, 3)
    reader = signed_in("reader")
    said = words_of(reader.get(STOCK))
    assert re.search(rf"Hub Måltider {HUB} 10", said) and "Snart" not in said and VAN not in said
    file = reader.get(f"{STOCK}beholdning.csv").content.decode("utf-8-sig")
    assert "Måltider" in file and "Bedst før" not in file
    assert reader.get(of(at[0])).status_code == 403
    assert reader.post(f"{STOCK}tag-i-brug/").status_code == 403


def test_many_hubs_are_sums_and_one_of_them_is_all_of_it(signed_in, at, people):
    from driveout.records.drive.stock.catalogue import open_stores
    from driveout.records.drive.stock.queries import Yard

    fill(at, 10, 3)
    names = [f"Hub {n}" for n in range(4)]
    hubs = {str(hub_at(people["carla"], name).pk): Yard(name, {}) for name in names}
    open_stores(organisation=people["carla"].organisation, hubs=hubs, **at[3])
    carla = signed_in("carla")
    assert re.search(rf"Hub Måltider .*{HUB} 10 .*Hub 3 0", words_of(carla.get(STOCK)))
    assert re.search(r"Måltider \(stk\.\) Snart 10 – 10", words_of(carla.get(f"{STOCK}?hub={at[0].base_id}")))


@pytest.mark.parametrize("name", ["dan", "alma"])
def test_another_hubs_store_is_not_theirs(signed_in, at, people, name):
    people[name].base = hub_at(people[name], "Odense")
    people[name].save()
    fill(at, 3)
    asked = signed_in(name)
    for path in ("", "modtag/", "historik/", "historik.csv", "optaelling/"):
        assert asked.get(of(at[0], path)).status_code == 403, path
    assert "Måltider" not in words_of(asked.get(STOCK))


def test_somebody_without_a_hub_is_told_whom_to_ask(signed_in, at, people):
    people["alma"].base = hub_at(people["alma"], "")
    people["alma"].save()
    assert "Du har ikke en hub endnu" in words_of(signed_in("alma").get(STOCK))


def test_another_organisation_finds_nothing_and_nobody_is_asked_to_sign_in(signed_in, at, trip):
    fill(at, 3)
    finn = signed_in("finn")
    good = at[2][0].pk
    for path in (f"{at[0].pk}/", f"{at[0].pk}/modtag/", f"varer/{good}/", f"pakkelister/{trip.pk}/"):
        assert finn.get(STOCK + path).status_code == 404, path
    assert "Måltider" not in words_of(finn.get(STOCK)) and "Måltider" not in words_of(finn.get(f"{STOCK}varer/"))
    assert Client().get(STOCK).status_code == 302


def test_pages_take_a_fixed_number_of_queries(signed_in, at, trip, django_assert_max_num_queries):
    for n in range(6):
        fill(at, 5, n, f"a{n}")
    dan = signed_in("dan")
    for path, most in ((STOCK, 13), (of(at[0]), 12), (f"{STOCK}pakkelister/{trip.pk}/", 14)):
        with django_assert_max_num_queries(most):
            assert dan.get(path).status_code == 200


def test_the_stores_in_english(signed_in, at, trip):
    compile_all()
    fill(at, 5, 2)
    carla = signed_in("carla")
    carla.cookies["django_language"] = "en"
    for path in ("", f"{at[0].pk}/", f"{at[0].pk}/modtag/", f"{at[0].pk}/optaelling/", f"pakkelister/{trip.pk}/"):
        said = words_of(carla.get(STOCK + path))
        assert "Stores" in said and not re.search(r"\b(Lager|Lageret|Pakkeliste|Varer|Flyt|Bedst)\b", said), path
