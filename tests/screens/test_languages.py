"""Danish first, English second, ready for a third: no sentence is without its translation."""

import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import translation

from driveout.jobs.translations import LOCALE, PACKAGE, SCREENS, catalogue, compile_all, said_on_screen
from driveout.look import say
from driveout.look.crew import why_otherwise
from driveout.records.drive.days.dated import NOT_IN_THE_PLAN
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from tests.stored import NOW

pytestmark = pytest.mark.django_db
FILES = sorted(LOCALE.rglob("*.po"))


@pytest.fixture(autouse=True, scope="module")
def compiled():
    compile_all()


def test_there_is_english():
    assert LOCALE / "en" / "LC_MESSAGES" / "django.po" in FILES


@pytest.mark.parametrize("po", FILES, ids=lambda po: po.parents[1].name)
def test_every_sentence_on_screen_is_translated_and_no_other(po):
    holds = {(m.id if isinstance(m.id, str) else m.id[0], m.context): m for m in catalogue(po) if m.id}
    said = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in said_on_screen() if m.id}
    assert said - holds.keys() == set(), "run: python -m driveout.jobs.translations, and fill in what is empty"
    assert holds.keys() - said == set(), "no longer said anywhere"
    assert [key for key, m in holds.items() if not all(m.string if isinstance(m.id, tuple) else [m.string])] == []


@pytest.mark.parametrize("po", FILES, ids=lambda po: po.parents[1].name)
def test_a_translation_keeps_the_numbers_it_is_given(po):
    names = re.compile(r"%\((\w+)\)s")
    for message in catalogue(po):
        if message.id:
            ids = (message.id,) if isinstance(message.id, str) else message.id
            words = (message.string,) if isinstance(message.string, str) else message.string
            for own, said in zip(ids, words, strict=True):  # the singular may do without its number, the plural not
                assert set(names.findall(said)) == set(names.findall(own)), said


def asked(address: str, *said: str, **cookies: str) -> tuple[str, str]:
    """The language of a page, and what a cache is told that it hangs on."""
    browser = Client(headers={"Accept-Language": said[0]} if said else {})
    browser.cookies.load(cookies)
    answer = browser.get(address)
    return re.findall(r'<html lang="(\w+)"', answer.content.decode())[0], answer.headers["Vary"]


@pytest.mark.parametrize(
    ("said", "language"),
    [
        ((), "da"),
        (("da-DK,da;q=0.9,en;q=0.8",), "da"),
        (("en-US,en",), "en"),
        (("en-GB;q=0.7,da;q=0.9",), "da"),
        (("de-DE,de;q=0.9,en;q=0.4",), "en"),
        (("pl,*;q=0.1",), "da"),
        (("q=;;,nonsense",), "da"),
    ],
)
def test_nobody_has_chosen_so_pages_speak_as_the_browser_does(season, people, plan, said, language):
    season.first_day = date(2026, 11, 23)
    season.save()
    approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)
    publish_times(plan_id=plan.id, by=people["carla"].user, now=NOW)
    for address in ("/log-ind/", f"/tider/{season.id}/", "/nothing/here/"):
        spoken, varies = asked(address, *said)
        assert spoken == language
        own = set() if "tider" in address else {"Cookie"}
        assert {"Accept-Language", *own} <= set(varies.split(", "))


def test_what_somebody_chose_stands_over_the_browser(people):
    assert asked("/log-ind/", "en-US,en", django_language="da")[0] == "da"
    assert asked("/log-ind/", "da", django_language="en")[0] == "en"
    assert asked("/log-ind/", "en", django_language="klingon")[0] == "en"
    browser = Client(headers={"Accept-Language": "da"})
    browser.post("/sprog/", {"language": "en", "next": "/log-ind/"})
    text = browser.get("/log-ind/").content.decode()
    assert "Sign in" in text and "Log ind" not in text


def test_kl_never_stands_alone_at_a_lines_end():
    """Between it and the hour there is a space that no line is broken at; in English between “at” and the hour."""
    at = datetime(2026, 11, 24, 13, 5, tzinfo=UTC)
    for language, words in (("da", "24. november 2026 kl.\u00a014.05"), ("en", "24 November 2026 at\u00a014:05")):
        with translation.override(language):
            assert say.moment(at) == words
    said = [one for m in said_on_screen() if m.id for one in ((m.id,) if isinstance(m.id, str) else m.id)]
    assert sum("kl.\u00a0%" in one for one in said) > 15
    assert [one for one in said if re.search(r"\bkl\. +%", one)] == []


def test_months_are_shortened_as_danish_does():
    with translation.override("da"):
        days = [date(2026, month, day) for month, day in ((11, 24), (5, 4), (9, 1))]
        assert [say.date_short(day) for day in days] == ["24. nov.", "4. maj", "1. sept."]
        assert [say.month_short(day) for day in days] == ["nov.", "maj", "sept."]


def test_the_season_page_in_english(signed_in, plan, page):
    carla = signed_in("carla")
    carla.cookies["django_language"] = "en"
    for query in ("", "?vis=steder", "?hub=alle"):
        said = carla.get(page + query).content.decode()
        assert "guests a week" in said
        assert "0.6% from the best plan" in said
        for danish in ("gæster", "Mandag", "mandag", "Skal ses på", "Planlæg"):
            assert danish not in said


def test_no_sentence_stands_in_a_template_without_being_marked():
    """Danish letters outside a translate tag are a sentence that was forgotten. The phone app has words of its own."""
    forgotten = {}
    for file in [path for area in SCREENS for path in (PACKAGE / area / "templates").rglob("*.html")]:
        bare = re.sub(
            r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{%.*?%}|{{.*?}}|{#.*?#}|<[^>]*>",
            " ",
            file.read_text(),
            flags=re.S,
        )
        words = [word for word in re.findall(r"[A-Za-zÆØÅæøå]{4,}", bare) if word not in KNOWN]
        if words:
            forgotten[file.name] = words
    assert forgotten == {}


KNOWN = {"Drive", "Carla", "Alma", "Finn", "carla", "alma", "finn", "cafe", "manage", "store_season", "store", "season"}


def test_why_the_plan_changed_a_cafe_is_read_in_ones_own_language():
    assert why_otherwise("") == "" and why_otherwise("Røret er sprunget.") == "Røret er sprunget."
    with translation.override("en"):
        assert why_otherwise(NOT_IN_THE_PLAN).startswith("The plan was")


@pytest.mark.parametrize("address", ["/felt/", "/felt/sw.js", "/felt/manifest.webmanifest"])
def test_the_phones_own_files_hang_on_no_language(client, address):
    """What a phone has put away is found again however its browser asks: else nothing opens without a network."""
    answer = client.get(address, headers={"Accept-Language": "en"})
    assert answer.status_code == 200 and "Accept-Language" not in answer.headers.get("Vary", "")


def test_days_of_one_month_say_it_once():
    days = [date(2027, 1, 1), date(2026, 12, 31), date(2026, 12, 24), date(2026, 12, 24), date(2026, 11, 5)]
    told = {
        "da": "5. november 2026, 24. og 31. december 2026, 1. januar 2027",
        "en": "5 November 2026, 24 and 31 December 2026, 1 January 2027",
    }
    for code, words in told.items():
        with translation.override(code):
            assert say.dates(days) == words and say.dates([]) == ""
