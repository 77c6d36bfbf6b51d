"""The directory as rows: a list twice, a list half good, what the crew heard, what is found, and what is hidden."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from driveout.core.bridge.directory.items import take_apart
from driveout.core.words import Heard, NeedKind, Sector
from driveout.jobs.demo_help import fill_directory
from driveout.jobs.help_lines import take_lines
from driveout.outside.hsds.fakes import MANY, service, services
from driveout.outside.hsds.sheet import from_rows
from driveout.records.bridge.directory.fields_typed import Written
from driveout.records.bridge.directory.finding import services_for
from driveout.records.bridge.directory.marking import mark_help
from driveout.records.bridge.directory.publishing import publish_help
from driveout.records.bridge.directory.rules import SameEntry
from driveout.records.bridge.directory.taking import take_list
from driveout.records.bridge.directory.writing import write_help
from driveout.records.models import HelpAt, HelpCheck, HelpPlace, HelpProvider, HelpService, PublicHelp, Trace
from tests.stored import NOW, cast

pytestmark = pytest.mark.django_db
TABLES = (HelpProvider, HelpPlace, HelpService, HelpAt, HelpCheck, PublicHelp, Trace)


@pytest.fixture
def carla():
    return cast()["carla"]


def take(carla, rows, now=NOW, **more):
    return take_list(
        organisation=carla.organisation, found=take_apart([("service", row) for row in rows]), whose_list="a list",
        by=carla.user, now=now, **more,
    )  # fmt: skip


def everything():
    return [list(table.objects.order_by("pk").values()) for table in TABLES]


def find(carla, moment=NOW, **asked):
    return services_for(organisation_id=carla.organisation_id, moment=moment, **asked)


def test_the_same_list_again_changes_nothing_at_all(carla):
    first = take(carla, services("default"))
    assert len(first.taken) == 12
    before = everything()
    again = take(carla, services("default"), now=NOW + timedelta(days=9))
    assert again.taken == [] and len(again.unchanged) == 12
    assert everything() == before


def test_of_a_list_with_wrong_entries_nothing_is_written_until_the_good_ones_are_asked_for(carla):
    rows = [service(1), {**service(2), "status": "open"}, service(3)]
    report = take(carla, rows)
    assert report.taken == [] and not report.is_written
    assert {item for item, _field, _why in report.refused} == {"Rådgivning 2"}
    assert not any(table.objects.exists() for table in TABLES[:-1])
    take(carla, rows, partial=True)
    assert set(HelpService.objects.values_list("name", flat=True)) == {"Rådgivning 1", "Rådgivning 3"}


def test_a_list_that_says_31_is_taken_for_all_it_holds_with_both_numbers_of_its_capacity(carla):
    take(carla, services("warn"))
    assert HelpService.objects.count() == MANY
    room = HelpService.objects.first().document["capacities"][0]
    assert (room["available"], room["maximum"]) == (12, 10)


def test_a_list_that_changes_one_entry_changes_that_one_and_what_was_written_here_stands_over_it(carla):
    take(carla, services("default"))
    row = HelpService.objects.get(name="Rådgivning 1")
    write_help(organisation=carla.organisation, service=row, written=said(row, phone="99"), by=carla.user, now=NOW)
    rows = services("default")
    rows[1]["phones"][0]["number"] = "12 34 56 99"
    rows[1]["description"] = "Nye ord"
    report = take(carla, rows)
    assert report.taken == [rows[1]["id"]]
    assert "phones" in {field for _item, field, _why in report.warnings}
    [offer] = find(carla, search="nye ord")
    assert offer.phone == "99"


def said(row, **other):
    """What the form would send for an entry of the fake list."""
    plain = {
        "name": row.name, "provider": row.provider.name, "sector": "civil", "needs": ["debt"],
        "description": "Råd om breve.", "phone": "12 34 56 70", "email": "", "url": "https://forening.example/raad",
        "who_for": "", "cost": "", "languages": ["Dansk"], "hours": [[0, 540, 900], [1, 540, 900], [2, 540, 900]],
        "phone_hours": [], "closed": [], "places_free": None, "check_every_days": 180, "is_national": False,
        "status": "active", "place": None, "is_hidden": False,
    }  # fmt: skip
    if "description" not in other and row.document.get("description"):
        plain["description"] = row.document["description"]
    return Written(**{**plain, **other})


def test_what_the_crew_heard_is_kept_once_and_nothing_is_taken_away_for_a_silence(carla):
    take(carla, [service(1)])
    row = HelpService.objects.get()
    for n in range(3):
        mark_help(service=row, heard=Heard.SILENT, by=carla.user, now=NOW, once=f"press {n}")
        mark_help(service=row, heard=Heard.SILENT, by=carla.user, now=NOW, once=f"press {n}")
    [offer] = find(carla)
    assert offer.silent == 3
    mark_help(service=row, heard=Heard.FULL, by=carla.user, now=NOW)
    [offer] = find(carla)
    assert offer.full and offer.silent == 0 and offer.checked_on == NOW.date()
    [later] = find(carla, NOW + timedelta(days=15))
    assert not later.full  # no label for good
    mark_help(service=row, heard=Heard.MOVED, by=carla.user, now=NOW)
    assert find(carla) == []
    mark_help(service=row, heard=Heard.FITS, by=carla.user, now=NOW)
    [offer] = find(carla)
    assert (offer.full, offer.age) == (False, "fresh")
    assert HelpCheck.objects.filter(heard="silent").count() == 3


def test_an_entry_that_nobody_has_rung_for_ninety_days_says_so(carla):
    take_lines(organisation=carla.organisation, now=NOW)
    assert {offer.age for offer in find(carla)} == {"never"}
    row = HelpService.objects.get(name="Livslinien")
    mark_help(service=row, heard=Heard.FITS, by=carla.user, now=NOW)
    ages = [find(carla, NOW + timedelta(days=days), search="livslinien")[0].age for days in (0, 80, 91)]
    assert ages == ["fresh", "soon", "stale"]


def test_who_gives_help_decides_nothing_of_the_order(carla):
    def listed(sectors):
        heads = ("Navn", "Telefon", "Sektor", "Hjælper med", "By", "Bredde", "Længde")
        rows = [
            (f"Hus {n}", "1", sector, "Gæld og penge", "Mors", "56,8", f"8,{n}") for n, sector in enumerate(sectors)
        ]
        HelpService.objects.all().delete()
        HelpProvider.objects.all().delete()
        HelpPlace.objects.all().delete()
        found = take_apart(from_rows([heads, *rows], "x").rows)
        take_list(organisation=carla.organisation, found=found, whose_list="", by=None, now=NOW)
        return [offer.name for offer in find(carla, near=(56.8, 8.9))]

    one = listed(["offentlig", "civil"] * 4)
    other = listed(["civil", "offentlig"] * 4)
    assert one == other == [f"Hus {n}" for n in reversed(range(8))]


def test_the_open_are_before_the_closed_and_the_near_before_the_far(carla):
    fill_directory(carla, NOW)
    debt = find(carla, need=NeedKind.DEBT, near=(56.79, 8.85))
    assert debt[0].name == "Gældsrådgivning Nord"
    assert debt[0].away_km < 2 and debt[0].open_now
    assert debt[0].sector is Sector.CIVIL
    assert all("debt" in offer.needs for offer in debt)
    assert find(carla, open_now=True) == [offer for offer in find(carla) if offer.open_now]
    assert [offer.name for offer in find(carla, language="arabisk")] == ["Krisecenter på øen"]


def test_every_kind_of_need_finds_somebody_with_a_number_but_for_work_and_other(carla):
    fill_directory(carla, NOW)
    found = {need.value: find(carla, need=need.value) for need in NeedKind}
    assert {need for need, offers in found.items() if not offers} == {"work", "other"}
    assert all(offer.phone for offers in found.values() for offer in offers)


def test_the_demo_fills_its_directory_once(carla):
    fill_directory(carla, NOW)
    before = everything()
    fill_directory(carla, NOW + timedelta(days=3))
    assert everything() == before


SECRET = "Skjulgade 17"


def hidden_rows():
    row = service(1)
    row["name"] = "Et hus"
    row["description"] = f"Vi bor i {SECRET}."
    place = row["service_at_locations"][0]["location"]
    place |= {"location_type": "redacted", "name": f"Huset i {SECRET}", "transportation": f"Bus til {SECRET}"}
    place["addresses"][0] |= {"address_1": SECRET, "postal_code": "9999"}
    return [row]


def test_a_hidden_address_is_nowhere_in_any_table(carla):
    take(carla, hidden_rows())
    assert HelpPlace.objects.get().is_hidden
    whole = str(everything())
    assert SECRET not in whole and "9999" not in whole and "56.8" not in whole
    [offer] = find(carla, near=(56.8, 8.9))
    assert offer.where == "" and offer.away_km is None


def test_a_place_that_was_hidden_here_stays_so_whatever_the_list_says_next(carla):
    take(carla, hidden_rows())
    row = service(1)
    row["service_at_locations"][0]["location"]["addresses"][0]["address_1"] = SECRET
    take(carla, [row])
    assert HelpPlace.objects.get().is_hidden
    assert SECRET not in str(everything())


def test_the_database_keeps_no_address_of_a_hidden_place(carla):
    take(carla, hidden_rows())
    with pytest.raises(IntegrityError), transaction.atomic():
        HelpPlace.objects.update(address=SECRET)


def test_an_entry_written_here_is_found_and_told_and_one_of_its_name_refused(carla):
    provider = HelpProvider(name="Hus")
    row = HelpService(name="Samtaler", provider=provider)
    words = said(row, description="En snak", place=("Gade 0", "7900", "Mors"), closed=[NOW.date()])
    made = write_help(organisation=carla.organisation, service=None, written=words, by=carla.user, now=NOW)
    [offer] = find(carla, need="debt")
    assert (offer.where, offer.open_now) == ("Gade 0, 7900 Mors", False)  # closed today
    assert find(carla, NOW + timedelta(days=7))[0].open_now
    assert PublicHelp.objects.filter(kind="service", key=made.key, postcode="7900").exists()
    before = everything()
    write_help(organisation=carla.organisation, service=made, written=words, by=carla.user, now=NOW)
    assert everything() == before
    with pytest.raises(SameEntry):
        write_help(organisation=carla.organisation, service=None, written=words, by=carla.user, now=NOW)
    write_help(
        organisation=carla.organisation, service=made, written=said(row, place=("", "", ""), is_hidden=True),
        by=carla.user, now=NOW,
    )  # fmt: skip
    assert "Gade 0" not in str(everything())


def test_what_is_no_more_leaves_the_open(carla):
    take(carla, [service(1)])
    row = HelpService.objects.get()
    assert PublicHelp.objects.filter(key=row.key).exists()
    row.status = "defunct"
    row.save()
    publish_help(carla.organisation_id)
    assert set(PublicHelp.objects.values_list("kind", flat=True)) == {"organization"}
    assert PublicHelp.objects.get().name == carla.organisation.name


def test_nobody_marks_another_organisations_entry(carla):
    take(carla, [service(1)])
    finn = type(carla).objects.get(user__username="finn")
    with pytest.raises(PermissionDenied):
        mark_help(service=HelpService.objects.get(), heard=Heard.FITS, by=finn.user, now=NOW)
    assert not HelpCheck.objects.filter(heard="fits").exists()


def test_a_need_is_found_in_a_fixed_number_of_queries(carla, django_assert_num_queries):
    take(carla, services("warn"))
    with django_assert_num_queries(3):
        find(carla, near=(56.8, 8.9))


def test_an_entry_of_a_crisis_centre_written_here_hides_its_address_whoever_forgets_the_tick(carla):
    row = HelpService(name="Samtaler", provider=HelpProvider(name="Hus"))
    at = {"place": (SECRET, "7999", "Mors"), "description": f"Kom til {SECRET}"}
    made = write_help(organisation=carla.organisation, service=None, written=said(row, **at), by=carla.user, now=NOW)
    assert SECRET in str(everything())
    centre = said(row, **{**at, "provider": "Krisecenter X"})
    write_help(organisation=carla.organisation, service=made, written=centre, by=carla.user, now=NOW)
    assert SECRET not in str(everything()) and "7999" not in str(everything())


def test_a_place_is_hidden_for_an_organisation_that_an_earlier_list_named(carla):
    rows = [service(1)]
    rows[0]["organization"]["name"] = "Krisecenter X"
    owner = rows[0]["organization"]["id"]
    del rows[0]["service_at_locations"]
    take(carla, rows)
    row = service(1)
    del row["organization"]
    row |= {"organization_id": owner, "name": "Ophold"}
    row["service_at_locations"][0]["location"]["addresses"][0]["address_1"] = SECRET
    take(carla, [row])
    assert SECRET not in str(everything())


def test_what_was_written_here_of_who_what_and_where_stands_over_a_list_that_changes(carla):
    take(carla, [service(1)])
    row = HelpService.objects.get()
    here = {
        "name": "Vores ord", "provider": "Hus", "status": "temporarily closed", "needs": ["legal"],
        "is_national": True, "place": ("Gade 7", "7900", "Mors"),
    }  # fmt: skip
    write_help(organisation=carla.organisation, service=row, written=said(row, **here), by=carla.user, now=NOW)
    new = {**service(1), "name": "Deres nye ord", "fees_description": "Gratis", "service_areas": []}
    new["service_at_locations"][0]["location"]["addresses"][0]["address_1"] = "Havnegade 9"
    take(carla, [new])
    row = HelpService.objects.get()
    assert (row.name, row.provider.name, row.status, row.needs, row.is_national, row.document["fees_description"]) == (
        "Vores ord", "Hus", "temporarily closed", "|legal|", True, "Gratis"
    )  # fmt: skip
    assert [at.place.address for at in row.at.all()] == ["Gade 7, 7900 Mors"]
    public = PublicHelp.objects.get(kind="service", key=row.key).document
    assert {"needs", "provider", "places", "is_national"}.isdisjoint(public) and public["name"] == "Vores ord"


def test_a_list_changes_what_nobody_wrote_here_and_keeps_the_giver_it_named_before(carla):
    rows = [service(1)]
    take(carla, rows)
    row = HelpService.objects.get()
    write_help(
        organisation=carla.organisation, service=row, written=said(row, phone="99"), opened=said(row), by=carla.user,
        now=NOW,
    )  # fmt: skip
    new = {**service(1), "name": "Nyt navn", "organization_id": rows[0]["organization"]["id"]}
    del new["organization"]
    take(carla, [new])
    row = HelpService.objects.get()
    assert (row.name, row.provider.name, row.own.keys()) == ("Nyt navn", "Forening 1", {"phones"})


def test_a_line_that_one_organisation_takes_out_stays_in_the_open_by_another_that_has_it(carla):
    finn = type(carla).objects.get(user__username="finn")
    for one in (carla, finn):
        take_lines(organisation=one.organisation, now=NOW)
    mine, theirs = (
        HelpService.objects.get(organisation=one.organisation, name="Livslinien") for one in (carla, finn)
    )  # fmt: skip
    assert PublicHelp.objects.get(kind="service", key=mine.key).organisation == carla.organisation_id
    for row, left in ((mine, {finn.organisation_id}), (theirs, set())):
        row.status = "defunct"
        row.save()
        publish_help(row.organisation_id)
        up = PublicHelp.objects.filter(kind="service", key=mine.key)
        assert set(up.values_list("organisation", flat=True)) == left
