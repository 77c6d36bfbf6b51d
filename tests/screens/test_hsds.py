"""The directory for machines: by the standard's own schemas, by our own rules, without cookies, and with the cafés as
guests read them: one moved, one cancelled."""

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from driveout.core.bridge.directory import open_at
from driveout.core.bridge.directory.cafes import cafe_key
from driveout.core.bridge.directory.items import take_apart
from driveout.core.bridge.directory.needs import NEEDS, key
from driveout.core.bridge.directory.schedules import rules_of
from driveout.core.words import Heard
from driveout.jobs.demo_help import fill_directory
from driveout.jobs.directory_files import write_directory
from driveout.outside.hsds import read_path
from driveout.outside.hsds.fakes import services
from driveout.records.bridge.directory.marking import mark_help
from driveout.records.bridge.directory.taking import take_list
from driveout.records.drive.days import breaking
from driveout.records.models import HelpService, Occurrence, PublicChange, PublicHelp, PublicTimes
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from driveout.records.publish.cafes_as_help import cafes_open
from tests.hsds_schema import Schemas
from tests.on_dates import make_days

ZONE = ZoneInfo("Europe/Copenhagen")
NOW = timezone.now()
TODAY = timezone.localdate()
MONDAY = TODAY - timedelta(days=TODAY.weekday())
LISTS = {
    "services": "service", "organizations": "organization", "service_at_locations": "service_at_location",
    "taxonomies": "taxonomy", "taxonomy_terms": "taxonomy_term",
}  # fmt: skip


@pytest.fixture
def filled(people):
    """The demo's directory, and a feed with every odd thing that is kept."""
    fill_directory(people["carla"], NOW)
    found = take_apart([("service", row) for row in services("warn")[:60]])
    take_list(organisation=people["carla"].organisation, found=found, whose_list="x", by=None, now=NOW)


@pytest.fixture
def cafes(season, plan, people):
    """Times that are public, and put on dates."""
    season.first_day, season.closed_dates = MONDAY, []
    season.save()
    done = {"by": people["carla"].user, "now": NOW}
    approve_plan(plan_id=plan.id, **done)
    publish_times(plan_id=plan.id, **done)
    make_days(plan_id=plan.id, today=MONDAY, **done)
    return done


def ask(address, **given):
    answer = Client().get(f"/hsds/{address}", given)
    assert answer.status_code == 200, answer.content
    assert not answer.cookies and "Set-Cookie" not in answer.headers and "Cookie" not in answer.headers.get("Vary", "")
    return answer.json()


@pytest.mark.parametrize("size", ["", "full", "minimal"])
@pytest.mark.parametrize("name", LISTS)
def test_every_answer_is_what_the_standards_schemas_ask_for(filled, cafes, shared, name, size):
    schemas = Schemas(shared / "conformance" / "hsds-3.0" / "schema")
    rows = ask(name, per_page=500, **({size: "true"} if size else {}))["contents"]
    assert rows
    for row in rows:
        whole = ask(f"{name}/{row['id']}")
        for one in (row, whole):
            faults = [fault for fault in schemas.faults(LISTS[name], one) if not fault.endswith("service is no field")]
            assert faults == []


def test_our_judge_finds_what_is_wrong(shared):
    schemas = Schemas(shared / "conformance" / "hsds-3.0" / "schema")
    wrong = {"id": "x", "status": "open", "email": "a", "addresss": 1, "phones": [{"id": key("a")}]}
    assert len(schemas.faults("service", wrong)) == 6


def test_head_and_contents_of_each_page_say_the_same_and_no_entry_is_on_two(filled, cafes):
    seen, page = [], 1
    while True:
        answer = ask("services", page=page, per_page=7)
        assert answer["size"] == len(answer["contents"])
        assert answer["page_number"] == page
        assert answer["first_page"] == (page == 1)
        assert answer["total_pages"] == -(-answer["total_items"] // 7)
        seen += [row["id"] for row in answer["contents"]]
        if answer["last_page"]:
            break
        page += 1
    assert len(seen) == len(set(seen)) == answer["total_items"] == 60 + 20 + len(cafes_open(TODAY))
    beyond = ask("services", page=999)
    assert beyond["empty"] and beyond["contents"] == [] and beyond["last_page"]


def test_filters_are_cumulative_and_a_search_by_post_lies_in_no_address(filled):
    debt = key(NEEDS, "debt")
    rows = ask("services", taxonomy_term_id=debt)["contents"]
    assert {row["name"] for row in rows} == {"StopSpillet", "Gældsrådgivning Nord"}
    assert [row["name"] for row in ask("services", taxonomy_term_id=debt, search="rykkere")["contents"]] == [
        "Gældsrådgivning Nord"
    ]
    assert ask("services", taxonomy_term_id=debt, search="rykkere uden grund")["empty"]
    owner = PublicHelp.objects.get(kind="organization", name="Gældsrådgivning Nord").key
    assert ask("services", organization_id=owner)["total_items"] == 1
    assert ask("services", modified_after=(TODAY + timedelta(2)).isoformat())["empty"]
    assert ask("service_at_locations", postcode="7700")["total_items"] == 1
    near = ask("service_at_locations", postcode="7700", proximity=30_000, per_page=500)
    assert near["total_items"] == 60 + 3
    sent = Client().post("/hsds/services", json.dumps({"search": "rykkere"}), content_type="application/json")
    assert [row["name"] for row in sent.json()["contents"]] == ["Gældsrådgivning Nord"]
    form = Client().post("/hsds/services", {"search": "rykkere", "full": "true"})
    assert form.json()["contents"][0]["schedules"]
    assert not sent.cookies and not form.cookies


@pytest.mark.parametrize("asked", [
    {"page": "0"}, {"page": "x"}, {"per_page": "501"}, {"page": "9" * 40}, {"modified_after": "yesterday"},
    {"search": "x" * 201}, {"proximity": "-1"}, {"page": "²"},
])  # fmt: skip
def test_what_cannot_be_understood_is_refused_in_words(db, asked):
    answer = Client().get("/hsds/services", asked)
    assert answer.status_code == 400 and set(answer.json()["faults"]) == set(asked)


def test_every_fault_of_what_was_asked_is_told_at_once(db):
    answer = Client().get("/hsds/services", {"page": "x", "per_page": "y", "modified_after": "z"})
    assert set(answer.json()["faults"]) == {"page", "per_page", "modified_after"}
    for body in ("[", "3", "null"):
        assert Client().post("/hsds/services", body, content_type="application/json").status_code == 400


def test_what_is_not_there_and_what_cannot_be_written(db):
    for address in ("nothing", "services/3", f"services/{key('no')}", "taxonomies/x"):
        answer = Client().get(f"/hsds/{address}")
        assert answer.status_code == 404 and answer.json()["error"]
    assert Client().put("/hsds/services").status_code == 405
    assert Client().delete(f"/hsds/services/{key('x')}").status_code == 405
    assert Client().get("/hsds/").json()["version"] == "3.0"


def test_a_crisis_centre_is_found_and_its_address_is_not(filled):
    [row] = ask("services", search="krisecenter", full="true")["contents"]
    place = row["service_at_locations"][0]["location"]
    assert place["location_type"] == "virtual" and "addresses" not in place and "latitude" not in place
    assert row["phones"][0]["number"] == "12 34 56 78"


def test_what_is_said_to_have_moved_says_so(filled):
    row = HelpService.objects.get(name="Gældsrådgivning Nord")
    mark_help(service=row, heard=Heard.MOVED, by=None, now=NOW)
    assert "moved" in ask(f"services/{row.key}")["alert"].casefold()
    mark_help(service=row, heard=Heard.FITS, by=None, now=NOW)
    assert "alert" not in ask(f"services/{row.key}")


def rules_on(place_key):
    return rules_of(ask(f"services/{cafe_key(place_key)}")["schedules"])[0]


def test_a_cafe_cancelled_and_one_that_is_later_stand_as_rows_of_that_day_alone(cafes):
    monday = MONDAY + timedelta(7)
    first, second, *_rest = Occurrence.objects.filter(date__gte=monday, state="planned").order_by("date", "id")
    usual = rules_on(first.where.key)
    at = open_at(usual, noon(first), ZONE)
    assert at and at.starts.astimezone(ZONE).hour * 60 + at.starts.astimezone(ZONE).minute == first.starts
    breaking.cancel(occurrence_id=first.pk, why="Vognen er i stykker", **cafes)
    breaking.hold_later(occurrence_id=second.pk, starts=second.starts + 30, why="Kø på broen", **cafes)
    rows = ask(f"services/{cafe_key(first.where.key)}")
    gone = [row for row in rows["schedules"] if row.get("valid_from") == first.date.isoformat() == row.get("valid_to")]
    assert [row.get("opens_at") for row in gone] == [None] and "Vognen er i stykker" in gone[0]["description"]
    assert "aflyst" in rows["alert"]
    assert open_at(rules_on(first.where.key), noon(first), ZONE) is None
    later = open_at(rules_on(second.where.key), noon(second, 31), ZONE)
    assert later.starts.astimezone(ZONE).hour * 60 + later.starts.astimezone(ZONE).minute == second.starts + 30
    assert open_at(rules_on(second.where.key), noon(second, 1), ZONE) is None
    week_after = noon(second, 1) + timedelta(7)
    assert open_at(rules_on(second.where.key), week_after, ZONE) is not None


def test_a_season_published_ahead_takes_no_cafe_away_from_the_one_that_runs(cafes, season, plan):
    first = Occurrence.objects.filter(date__gte=MONDAY + timedelta(7), state="planned").earliest("date", "id")
    key_, starts = first.where.key, first.starts
    weeks = PublicTimes.objects.get().weeks
    ahead = MONDAY + timedelta(7 * weeks)
    now = PublicTimes.objects.get()
    opening = now.openings.filter(place_key=key_).first()
    season.pk, season.name, season.first_day = None, "Næste", ahead
    season.save()
    plan.pk, plan.season = None, season
    plan.save()
    now.pk, now.season, now.plan, now.first_day, now.published_at = None, season, plan, ahead, NOW + timedelta(hours=1)
    now.save()
    opening.pk, opening.times, opening.starts = None, now, starts + 60
    opening.save()
    rows = ask(f"services/{cafe_key(key_)}")["schedules"]
    assert len({row["id"] for row in rows}) == len(rows)
    rules = rules_of(rows)[0]
    assert open_at(rules, noon(first), ZONE) is not None
    day = ahead + timedelta((opening.weekday - ahead.weekday()) % 7)
    at = datetime.combine(day, datetime.min.time(), ZONE)
    assert open_at(rules, at + timedelta(minutes=starts + 1), ZONE) is None
    assert open_at(rules, at + timedelta(minutes=starts + 61), ZONE) is not None
    assert ask("services", modified_after=(NOW + timedelta(minutes=30)).isoformat())["total_items"] == 1


def test_a_date_is_otherwise_whatever_hour_was_promised_for_it(cafes):
    first = Occurrence.objects.filter(date__gte=MONDAY + timedelta(7), state="planned").earliest("date", "id")
    breaking.cancel(occurrence_id=first.pk, why="Vognen er i stykker", **cafes)
    PublicChange.objects.update(promised=first.starts - 45)
    assert open_at(rules_on(first.where.key), noon(first), ZONE) is None


def noon(cafe, minutes=1):
    start = datetime.combine(cafe.date, datetime.min.time()).replace(tzinfo=ZONE)
    return start + timedelta(minutes=cafe.starts + minutes)


def test_what_is_written_to_a_folder_is_read_back_as_the_same_directory(filled, cafes, tmp_path):
    n = write_directory(tmp_path, TODAY)
    assert n == sum(ask(name, per_page=500)["total_items"] for name in LISTS)
    found = take_apart(read_path(str(tmp_path)).rows)
    assert len(found.services) == ask("services")["total_items"]
    assert not any(item.faults for item in found.services.values())
    assert found.services[key("line", "Livslinien")].provider


def test_a_list_is_read_in_a_fixed_number_of_queries(filled, cafes, django_assert_max_num_queries):
    for name in LISTS:
        with django_assert_max_num_queries(10):
            Client().get(f"/hsds/{name}?per_page=500&full=true")
