"""Figures for anyone, from cafés that told to page, JSON and file: no small one, and nothing that is not for anyone."""

import csv
import io
import json
import re
from datetime import UTC, date, datetime, timedelta
from zipfile import ZipFile

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from driveout.api.openapi import document
from driveout.api.shapes import MODELS, SHAPES
from driveout.core.simulate.small_town import HUB
from driveout.jobs.figures import publish_all
from driveout.jobs.rounds import rounds
from driveout.records.models import CountedMonth, Occurrence, PublicFigure, PublicOpening, Tally
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from tests.screens.test_told import cafe_on
from tests.shape.files import ROOT

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 2, 20, 3, tzinfo=UTC)
SNAPSHOT = ROOT / "docs" / "reference" / "openapi.json"


@pytest.fixture
def told(season):
    """Two hubs, December and January: in January one of them counted three guests."""
    for hub, place, n in ((HUB, "Mosede", 20), (HUB, "Lyngdal", 15), ("Nordby", "Balle", 30)):
        cafe_on(season, date(2025, 12, 9), place, hub, first=6, before=n)
    cafe_on(season, date(2026, 1, 8), "Mosede", HUB, before=40)
    cafe_on(season, date(2026, 1, 8), "Balle", "Nordby", before=3)
    publish_all(NIGHT)
    return season


def get(name, **more):
    return Client().get(reverse(name), **more)


def figures():
    return {(row["hub"], row["period"]): row for row in json.loads(get("api:figures").content)["items"]}


def test_a_small_number_is_withheld_and_never_nobody(told):
    assert figures()["Nordby", "2026-01"]["guests"] is None
    assert "guests" in figures()["Nordby", "2026-01"]["withheld"]
    assert figures()["Nordby", "2026-01"]["child"] == 0 and figures()["Nordby", "2025-12"]["guests"] == 36
    january = [figures()[hub, "2026-01"]["guests"] for hub in ("Nordby", HUB, "")]
    assert january.count(None) >= 2, "43 less 40 is 3"


def test_the_page_says_in_words_what_the_json_says(told):
    said = get("public:figures").content.decode()
    assert "januar 2026" in said and "Vi holdt 2 caféer." in said and "skjult" in said and ">3<" not in said
    said = Client().get(reverse("public:figures"), {"periode": "2025-12"}).content.decode()
    assert "Der kom 83 gæster." in said
    assert Client().get(reverse("public:figures"), {"periode": "' or 1"}).status_code == 200


def test_where_nothing_is_published_the_page_says_so():
    assert "Der er ingen tal endnu" in get("public:figures").content.decode()
    assert Client().get(reverse("public:figures_of", args=(1,))).status_code == 404


def test_what_comes_late_changes_nothing_that_stands(told):
    before = figures()
    Tally.objects.filter(occurrence__place="Balle").update(before=99)
    cafe_on(told, date(2026, 1, 15), "Hals", "Nordby", before=50)
    assert publish_all(NIGHT + timedelta(days=1)) == 0
    assert figures() == before and CountedMonth.objects.get(hub="Nordby", month="2026-01").guests == 3


def test_a_month_comes_two_weeks_after_its_end(told):
    cafe_on(told, date(2026, 2, 9), "Balle", "Nordby", before=50)
    publish_all(datetime(2026, 3, 13, 3, tzinfo=UTC))
    assert not PublicFigure.objects.filter(period="2026-02").exists()
    publish_all(datetime(2026, 3, 16, 3, tzinfo=UTC))
    assert PublicFigure.objects.filter(period="2026-02").exists()


def test_the_database_takes_no_small_number(told):
    for name in ("guests", "first", "child"):
        with pytest.raises(IntegrityError), transaction.atomic():
            PublicFigure.objects.filter(period="2025-12").update(**{name: 4})


def test_each_night_publishes():
    assert [one.from_hour for one in rounds({}) if one.do is publish_all] == [2]


def test_another_organisation_is_published_by_itself(told, people):
    others = {row.organisation_id for row in PublicFigure.objects.all()}
    assert others == {people["carla"].organisation_id}


def test_the_file_holds_the_numbers_and_what_they_mean(told):
    answer = get("api:archive")
    with ZipFile(io.BytesIO(answer.content)) as file:
        assert sorted(file.namelist()) == ["README.txt", "changes.csv", "figures.csv", "openings.csv"]
        readme = file.read("README.txt").decode()
        rows = list(csv.DictReader(io.StringIO(file.read("figures.csv").decode())))
    for word in ("Source:", "Licence: CC BY 4.0", "Definitions", "withheld, and why"):
        assert word in readme
    small = next(row for row in rows if row["hub"] == "Nordby" and row["period"] == "2026-01")
    assert small["guests"] == "withheld" and "" not in (small["first"], small["child"])
    assert get("api:archive").content == answer.content


def test_every_field_that_machines_read_is_for_anyone(told, plan, people):
    """Of the rows it is read from; what is worked out of them is named here."""
    approve_plan(plan_id=plan.pk, by=people["carla"].user, now=NIGHT)
    worked_out = {"season", "first_day", "weeks", "closed_dates", "ends", "withheld"}
    publish_times(plan_id=plan.pk, by=people["carla"].user, now=NIGHT)
    assert PublicOpening.objects.exists()
    for shape in SHAPES:
        anyone = set(MODELS[shape.name].Seen.anyone)
        assert {field.name for field in shape.fields} - worked_out <= anyone
        items = json.loads(get(f"api:{shape.name}").content)["items"]
        assert all(set(item) == {field.name for field in shape.fields} for item in items)
    assert json.loads(get("api:openings").content)["items"]


def test_no_cookie_and_no_deed(told):
    for name in ("api:index", "api:openapi", "api:openings", "api:changes", "api:figures", "api:archive"):
        answer = get(name)
        assert answer.status_code == 200 and not answer.cookies and "Cookie" not in answer.headers.get("Vary", "")
        assert Client().post(reverse(name)).status_code == 405
        assert get(name, HTTP_IF_NONE_MATCH=answer.headers["ETag"]).status_code == 304


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "10001", "²", "1e3"])
def test_a_page_that_is_none_is_said_in_a_sentence(page):
    answer = Client().get(reverse("api:figures"), {"page": page})
    assert answer.status_code == 400 and "page is a number" in answer.json()["error"]


def test_the_document_is_the_one_that_was_agreed():
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == document(), "run: python -m driveout.api"


def test_every_open_address_answers_and_says_nothing_that_is_not_for_anyone(told, plan, people):
    """Whatever stands in a field that is not for anyone is marked, and no open answer has the mark."""
    approve_plan(plan_id=plan.pk, by=people["carla"].user, now=NIGHT)
    publish_times(plan_id=plan.pk, by=people["carla"].user, now=NIGHT)
    mark = "ikke-for-nogen"
    Occurrence.objects.update(hub=mark)
    CountedMonth.objects.update(hub=mark)
    Tally.objects.update(fields={"note": [{"value": mark}]})
    season = PublicOpening.objects.first().times.season
    for model, names in ((type(season), ("notes",)), (type(plan), ("why",))):
        model.objects.update(**dict.fromkeys(names, mark))
    addresses = [reverse(f"api:{name}") for name in ("index", "openapi", "openings", "changes", "figures", "archive")]
    addresses += [reverse("public:figures"), reverse("public:times", args=(season.pk,))]
    for address in addresses:
        answer = Client().get(address)
        text = answer.content.decode(errors="ignore")
        if address.endswith(".zip"):
            with ZipFile(io.BytesIO(answer.content)) as file:
                text = "".join(file.read(name).decode() for name in file.namelist())
        assert answer.status_code == 200 and mark not in text, address
        assert not re.search(r"\b(Alma|Carla|Dan|carla)\b", text), address
