"""The front door is the guests': a town or a postcode leads to the nearest café, and nothing else is asked or told."""

import json
import re
from copy import copy
from datetime import date, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from django.utils import timezone

from driveout.jobs.following import say_all
from driveout.look.places import Town
from driveout.public.cards import closed_days
from driveout.public.kept import _pages, forget
from driveout.records.drive.days import breaking
from driveout.records.models import Occurrence, PublicMove, PublicOpening, PublicTimes
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times, take_times_down
from tests.on_dates import make_days
from tests.remembered import remembered

pytestmark = pytest.mark.django_db
NOW, TODAY = timezone.now(), timezone.localdate()
MONDAY = TODAY - timedelta(days=TODAY.weekday())
NEXT = MONDAY + timedelta(days=7)
PAGES = ("/", "/tider/uge/", "/tider/naeste-uge/", "/tider/", "/find/")
NUMBER = "12 34 56 78"


@pytest.fixture
@remembered
def done(people):
    return {"by": people["carla"].user, "now": NOW}


@pytest.fixture
@remembered
def public(season, plan, people):
    """The small town's times are in the open, and its calendars too; Mosede has an address of its own."""
    season.first_day, season.closed_dates = MONDAY, []
    season.save()
    season.stops.filter(name="Mosede").update(address="Hovedgaden 1, 7620 Mosede", step_free="yes", venue="Hallen")
    season.stops.filter(name="Lyngdal").update(venue="forsamlingshus (antaget)")
    season.hubs.update(phone=NUMBER)
    by = {"by": people["carla"].user, "now": NOW}
    approve_plan(plan_id=plan.id, **by)
    publish_times(plan_id=plan.id, **by)
    make_days(plan_id=plan.id, today=MONDAY, **by)
    say_all(NOW)
    return season


def town(name, lat, lon, inhabitants=900):
    return Town(name, lat, lon, inhabitants, "", "a test")


def words(answer) -> str:
    return words_of(answer.content.decode())


def words_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)).replace("\u00a0", " ")


def ask(typed: str, **headers):
    return Client().post("/find/", {"q": typed}, headers=headers)


def key_of(name: str) -> str:
    return PublicOpening.objects.filter(place=name).first().place_key


def events_of(name: str) -> list[dict[str, Any]]:
    html = Client().get(f"/sted/{key_of(name)}/").content.decode()
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])


def test_who_is_signed_in_goes_to_their_own_page_and_everybody_else_reads_the_guests(public, signed_in):
    assert signed_in("carla").get("/").url == "/office/idag/"
    said = words(Client().get("/"))
    assert "Hvor er du? By eller postnummer" in said and "Log ind" in said and NUMBER in said
    left = signed_in("carla")
    left.logout()
    assert "Hvor er du?" in words(left.get("/"))


@pytest.mark.parametrize("page", PAGES)
def test_reading_and_asking_leaves_nothing_on_the_device(public, page):
    guest = Client()
    for answer in (guest.get(page), guest.post("/find/", {"q": "Mosede"})):
        assert answer.status_code == 200 and not answer.cookies
    assert "csrf" not in guest.get(page).content.decode()


def test_what_was_asked_is_kept_by_nobody(public):
    assert ask("Mosede").headers["Cache-Control"] == "private, no-store"
    assert Client().get("/find/", {"q": "Mosede"}).content.decode().count("Mosede") == 0  # an address says nothing


@pytest.mark.parametrize("typed", ["7620", "7620 Mosede", " mosede ", "DK-7620 Et andet navn"])
def test_a_postcode_or_a_town_leads_to_the_nearest_cafe(public, typed):
    said = words(ask(typed))
    first = said[said.index("Nærmest dig") : said.index("Også nær dig")]
    assert "1. Mosede" in first and "Hallen, Hovedgaden 1, 7620 Mosede" in first and NUMBER in first
    assert "Ingen trin ved døren" in first and "kl. 10–11.30" in first


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Skriv en by eller et postnummer."),
        ("\0 ", "Skriv en by eller et postnummer."),
        ("9999", "Vi kender ikke postnummer 9999. Skriv navnet på byen i stedet."),
        ("Atlantis <b>", "Vi kender ikke «Atlantis &lt;b&gt;»."),
    ],
)
def test_what_is_not_known_is_said_and_what_was_written_stays(public, typed, says):
    answer = ask(typed)
    assert answer.status_code == 200 and says in words(answer)
    assert 'role="alert"' in answer.content.decode() and "Nærmest dig" not in words(answer)


def test_a_town_that_has_no_cafe_is_found_and_one_of_several_is_asked_about(public, monkeypatch):
    known = (town("Nykøbing Her", 56.5, 8.3), town("Nykøbing Der", 54.8, 11.9), town("Storby", 56.42, 8.5))
    monkeypatch.setattr("driveout.public.finding.towns", lambda: known)
    assert "1. Vestermark" in words(ask("storby")) and "i lige linje fra Storby" in words(ask("storby"))
    asked = ask("Nykøbing")
    assert "Hvilket mener du?" in words(asked) and 'name="q" value="Nykøbing Der"' in asked.content.decode()
    assert "1. Mosede" in words(ask("Nykøbing Her"))


def chosen(answer) -> list[tuple[str, dict[str, str]]]:
    """What each of the forms that ask which place is meant says, and what it sends."""
    html = answer.content.decode().split('class="row which"')[1].split("</ul>")[0]
    return [
        (words_of(form).strip(), dict(re.findall(r'name="(\w+)" value="([^"]*)"', form)))
        for form in re.findall(r"<form.*?</form>", html, re.DOTALL)
    ]


def test_two_towns_of_one_name_are_told_apart_and_each_leads_to_its_own(public, monkeypatch):
    known = (town("Viby", 54.8, 11.9, 5000), town("Roskilde", 54.9, 11.9, 51_000), town("Viby", 56.5, 8.3, 900))
    monkeypatch.setattr("driveout.public.finding.towns", lambda: known)
    far, near = chosen(ask("viby"))
    assert (far[0], near[0]) == ("Viby ved Roskilde", "Viby")
    for _says, sent in (far, near):
        answer = Client().post("/find/", sent)
        assert "i lige linje fra Viby" in words(answer) and answer.headers["Cache-Control"] == "private, no-store"
    assert "Der er langt til den nærmeste café." in words(Client().post("/find/", far[1]))
    assert "Der er langt til den nærmeste café." not in words(Client().post("/find/", near[1]))


def test_two_cafes_of_one_name_are_told_apart_by_their_municipality(public):
    PublicOpening.objects.filter(place="Lyngdal").update(place="Mosede", lat=54.8, lon=11.9, municipality="376")
    PublicOpening.objects.filter(place="Mosede", lat__gt=55).update(municipality="773")
    assert {says for says, _sent in chosen(ask("mosede"))} == {"Mosede, Guldborgsund", "Mosede, Morsø"}


@pytest.mark.parametrize("typed", ["Mosede", "mosede", "7620", "7620 Mosede"])
def test_a_cafe_that_lies_nowhere_is_found_by_its_name_and_its_postcode(public, typed):
    PublicOpening.objects.filter(place="Mosede").update(lat=None, lon=None)
    there = Client().post("/find/?sprog=en", {"q": typed})
    assert (there.status_code, there.headers["Location"]) == (302, f"/sted/{key_of('Mosede')}/?sprog=en")
    assert "Mosede" in words(Client().get(there.headers["Location"]))


def test_of_several_cafes_with_one_postcode_of_which_one_lies_nowhere_it_is_asked_which(public):
    PublicOpening.objects.filter(place="Lyngdal").update(address="Skolegade 2, 7620 Lyngdal", lat=None, lon=None)
    asked = ask("7620").content.decode()
    assert "Hvilken mener du?" in asked
    for name in ("Mosede", "Lyngdal"):
        assert f'<a class="btn" href="/sted/{key_of(name)}/">' in asked


def test_the_map_shows_each_number_of_the_list_once_within_its_frame(public):
    html = ask("Mosede").content.decode()
    spots = re.findall(r'<circle class="no[^"]*" cx="([\d.]+)" cy="([\d.]+)"', html)
    assert len(spots) == len(set(spots)) == html.count('class="in-no') == 3
    assert all(0 < float(x) < 400 and 0 < float(y) < 320 for x, y in spots)


def test_an_unknown_postcode_with_its_town_is_found_by_the_town(public):
    assert "1. Mosede" in words(ask("9999 Mosede"))


@pytest.mark.parametrize(
    ("lat", "lon", "found"),
    [
        ("56.52", "8.28", True),
        ("48.1", "11.6", False),
        ("nan", "8.28", False),
        ("nord", "", False),
        ("1e999", "8", False),
    ],
)
def test_where_somebody_is_is_used_where_it_lies_in_denmark(public, lat, lon, found):
    said = words(Client().post("/find/", {"lat": lat, "lon": lon}))
    assert ("1. Mosede" in said) == found and ("Vi kunne ikke se, hvor du er." in said) == (not found)


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://example.org"},
                {"Origin": "null"}]
)  # fmt: skip
def test_a_form_of_another_site_is_refused(public, headers):
    answer = ask("Mosede", **headers)
    assert answer.status_code == 403 and "1. Mosede" not in words(answer)


def test_a_form_of_this_site_is_taken(public):
    assert "1. Mosede" in words(ask("Mosede", **{"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}))


@pytest.mark.parametrize("page", [*PAGES, "cafe", "near", "times"])
def test_no_word_of_the_office_is_read_by_a_guest(public, page):
    address = {"cafe": f"/sted/{key_of('Lyngdal')}/", "times": f"/tider/{public.id}/"}.get(page, page)
    said = words(ask("Lyngdal") if page == "near" else Client().get(address))
    assert not re.search(r"antaget|assumed|forsamlingshus|\bhub\b|Carla|Alma|\bBo\b", said, re.IGNORECASE)


def test_a_cancelled_cafe_is_one_line_at_the_top_and_its_next_time_is_said(public, done):
    for row in Occurrence.objects.filter(place="Mosede", date__gte=NEXT, date__lt=NEXT + timedelta(days=7)):
        breaking.cancel(occurrence_id=row.id, why="Bilen kan ikke køre.", **done)
    said = words(Client().get("/tider/naeste-uge/"))
    assert said.index("Ændringer") < said.index("Denne uge") and said.count("Bilen kan ikke køre.") == 1
    assert said[said.index("Ændringer") : said.index("Denne uge")].count("Mosede") == 1 and said.count("Aflyst") == 3
    assert "Vi kommer igen mandag" in said


def test_a_cancelled_and_a_later_date_are_said_so_to_machines(public, done):
    monday = Occurrence.objects.get(place="Mosede", date=NEXT)
    other = Occurrence.objects.get(place="Mosede", date=NEXT + timedelta(days=2))
    breaking.cancel(occurrence_id=monday.id, why="Huset </script> er låst.", **done)
    breaking.hold_later(occurrence_id=other.id, starts=610, why="Vejen er glat.", **done)
    told = {event["startDate"][:10]: event for event in events_of("Mosede")}
    off, late = told[str(NEXT)], told[str(other.date)]
    assert (
        off["eventStatus"] == "https://schema.org/EventCancelled" and off["description"] == "Huset </script> er låst."
    )
    assert late["eventStatus"] == "https://schema.org/EventRescheduled" and "T10:10:00+0" in late["startDate"]
    assert "T10:00:00+0" in late["previousStartDate"] and late["previousStartDate"][:10] == str(other.date)
    assert off["location"]["address"] == {
        "@type": "PostalAddress", "streetAddress": "Hovedgaden 1", "postalCode": "7620", "addressLocality": "Mosede",
        "addressCountry": "DK",
    }  # fmt: skip


def test_a_moved_week_says_when_it_would_have_been(public):
    key = key_of("Vestermark")
    stands = PublicOpening.objects.get(place_key=key)
    before = [[(stands.weekday + 1) % 5, stands.starts + 60, stands.minutes, ""]]
    after = [[stands.weekday, stands.starts, stands.minutes, ""]]
    PublicMove.objects.create(season=public, place_key=key, place="Vestermark", before=before, after=after,
                              from_date=NEXT, until=NEXT + timedelta(days=28), told_at=NOW)  # fmt: skip
    moved = [one for one in events_of("Vestermark") if one["eventStatus"].endswith("EventRescheduled")]
    assert moved and all(one["previousStartDate"] != one["startDate"] for one in moved)
    assert all(one["startDate"] >= str(NEXT) for one in moved)
    assert "Vestermark: fra" in words(Client().get("/"))


def test_a_closed_day_says_its_weekday_and_why(public, plan, done):
    public.closed_dates = [NEXT.isoformat()]
    public.save()
    publish_times(plan_id=plan.id, **done)
    said = words(Client().get("/"))
    assert f"Mandag den {NEXT.day}." in said[said.index("Her holder vi lukket") :]
    assert str(NEXT) not in {event["startDate"][:10] for event in events_of("Mosede")}


def test_a_day_on_which_only_one_is_closed_says_whose(public):
    times = PublicTimes.objects.get(season=public)
    other = copy(public)
    other.pk, other._state.adding, other.name, other.calendar_key = None, True, "Andre", ""
    other.save()
    monday, wednesday = NEXT.isoformat(), (NEXT + timedelta(days=2)).isoformat()
    theirs = PublicTimes.objects.create(season=other, plan_id=times.plan_id, name="Andre", first_day=MONDAY, weeks=8,
                                        closed_dates=[monday, wednesday], published_at=NOW)  # fmt: skip
    for weekday in (0, 2):
        PublicOpening.objects.create(
            times=theirs, place_key="x", place="Fjern", weekday=weekday, starts=780, minutes=60
        )
    PublicTimes.objects.filter(pk=times.pk).update(closed_dates=[wednesday])
    said = words(Client().get("/"))
    said = said[said.index("Her holder vi lukket") :]
    assert re.search(rf"Mandag den {NEXT.day}\. \w+ \(Andre\)", said)
    assert re.search(rf"Onsdag den {(NEXT + timedelta(days=2)).day}\. \w+ (?!\()", said) and said.count("(") == 1


def test_a_public_holiday_is_called_by_its_name():
    told = closed_days([date(2027, 5, 6), date(2027, 5, 7)], date(2027, 5, 1))
    assert told == [{"when": "torsdag den 6. maj", "why": "Kristi himmelfartsdag"},
                    {"when": "fredag den 7. maj", "why": ""}]  # fmt: skip


def test_a_page_is_as_new_as_what_it_tells_of(public, done, plan):
    forget()
    first = Client().get("/tider/naeste-uge/")
    assert Client().get("/tider/naeste-uge/").headers["ETag"] == first.headers["ETag"]
    row = Occurrence.objects.get(place="Mosede", date=NEXT)
    breaking.cancel(occurrence_id=row.id, why="Bilen kan ikke køre.", **done)
    assert "Bilen kan ikke køre." in words(Client().get("/tider/naeste-uge/"))
    breaking.take_back(occurrence_id=row.id, **done)
    assert "Bilen kan ikke køre." not in words(Client().get("/tider/naeste-uge/"))
    take_times_down(plan_id=plan.id, **done)
    assert "Mosede" not in words(Client().get("/tider/naeste-uge/"))
    assert Client().get(f"/sted/{row.where.key}/").status_code == 404


def test_a_language_that_nobody_has_makes_no_page_of_its_own(public):
    forget()
    for invented in ("", "xx", "yy", "da' OR 1", "zz"):
        assert Client().get("/", {"sprog": invented}, headers={"Accept-Language": "da"}).status_code == 200
    assert len(_pages) == 1
    assert '<html lang="en">' in Client().get("/?sprog=en").content.decode() and len(_pages) == 2


def test_an_unchanged_page_is_answered_in_a_line(public):
    first = Client().get("/")
    again = Client().get("/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_it_is_sent_zipped_to_who_can_read_that(public):
    import gzip

    zipped = Client().get("/", headers={"Accept-Encoding": "gzip"})
    assert zipped.headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in zipped.headers["Vary"]
    assert gzip.decompress(zipped.content) == Client().get("/").content


def test_it_takes_the_same_few_queries_however_much_is_open(public, django_assert_num_queries):
    forget()
    with django_assert_num_queries(15):  # whether something changed, twice, and what there is now
        Client().get("/")
    with django_assert_num_queries(5):
        Client().get("/")
    with django_assert_num_queries(5):
        ask("Mosede")
    cafe = f"/sted/{key_of('Mosede')}/"
    with django_assert_num_queries(5):
        Client().get(cafe)
    with django_assert_num_queries(0):
        Client().get("/findes-ikke/")


def test_the_language_is_the_readers_choice_and_stays_on_the_way(public):
    english = Client().get("/?sprog=en", headers={"Accept-Language": "da"}).content.decode()
    assert '<html lang="en">' in english and 'action="/find/?sprog=en"' in english
    assert all(there.endswith("?sprog=en") for there in re.findall(r'href="(/sted/[^"]+|/tider/[^"]*)"', english))
    assert "Nearest to you" in words(Client().post("/find/?sprog=en", {"q": "Mosede"}))


def test_a_guests_404_is_the_guests_house(public, signed_in):
    said = Client().get("/findes-ikke/")
    assert said.status_code == 404 and "Hvor er du?" in words(said) and "organisation" not in words(said)
    assert "organisation" in words(signed_in("carla").get("/findes-ikke/"))


def test_all_that_is_public_is_listed(public):
    html = Client().get("/tider/").content.decode()
    assert f'href="/tider/{public.id}/"' in html and html.count('href="/sted/') == 3


def test_without_times_every_page_says_so():
    for page in ("/", "/tider/"):
        assert "Her er ingen tider lige nu." in words(Client().get(page))
    assert "Vi kender ikke" in words(ask("Mosede by")) or "ingen tider" in words(ask("Mosede by"))


@pytest.mark.parametrize("typed", ["Århus", "aarhus", "AARHUS", "Grenå", "Grenaa", "gren\u0061\u030a"])
def test_aa_and_å_are_one_letter(public, monkeypatch, typed):
    monkeypatch.setattr("driveout.public.finding.towns", lambda: (town("Århus", 56.5, 8.3), town("Grenaa", 56.5, 8.3)))
    assert "Nærmest dig" in words(ask(typed))


def test_a_cafes_own_name_and_municipality_are_found_with_aa_and_with_å(public, monkeypatch):
    monkeypatch.setattr("driveout.public.finding.towns", lambda: ())
    PublicOpening.objects.filter(place="Mosede").update(place="Aabymose", municipality="851")
    assert "1. Aabymose" in words(ask("Åbymose")) and "1. Aabymose" in words(ask("ålborg kommune"))


@pytest.mark.parametrize(
    "page", ["/hsds/services?full=true", "/hsds/service_at_locations?full=true", "/api/v1/openings"]
)
def test_no_machine_is_told_a_hall_that_is_only_assumed(public, page):
    answer = Client().get(page).content.decode()
    assert "Lyngdal" in answer and "Hallen" in answer
    assert "antaget" not in answer


def test_what_was_copied_before_is_put_right(public):
    PublicOpening.objects.filter(place="Lyngdal").update(venue="forsamlingshus (Antaget)")
    import_module("driveout.records.migrations.0055_told_halls").tell_no_assumed_hall(apps, None)
    assert set(PublicOpening.objects.filter(place__in=("Lyngdal", "Mosede")).values_list("venue", flat=True)) == {
        "", "Hallen"
    }  # fmt: skip
