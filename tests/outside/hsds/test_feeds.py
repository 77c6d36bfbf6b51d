"""Lists of help: four feeds of the kinds that checkers come with, folders, files, tables, and what is none."""

import json

import pytest
from openpyxl import Workbook

from driveout.core.bridge.directory.help_lines import LINES, as_service
from driveout.core.bridge.directory.items import take_apart
from driveout.core.bridge.directory.schedules import rules_of
from driveout.core.bridge.directory.standard import FIELDS, MUST, remarks
from driveout.core.words import By
from driveout.outside.faults import Faults
from driveout.outside.hsds import read_any, read_path
from driveout.outside.hsds.fakes import MANY, WRONG, feed, services
from driveout.outside.hsds.sheet import MOST_ROWS, from_rows
from tests.hsds_schema import NOT_YET, Schemas


def read(kind):
    with feed(kind) as address:
        listed = read_any(address)
    return listed, take_apart(listed.rows)


def test_a_feed_as_it_should_be_is_taken_whole_without_a_word():
    listed, found = read("default")
    assert listed.odd == []
    assert len(found.services) == 12
    assert len(found.providers) == 3
    assert len(found.places) == 5
    everything = [*found.services.values(), *found.providers.values(), *found.places.values()]
    assert not any(item.faults or item.odd for item in everything)
    assert all(item.places and item.provider for item in found.services.values())


def test_a_feed_that_says_31_and_holds_128_is_believed_for_what_it_holds():
    listed, found = read("warn")
    assert len(found.services) == MANY
    assert not any(item.faults for item in found.services.values())
    said = [told.english for _where, told in listed.odd]
    assert "The page says 31 entries and holds 128. What it holds is taken." in said
    assert "The feed says 31 entries in all and holds 128. What it holds is taken." in said
    item = next(iter(found.services.values()))
    odd = {one.field: one.reason.english for one in item.odd}
    assert odd["capacities[0]"] == "12 of 10 are free. Both are kept."
    assert odd["addresss"] == "The standard has no such field. It is left out."
    assert "byweekno" in odd["schedules[2]"]
    assert item.document["capacities"][0] == {**services("warn")[0]["capacities"][0]}
    assert item.document["additional_urls"] == services("warn")[0]["additional_urls"]
    assert "addresss" not in item.document
    rules, unread = rules_of(item.document["schedules"])
    assert (rules[0].opens, rules[0].closes, unread) == (540, 900, 1)  # nine o'clock, whatever stands behind it


def test_a_wrong_feed_is_refused_entry_by_entry_with_field_and_reason():
    _listed, found = read("fail")
    assert len(found.services) == len(WRONG)
    fields = {one.field for item in found.services.values() for one in item.faults}
    assert fields == {"name", "status", "phones[0].number", "service_at_locations[0].location.location_type"}


def test_a_sparing_feed_of_small_pages_and_empty_fields_is_taken():
    listed, found = read("test")
    assert listed.odd == []
    assert len(found.services) == 5
    assert not any(item.faults for item in found.services.values())
    assert all(item.document.keys() == {"id", "name", "status"} for item in found.services.values())


@pytest.mark.parametrize(("name", "text"), [
    ("a.json", "{"), ("b.json", "[1, 2]"), ("c.json", '{"contents": 3}'), ("d.json", '{"hello": "world"}'),
    ("e.json", ""), ("f.json", "[" * 5000), ("g.csv", ""), ("h.csv", "a;b\n1;2"), ("i.xlsx", "no workbook"),
])  # fmt: skip
def test_what_is_no_list_is_refused_in_words(tmp_path, name, text):
    (tmp_path / name).write_text(text)
    with pytest.raises(Faults) as refused:
        read_path(str(tmp_path / name))
    assert all(sentence for sentence in refused.value.sentences("da"))


def test_nobody_there_and_a_folder_of_nothing_are_refused(tmp_path):
    for where in (str(tmp_path), str(tmp_path / "not here.json"), "http://127.0.0.1:9"):
        with pytest.raises(Faults):
            read_any(where)


def test_a_folder_names_the_file_that_holds_nothing_and_takes_the_others(tmp_path):
    (tmp_path / "services.json").write_text(json.dumps({"contents": services("test")}))
    (tmp_path / "notes.json").write_text("{}")
    listed = read_path(str(tmp_path))
    assert len(listed.rows) == 5
    assert [where for where, _told in listed.odd] == ["notes.json"]


HEAD = ("Navn", "Telefon", "Hjælper med", "Åbent", "Telefontid", "By", "Postnr", "Adresse", "Skjul adressen")


def test_a_table_is_read_in_the_words_of_whoever_wrote_it(tmp_path):
    book = Workbook()
    book.active.append([*HEAD, "Pladser", "Noget"])
    book.active.append(["Hus", 12345670, "Gæld og penge, sko", "man-fre 9-15; lør 10-12", "døgnet rundt", "Mors", 7900,
                        "Gade 0", None, 8, None])  # fmt: skip
    book.active.append([None] * 11)
    book.active.append(["Skjul", "1", "", "ved ikke", "", "Hemmeligt", 7900, "Hemmelig Gade 5", "ja", None, None])
    path = tmp_path / "a.xlsx"
    book.save(path)
    listed = read_path(str(path))
    found = take_apart(listed.rows)
    one, two = found.services.values()
    rules, unread = rules_of(one.document["schedules"])
    assert unread == 0
    assert [(rule.weekdays, rule.by) for rule in rules] == [
        ((0, 1, 2, 3, 4), By.DOOR), ((5,), By.DOOR), (tuple(range(7)), By.PHONE)
    ]  # fmt: skip
    assert one.document["capacities"][0]["maximum"] == 8
    said = " ".join(told.danish for _where, told in listed.odd)
    assert "»sko« er ikke en af" in said and "»Noget« kender vi ikke" in said and "ved ikke" in said
    assert two.document["schedules"][0]["description"] == "ved ikke"
    assert "Hemmelig" not in str(found)


def test_the_same_row_is_the_same_entry_next_time():
    rows = [HEAD, ("Hus", "1", "", "", "", "", "", "", "")]
    first, again = (take_apart(from_rows(rows, "x").rows).services for _ in range(2))
    assert first.keys() == again.keys()


def test_an_address_that_must_not_be_shown_is_gone_from_every_text():
    row = services("default")[0]
    row["name"] = "Krisecenter Nord"
    row["description"] = "Vi bor i Havnegade 0. Ring først."
    row["alert"] = "Bussen holder ved Havnegade 0"
    found = take_apart([("service", row)])
    assert "Havnegade" not in str(found)
    place = next(iter(found.places.values()))
    assert place.document.keys() <= {"id", "location_type", "phones", "schedules", "languages"}
    assert "withheld" in str(place.odd)


def test_each_verified_line_is_good_by_our_rules_and_says_where_it_was_read():
    found = take_apart([("service", as_service(line)) for line in LINES])
    assert len(found.services) == len(LINES) == 15
    for item in found.services.values():
        assert not item.faults and not item.odd
        source = item.document["additional_urls"][0]
        assert source["url"].startswith("https://") and "2026-11-29" in source["label"]
    hours = {line.name for line in LINES if line.hours}
    assert hours == {"BørneTelefonen", "Lev Uden Vold", "StopSpillet", "Ombudsmandens Børnekontor"}


def test_our_table_of_the_standard_is_what_its_schemas_say(shared):
    schemas = Schemas(shared / "conformance" / "hsds-3.0" / "schema")
    for kind, fields in FIELDS.items():
        if kind in ("service_capacity", "unit", "url"):
            continue
        schema = schemas.of(f"{kind}.json")
        known = set(schema["properties"]) - {"metadata"}
        assert known <= set(fields), (kind, known - set(fields))
        assert set(fields) - known <= NOT_YET | {"service", "services", "label", "service_areas"}, kind
        assert set(MUST.get(kind, ("id",))) == set(schema["required"]), kind


@pytest.mark.parametrize("name", ["service_full", "organization_full", "service_at_location_full", "service_list"])
def test_the_standards_own_examples_are_taken(shared, name):
    listed = read_path(str(shared / "conformance" / "hsds-3.0" / "examples" / f"{name}.json"))
    found = take_apart(listed.rows)
    assert found.services or found.providers
    assert not any(item.faults for shelf in (found.services, found.providers, found.places) for item in shelf.values())


def test_what_is_not_even_a_row_is_a_fault():
    assert [one.level for one in remarks("service", 3)] == ["fault"]


@pytest.mark.parametrize("who", ["service", "organization"])
@pytest.mark.parametrize("how", ["nested", "tables", "at first", "under", "last"])
def test_a_place_is_hidden_when_anybody_who_uses_it_is_a_crisis_centre_however_the_list_is_written(how, who):
    row, called = services("default")[0], {"service": "Ophold", "organization": "Forening"}
    called[who] = "Krisecenter X"
    provider = {**row.pop("organization"), "name": called["organization"], "description": f"Bor i {WAY.upper()}"}
    [at] = row.pop("service_at_locations")
    place = at.pop("location")
    place["addresses"][0]["address_1"] = WAY
    at |= {"description": f"Ring på i {WAY}"}
    row |= {"name": called["service"], "description": f"Kom til {WAY}."}
    link = {**at, "service_id": row["id"], "location_id": place["id"]}
    owned = {**row, "organization_id": provider["id"]}
    placed = {**owned, "service_at_locations": [link]}
    rows = {
        "nested": [("service", {**row, "organization": provider, "service_at_locations": [{**at, "location": place}]})],
        "tables": [("location", place), ("service_at_location", link), ("service", owned), ("organization", provider)],
        "at first": [
            ("service_at_location", {**link, "location": place}), ("organization", {**provider, "services": [row]}),
        ],
        "under": [("organization", {**provider, "locations": [place]}), ("service", placed)],
        "last": [("service", placed), ("organization", provider), ("location", place)],
    }[how]  # fmt: skip
    found = take_apart(rows)
    assert not any(item.faults for shelf in (found.services, found.providers, found.places) for item in shelf.values())
    [hidden] = found.places.values()
    assert hidden.document["location_type"] == "redacted"
    kept = str([found.services, found.providers, found.places]).casefold()
    assert WAY.casefold() not in kept and "56.8" not in kept
    assert found.services[row["id"]].name == called["service"]


WAY = "Skjulgade 17"


def test_two_rows_of_one_service_at_two_addresses_are_two_places_and_the_first_stays_what_it_was():
    def row(street):
        return ("Hus", "1", "", "", "", "Mors", "7900", street, "")

    def places(*streets):
        found = take_apart(from_rows([HEAD, *map(row, streets)], "x").rows)
        [one] = found.services.values()
        assert {place for _key, place, _doc in one.places} == found.places.keys()
        assert len({key for key, _place, _doc in one.places}) == len(found.places)
        return {item.document["addresses"][0]["address_1"]: key for key, item in found.places.items()}

    alone, two = places("Gade 1"), places("Gade 1", "Gade 2", "Gade 1", "Gade 2")
    assert two.keys() == {"Gade 1", "Gade 2"}
    assert two["Gade 1"] == alone["Gade 1"] == places("Gade 3")["Gade 3"]


def test_rows_of_a_workbook_that_are_not_read_are_told(tmp_path):
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(HEAD[:2])
    for n in range(MOST_ROWS + 1):
        sheet.append((f"Hus {n}", "1"))
    path = tmp_path / "a.xlsx"
    book.save(path)
    listed = read_path(str(path))
    assert len(listed.rows) == MOST_ROWS
    assert any(f"first {MOST_ROWS} rows" in told.english for _where, told in listed.odd)
