"""Recipes and everyday advice: read by anyone, in both languages, on paper, and in a file that needs no net."""

import json
import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import translation

from driveout.field.shell import BUILT
from driveout.look.reading import shelf
from driveout.public.reading import fresh_s
from tests.screens.test_read_by_anyone import varies

TODAY = date(2026, 12, 1)
PAGES = ("/opskrifter/", "/opskrifter/alle/", "/opskrifter/pasta/", "/raad/", "/raad/alle/", "/raad/nat/", "/raad/gem/")


@pytest.mark.parametrize("page", PAGES)
def test_it_asks_no_cookie_and_no_database_and_a_phone_opens_it_again_without_asking(page):
    """No database: this test has none."""
    danish, english = (Client().get(page, headers={"Accept-Language": language}) for language in ("da", "en"))
    assert danish.status_code == 200 and not danish.cookies and "csrf" not in danish.content.decode()
    assert varies(danish) <= {"Accept-Language", "Accept-Encoding"}
    kept = re.fullmatch(r"public, max-age=(\d+)", danish.headers["Cache-Control"])
    assert kept and int(kept[1]) <= 86400
    assert '<html lang="da">' in danish.content.decode() and '<html lang="en">' in english.content.decode()
    again = Client().get(page, headers={"Accept-Language": "da", "If-None-Match": danish.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_is_kept_a_day_and_never_past_the_day_until_which_something_in_it_holds(monkeypatch):
    line = {"until": "2026-12-31"}
    texts = {"nat": {"lines": [line], "known": [{}]}}
    monkeypatch.setattr(shelf, "written", lambda kind: texts)
    here = ZoneInfo("Europe/Copenhagen")
    kept = [fresh_s(datetime(2026, 12, day, 23, 50, tzinfo=here)) for day in (29, 30, 31)]
    assert kept == [86_400, 86_400, 600]
    assert fresh_s(datetime(2027, 1, 1, tzinfo=here)) == 86_400
    assert fresh_s(datetime(2026, 12, 31, 6, tzinfo=here)) == 18 * 3600
    monkeypatch.undo()
    monkeypatch.setattr("driveout.public.reading.fresh_s", lambda moment: 77)
    assert Client().get("/raad/").headers["Cache-Control"] == "public, max-age=77"


@pytest.mark.parametrize(
    "wrong", ["/opskrifter/nat/", "/raad/pasta/", "/raad/nowhere/", "/opskrifter/..%2fadvice%2fnat/"]
)
def test_what_is_not_written_is_not_there(db, wrong):
    assert Client().get(wrong).status_code == 404


def test_each_text_is_listed_stands_on_its_own_and_among_all():
    for kind, room in (("recipes", "opskrifter"), ("advice", "raad")):
        listed, all_of_them = (Client().get(f"/{room}/{more}").content.decode() for more in ("", "alle/"))
        for key, text in shelf.written(kind).items():
            assert f'href="/{room}/{key}/?sprog=da"' in listed and f'id="{key}"' in all_of_them
            alone = Client().get(f"/{room}/{key}/").content.decode()
            for step in text["da"]["steps"]:
                assert step in alone and step in all_of_them


def test_both_languages_say_as_much():
    for kind in ("recipes", "advice"):
        for key, text in shelf.written(kind).items():
            assert len(text["da"]["steps"]) == len(text["en"]["steps"]), key
            amounts = [
                [re.sub(r"[^\d½¼]", "", much) for much, _what in text[lang].get("things", ())] for lang in ("da", "en")
            ]
            assert amounts[0] == amounts[1], key
            assert set(text["da"]) == set(text["en"]), key


def test_the_file_that_is_kept_asks_nothing_of_any_network_and_holds_all():
    answer = Client().get("/raad/gem/", headers={"Accept-Language": "da"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="opskrifter-og-raad.html"'
    said = answer.content.decode()
    assert not re.search(r"<script|<img|<svg|<iframe|<use", said)
    assert re.findall(r'(?:src|href)="(?!#|tel:|https://|data:text/css;base64,)', said) == []
    assert len(re.findall("<link", said)) == 1  # its own style, written into it
    steps = [
        step for kind in ("recipes", "advice") for text in shelf.written(kind).values() for step in text["da"]["steps"]
    ]
    assert [step for step in steps if step not in said] == []


def test_a_number_or_fact_that_no_longer_holds_is_not_told():
    with translation.override("da"):
        then, later = (
            {line.name for one in shelf.advice(day) for line in one.lines} for day in (TODAY, date(2027, 1, 1))
        )
    assert then - later == {"Akuttelefonen i Hovedstaden", "Lægevagten på Sjælland"} and later < then


def test_a_number_that_was_looked_up_long_ago_says_so():
    with translation.override("da"):
        lines = {day: shelf.advice(day)[-1].lines or shelf.advice(day)[-2].lines for day in (TODAY, date(2027, 3, 15))}
    assert [one.source.is_old for one in lines[TODAY]] == [False] * len(lines[TODAY])
    assert all(one.source.is_old for one in lines[date(2027, 3, 15)])


def test_who_says_it_and_when_we_looked_stands_beside_each_number():
    page = Client().get("/raad/vold/", headers={"Accept-Language": "da"}).content.decode()
    text = " ".join(re.sub("<[^>]+>", " ", page).split())
    assert "Ring 1888" in text and "hele døgnet, gratis, uden navn" in text
    assert re.search(r"Kilde: levudenvold\.dk ?, 2022\. Set 29\. november 2026\.", text)
    unknown = Client().get("/raad/jul/", headers={"Accept-Language": "da"}).content.decode()
    assert "Tiderne kender vi ikke" in unknown and 'href="tel:70120110"' in unknown


def test_the_crews_app_takes_the_same_texts_along():
    """Built from the same files, kept by the worker; each is found by its key alone."""
    kept = json.loads((BUILT / "reading.json").read_text(encoding="utf-8"))
    written = {**shelf.written("recipes"), **shelf.written("advice")}
    assert len(written) == len(shelf.written("recipes")) + len(shelf.written("advice"))
    assert {one.pop("key"): one for one in kept} == written
    assert "/static/field/reading.json" in (BUILT / "sw.js").read_text(encoding="utf-8")
