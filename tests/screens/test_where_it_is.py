"""A place's address: kept in the register, shown to who must find it, beside the hall that may say it already."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from driveout.core.words import found_at
from driveout.outside.plan_files.calendar import as_calendar
from driveout.outside.plan_files.tables import as_csv
from driveout.outside.season_files import Faults, read_season
from driveout.records.models import Stop
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from driveout.records.plan.queries import plan_as_words, season_as_words, season_of
from driveout.records.plan.storing.fingerprints import season_fingerprint
from tests.faulty_seasons import seasons
from tests.screens.test_registers import filled, html, send
from tests.stored import NOW

pytestmark = pytest.mark.django_db
STREET = "Hovedgaden 12, 7960 Karby"


def test_the_office_keeps_it_and_no_plan_waits_for_it(signed_in, season, plan):
    carla = signed_in("carla")
    stop = plan.openings.first().stop
    address = reverse("office:row", args=(season.pk, "stops", stop.pk))
    assert filled(carla, address)["address"] == [""]
    assert "Ingen rettelser venter" in html(send(carla, address, address=f" {STREET}\u200b "))
    assert Stop.objects.get(pk=stop.pk).address == STREET
    assert plan.made_from == season_fingerprint(season_of(plan))
    hub = reverse("office:row", args=(season.pk, "hubs", season.hubs.first().pk))
    send(carla, hub, address="Havnen 1")
    assert season_as_words(season.pk).hubs[0].place.address == "Havnen 1"
    found = carla.get(reverse("office:register", args=(season.pk, "stops")), {"q": "hovedgaden"})
    assert stop.name in html(found)


def test_guests_read_it_on_the_page_in_the_calendar_and_in_the_table(client, people, season, plan):
    carla, stop = people["carla"], plan.openings.order_by("id").first().stop
    Stop.objects.filter(pk=stop.pk).update(venue="Hallen", address=STREET)
    approve_plan(plan_id=plan.pk, by=carla.user, now=NOW)
    publish_times(plan_id=plan.pk, by=carla.user, now=NOW)
    page = client.get(reverse("public:times", args=(season.pk,))).content.decode()
    assert page.count(f"Hallen, {STREET}") == plan.openings.filter(stop=stop).count() > 0
    Stop.objects.filter(pk=stop.pk).update(venue=f"Hallen, {STREET}")
    publish_times(plan_id=plan.pk, by=carla.user, now=NOW)
    assert client.get(reverse("public:times", args=(season.pk,))).content.decode().count(STREET) == page.count(STREET)
    words, made = season_as_words(season.pk), plan_as_words(plan.pk)
    assert f",{STREET}".replace(",", ',"', 1) in as_csv(words, made)
    dated = replace(words, first_day=date(2027, 3, 1))
    assert b"Hovedgaden 12" in as_calendar(dated, made, changed=NOW).replace(b"\r\n ", b"")


def test_the_hall_and_its_address_are_said_once():
    assert found_at("Hallen", "Storegade 1") == "Hallen, Storegade 1"
    assert found_at("Hallen, storegade 1", "Storegade 1") == "Hallen, storegade 1"
    assert (found_at("", "Storegade 1"), found_at("Hallen", ""), found_at("", "")) == ("Storegade 1", "Hallen", "")


def told(path) -> list[str]:
    with pytest.raises(Faults) as refused:
        read_season(path)
    return refused.value.sentences("da")


def test_an_address_without_a_position_is_told_once_with_what_to_do(tmp_path):
    lines = seasons.GOOD["stops.csv"].replace("stop,hub", "stop,adresse,hub").splitlines()
    lines[1] = lines[1].replace("Karby,", "Karby,Hovedgaden 12,")
    lines[2] = lines[2].replace("Vils,", "Vils,Vilsvej 3,").replace("56.7345,8.7288", ",")
    lines[3] = lines[3].replace("Øster Assels,", "Øster Assels,,").replace("56.69,8.70", ",")
    found = told(seasons.folder(tmp_path / "cells", stops_csv="\n".join(lines) + "\n"))
    assert found[0] == (
        "stops.csv, række 3, kolonne lat: Her er en adresse, »Vilsvej 3«, men ingen position. Ventet: breddegrad og "
        "længdegrad: slå adressen op på et kort på nettet, tryk på stedet, og skriv begge tal, for eksempel 56,7556 "
        "og 8,5722."
    )
    assert [line.split(":")[0] for line in found[1:]] == [
        "stops.csv, række 4, kolonne lat", "stops.csv, række 4, kolonne lon",
    ]  # fmt: skip
    bare = "stop,address,hub,guests,mon\nKarby,Hovedgaden 12,Nykøbing Mors,7,10-16\n"
    found = told(seasons.folder(tmp_path / "columns", stops_csv=bare))
    assert len(found) == 2 and all("slå adressen op på et kort" in line for line in found)


def test_an_address_comes_along_from_a_file(tmp_path):
    stops = (
        seasons.GOOD["stops.csv"].replace("lon,guests", "lon,Adresse,guests").replace("8.5722,", '8.5722,"Vej 1, By",')
    )
    stops = stops.replace("8.7288,", "8.7288,,").replace("8.70,", "8.70,,")
    assert [stop.place.address for stop in read_season(seasons.folder(tmp_path, stops_csv=stops)).stops] == [
        "Vej 1, By", "", "",
    ]  # fmt: skip
