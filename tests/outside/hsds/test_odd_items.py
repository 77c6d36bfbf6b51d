"""One bad entry in a list is refused in words, and the others are taken."""

import json

import httpx
import pytest

from driveout.core.bridge.directory.items import take_apart
from driveout.outside.hsds import read_path
from driveout.outside.hsds.fakes import number, service
from driveout.outside.hsds.feed import read_feed
from driveout.records.bridge.directory.taking import take_list
from driveout.records.models import HelpService
from tests.stored import NOW, cast

GOOD = service(1)
BAD = [
    ({"minimum_age": float("nan")}, "minimum_age"),
    ({"minimum_age": float("inf")}, "minimum_age"),
    ({"minimum_age": 10**400}, "minimum_age"),
    ({"description": "half a sign: \ud800"}, "description"),
    ({"description": "a zero: \0"}, "description"),
    ({"name": "\ud800\0"}, "name"),
    ({"name": 7, "id": "\ud800"}, "name"),
    ({"schedules": [{"id": number("x"), "freq": "WEEKLY", "byday": "MO", "interval": float("inf")}]},
     "schedules[0].interval"),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("wrong", "field"), BAD)
def test_what_cannot_be_kept_is_refused_and_the_rest_is_taken(tmp_path, wrong, field):
    path = tmp_path / "services.json"
    path.write_text(json.dumps([{**service(2), **wrong}, GOOD]))
    carla = cast()["carla"]
    found = take_apart(read_path(str(path)).rows)
    report = take_list(
        organisation=carla.organisation, found=found, whose_list="a list", by=carla.user, now=NOW, partial=True
    )
    assert field in {where for _item, where, _why in report.refused}
    assert [row.name for row in HelpService.objects.all()] == [GOOD["name"]]
    json.dumps([report.refused, report.warnings], default=str, ensure_ascii=False).encode()


@pytest.mark.parametrize("row", [
    {"id": number("at")}, {"id": number("at"), "service": "x", "location_id": number("place")}, "x", None,
    {"id": number("at"), "service": None, "service_id": 7},
])  # fmt: skip
def test_a_service_at_a_place_without_its_service_is_refused_alone(row):
    found = take_apart([("service_at_location", row), ("service", GOOD)])
    assert [item.name for item in found.services.values() if not item.faults] == [GOOD["name"]]
    every = (*found.services.values(), *found.places.values())
    assert any(item.faults for item in every)


def test_hours_of_a_turn_that_no_calendar_has_are_kept_and_not_read():
    turn = {"id": number("x"), "freq": "WEEKLY", "byday": "MO", "opens_at": "9:00", "closes_at": "10:00"}
    for odd in ({"interval": 1e14}, {"count": 3, "dtstart": "9999-12-20"}, {"interval": 0.5}):
        found = take_apart([("service", {**GOOD, "schedules": [{**turn, **odd}]})])
        assert not found.services[GOOD["id"]].faults


def test_each_refused_row_without_a_number_is_refused_by_itself():
    found = take_apart([("service", {"name": "", "status": "active"}) for _n in range(3)])
    assert len([item for item in found.services.values() if item.faults]) == 3


def test_a_feed_of_which_a_page_or_a_service_does_not_answer_is_taken_for_the_rest():
    def answer(request):
        path, page = request.url.path, request.url.params.get("page")
        if path == "/":
            return httpx.Response(200, json={"version": "3.0"})
        if path == "/services" and page == "1":
            rows = [service(1), service(2), {**service(3), "id": "a/b?c"}]
            return httpx.Response(200, json={"total_items": 40, "contents": rows})
        if path == f"/services/{GOOD['id']}":
            return httpx.Response(200, json=GOOD)
        if path == f"/services/{service(2)['id']}":
            raise httpx.ReadTimeout("too slow")
        return httpx.Response(404 if path == "/organizations" else 500 if path.count("/") > 1 else 400)

    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        listed = read_feed("http://127.0.0.1:9", client)
    assert [row["name"] for _kind, row in listed.rows] == ["Rådgivning 1", "Rådgivning 2", "Rådgivning 3"]
    where = [where for where, _told in listed.odd]
    assert "services, 2" in where and f"services/{service(2)['id']}" in where and "services/a/b?c" in where
