"""Partners spread the word: what they embed, print and forward says what is in the open, and opens no other door."""

import re
from datetime import date, datetime, timedelta

import pytest
import segno
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from driveout.jobs.following import say_all
from driveout.public.spread.upcoming import upcoming
from driveout.records.models import PublicEvent
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from driveout.records.publish.models import PublicChange, PublicMove, PublicOpening, PublicTimes
from driveout.records.publish.of_places import Standing, offered, standing
from tests.screens.test_read_by_anyone import varies
from tests.stored import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 30)  # a Monday
KEPT = ("embed", "spread_one", "poster", "week_card", "come")


@pytest.fixture
def published(season, people, plan):
    season.first_day = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    season.save(update_fields=["first_day"])
    approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)
    publish_times(plan_id=plan.id, by=people["carla"].user, now=NOW)
    say_all(timezone.now())
    return season


@pytest.fixture
def one(published):
    """Whose and which place, and which hub."""
    row = PublicEvent.objects.exclude(base_key="").earliest("pk")
    return {"sted": (row.organisation, "sted", row.place_key), "hub": (row.organisation, "hub", row.base_key)}


def page(name, args, **asked):
    return Client().get(reverse(f"public:{name}", args=args), asked, headers={"Accept-Language": "da"})


def times(**other) -> PublicTimes:
    said = {"name": "Vinter", "first_day": TODAY, "weeks": 4, "closed_dates": [], "published_at": NOW}
    return PublicTimes(season_id=1, **{**said, **other})


def opening(weekday=0, starts=600, key="karby", place="Karby", venue="Hallen") -> PublicOpening:
    return PublicOpening(place_key=key, place=place, venue=venue, weekday=weekday, starts=starts, minutes=60)


def held(*openings, changes=(), moves=(), **other) -> list[Standing]:
    return [Standing(times(**other), openings, changes, moves, {})]


def at(day=TODAY, hour=8, minute=0):
    return timezone.make_aware(datetime(day.year, day.month, day.day, hour, minute))


def dates(cafes):
    return [(cafe.date.isoformat(), cafe.starts) for cafe in cafes]


def test_the_next_cafes_are_by_date_and_hour_and_one_that_is_open_now_is_among_them():
    week = held(opening(), opening(weekday=2, starts=840), opening(starts=540, key="vils", place="Vils"))
    assert dates(upcoming(week, at(), 4)) == [
        ("2026-11-30", 540), ("2026-11-30", 600), ("2026-12-02", 840), ("2026-12-07", 540),
    ]  # fmt: skip
    assert dates(upcoming(week, at(hour=10, minute=59), 1)) == [("2026-11-30", 600)]
    assert dates(upcoming(week, at(hour=11), 1)) == [("2026-12-02", 840)]


def test_closed_days_and_days_outside_the_season_are_no_cafes():
    assert dates(upcoming(held(opening(), closed_dates=["2026-12-07"]), at(), 9)) == [
        ("2026-11-30", 600), ("2026-12-14", 600), ("2026-12-21", 600),
    ]  # fmt: skip
    later = held(opening(), first_day=TODAY + timedelta(weeks=3))
    assert dates(upcoming(later, at(), 1)) == [("2026-12-21", 600)]
    assert upcoming([], at(), 3) == []


def test_what_is_cancelled_or_later_says_so_on_its_date_alone():
    off = PublicChange(date=TODAY, place_key="karby", place="Karby", promised=600, starts=600, minutes=60,
                       cancelled=True, why="Vognen er i stykker.")  # fmt: skip
    first, second = upcoming(held(opening(), changes=[off]), at(), 2)
    assert (first.cancelled, first.why, second.cancelled) == (True, "Vognen er i stykker.", False)
    late = PublicChange(date=TODAY, place_key="karby", place="Karby", promised=600, starts=660, minutes=45,
                        cancelled=False, why="Vejen er lukket.")  # fmt: skip
    first = upcoming(held(opening(), changes=[late]), at(), 1)[0]
    assert (first.starts, first.promised, first.minutes, first.cancelled) == (660, 600, 45, False)


def test_a_moved_cafe_is_where_guests_were_told_until_it_is_moved():
    move = PublicMove(place_key="karby", place="Karby", before=[[0, 600, 60, "Hallen"]], after=[[3, 630, 90, "Skolen"]],
                      from_date=date(2026, 12, 10), until=date(2027, 1, 7))  # fmt: skip
    cafes = upcoming(held(opening(weekday=3, starts=630, venue="Skolen"), moves=[move]), at(), 3)
    assert dates(cafes) == [("2026-11-30", 600), ("2026-12-07", 600), ("2026-12-10", 630)]
    assert [cafe.venue for cafe in cafes] == ["Hallen", "Hallen", "Skolen"] and cafes[2].minutes == 90
    given_up = PublicMove(place_key="karby", place="Karby", before=[[0, 600, 60, "Hallen"]], after=[],
                          from_date=date(2026, 12, 7), until=date(2027, 1, 7))  # fmt: skip
    assert dates(upcoming(held(moves=[given_up]), at(), 3)) == [("2026-11-30", 600)]


def test_the_box_may_stand_in_any_frame_and_brings_no_script_and_no_cookie(one):
    for scope in ("sted", "hub"):
        answer = page("embed", one[scope])
        policy = answer.headers["Content-Security-Policy"]
        assert "frame-ancestors *" in policy and "script-src 'none'" in policy and "default-src 'self'" in policy
        assert "X-Frame-Options" not in answer.headers and not answer.cookies
        assert varies(answer) <= {"Accept-Language", "Accept-Encoding"} and "public" in answer.headers["Cache-Control"]
        said = answer.content.decode()
        assert not re.search(r"<script|<form|http-equiv", said)
        assert len(re.findall("<li[ >]", said)) == {"sted": 3, "hub": 6}[scope]
        assert 'target="_top"' in said


def test_no_other_page_may_stand_in_a_frame(one):
    others = [reverse("public:spread"), reverse("public:recipes"), reverse("public:kept"), "/", "/log-ind/"]
    others += [reverse(f"public:{name}", args=one["sted"]) for name in KEPT if name != "embed"]
    for address in others:
        answer = Client().get(address)
        assert answer.headers["X-Frame-Options"] == "DENY", address
        assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"], address


def test_the_text_and_the_paper_say_place_day_hour_and_where_the_times_are(one, published):
    row = PublicOpening.objects.filter(place_key=one["sted"][2]).earliest("weekday", "starts")
    there = "http://testserver" + reverse("public:come", args=one["sted"])
    kit = page("spread_one", one["sted"]).content.decode()
    text = re.search(r'<textarea id="tekst"[^>]*>(.*?)</textarea>', kit, re.DOTALL)[1]
    code = re.search(r'<textarea id="kode"[^>]*>(.*?)</textarea>', kit, re.DOTALL)[1]
    assert row.place in text and f"Se tiderne: {there}" in text and "Det er gratis" in text
    assert f"http://testserver{reverse('public:embed', args=one['sted'])}" in code and "&lt;iframe" in code
    code_of = segno.make(there, error="m", micro=False).svg_data_uri(scale=8, border=0, dark="#000", light="#fff")
    for name in ("poster", "week_card"):
        paper = page(name, one["sted"]).content.decode()
        assert row.place in paper and code_of in paper.replace("&#x27;", "'").replace("&amp;", "&")
        assert "Hver " in paper and "Gælder fra" in paper
    hub = page("poster", one["hub"]).content.decode()
    places = set(PublicEvent.objects.filter(base_key=one["hub"][2]).values_list("place", flat=True))
    assert len(places) > 1 and all(place in hub for place in places)


def test_paper_leads_to_the_times_that_hold_now(one, published):
    assert page("come", one["sted"]).headers["Location"] == reverse("public:times", args=(published.id,))
    PublicTimes.objects.update(first_day=timezone.localdate() - timedelta(weeks=60))
    for name in KEPT:
        answer = page(name, one["sted"])
        assert answer.status_code == 404 and "Ingen tider lige nu" in answer.content.decode(), name
    assert offered(timezone.localdate()) == []
    assert "Der er ingen tider lige nu" in page("spread", ()).content.decode()


@pytest.mark.parametrize("wrong", [(1, "sted", "nowhere"), (1, "vej", "karby"), (999_999, "hub", "x"), (1, "hub", "'")])
def test_a_guessed_address_is_no_fault_of_ours(published, wrong):
    for name in KEPT:
        assert page(name, wrong).status_code == 404


def test_every_place_in_the_open_can_be_told_of(one, published):
    said = page("spread", ()).content.decode()
    for key in set(PublicOpening.objects.values_list("place_key", flat=True)):
        assert reverse("public:spread_one", args=(one["sted"][0], "sted", key)) in said
    assert reverse("public:spread_one", args=one["hub"]) in said


def test_a_name_with_signs_of_html_stays_text(one, published):
    PublicOpening.objects.filter(place_key=one["sted"][2]).update(place='<b>"Karby" & Co</b>')
    for name in ("spread_one", "embed", "poster"):
        said = page(name, one["sted"]).content.decode()
        assert "<b>&quot;Karby" not in said and '<b>"Karby' not in said
    code = re.search(r'id="kode"[^>]*>(.*?)</textarea>', page("spread_one", one["sted"]).content.decode(), re.DOTALL)[1]
    assert "&amp;quot;Karby&amp;quot;" in code  # once for the field, once for the page it is pasted into


def test_it_takes_the_same_few_queries_of_a_place_and_of_a_hub(one, published, django_assert_num_queries):
    for scope in ("sted", "hub"):
        for name in ("embed", "spread_one", "poster"):
            with django_assert_num_queries(5):
                assert page(name, one[scope]).status_code == 200
    with django_assert_num_queries(3):
        page("spread", ())


def test_only_the_places_asked_for_are_read(one, published):
    only = standing(one["sted"][0], timezone.localdate(), place_key=one["sted"][2])
    assert {row.place_key for row in only[0].openings} == {one["sted"][2]}
    assert standing(one["sted"][0] + 1, timezone.localdate(), place_key=one["sted"][2]) == []
