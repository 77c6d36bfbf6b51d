"""Partners spread the word: what they embed, print and forward says what is in the open, and opens no other door."""

import re
from datetime import timedelta

import pytest
import segno
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from driveout.jobs.following import say_all
from driveout.public.everything import Everything, Now
from driveout.public.kept import forget
from driveout.public.spread import words
from driveout.records.models import PublicEvent
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from driveout.records.publish.models import PublicChange, PublicKey, PublicMove, PublicOpening, PublicTimes
from driveout.records.publish.of_places import offered, places_of
from tests.screens.test_read_by_anyone import varies
from tests.stored import NOW

pytestmark = pytest.mark.django_db
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


def coming(key, many=3):
    """The next cafés of a place, as the box says them, from Monday at 8."""
    week = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    return words.Of(Everything(Now(week, 8 * 60)), [key]).coming(many)


def test_the_box_says_what_is_cancelled_on_its_date_alone(one, published):
    key = one["sted"][2]
    first, second = coming(key)[:2]
    row = PublicOpening.objects.filter(place_key=key).earliest("weekday", "starts")
    PublicChange.objects.create(
        season=published, date=first["date"], place_key=key, place=row.place, promised=row.starts, starts=row.starts,
        minutes=row.minutes, cancelled=True, why="Vognen er i stykker.", told_at=NOW,
    )  # fmt: skip
    with translation.override("da"):
        off, on = coming(key)[:2]
    assert (off["off"], off["word"], off["why"]) == (True, "Aflyst", "Vognen er i stykker.")
    assert (on["off"], on["date"]) == (False, second["date"])


def test_paper_says_what_will_move_and_the_box_holds_to_it(one, published):
    key = one["sted"][2]
    row = PublicOpening.objects.filter(place_key=key).earliest("weekday", "starts")
    before = [[row.weekday, row.starts, row.minutes, "Hallen"]]
    after = [[(row.weekday + 1) % 7, 630, 90, "Skolen"]]
    on = timezone.localdate() + timedelta(days=14)
    PublicMove.objects.create(season=published, place_key=key, place=row.place, before=before, after=after,
                              from_date=on, until=on + timedelta(days=28), told_at=NOW)  # fmt: skip
    found = coming(key, 4)
    moved = [cafe for cafe in found if cafe["date"] >= on]
    assert moved and all(cafe["where"].startswith("Skolen") and cafe["time"] == "10.30–12" for cafe in moved)
    assert all(cafe["date"].weekday() == row.weekday for cafe in found if cafe["date"] < on)
    paper = page("poster", one["sted"]).content.decode()
    assert "fra" in paper.split('class="ahead"')[1].split("</ul>")[0] and "10.30–12" in paper


def test_no_guest_is_sent_to_a_hall_that_nobody_has_asked(one, published):
    PublicOpening.objects.update(venue="forsamlingshus (antaget)", phone="12 34 56 78")
    for name in ("embed", "spread_one", "poster", "week_card"):
        for scope in ("sted", "hub"):
            assert "antaget" not in page(name, one[scope]).content.decode(), name
    for name in ("spread_one", "poster", "week_card"):
        assert "12 34 56 78" in page(name, one["sted"]).content.decode(), name


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
    assert page("come", one["sted"]).headers["Location"] == reverse("public:cafe", args=(one["sted"][2],))
    assert page("come", one["hub"]).headers["Location"] == reverse("public:times", args=(published.id,))
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
            forget()
            with django_assert_num_queries(16 if name == "embed" else 11):  # five of them: what there is now
                assert page(name, one[scope]).status_code == 200
    with django_assert_num_queries(3):
        page("spread", ())


def test_a_box_that_many_ask_for_is_made_once(one, django_assert_num_queries):
    forget()
    first = page("embed", one["hub"])
    with django_assert_num_queries(5):  # whether anything is another
        again = page("embed", one["hub"])
    assert again.content == first.content and "frame-ancestors *" in again.headers["Content-Security-Policy"]


def test_only_the_places_asked_for_are_told(one, published):
    assert places_of(one["sted"][0], place_key=one["sted"][2])[0] == {one["sted"][2]}
    keys, hub = places_of(one["hub"][0], base_key=one["hub"][2])
    assert len(keys) > 1 and hub
    assert places_of(one["hub"][0] + 1, base_key=one["hub"][2]) == (set(), "")


@pytest.mark.parametrize("scope", ["sted", "hub"])
def test_what_is_one_with_another_leads_on_to_it_from_paper_too(one, published, scope):
    organisation, _scope, key = one[scope]
    joined = (organisation, scope, "before")
    PublicKey.objects.create(key="before", now=key)
    for name in KEPT:
        answer = page(name, joined, sprog="en")
        there = reverse(f"public:{name}", args=one[scope])
        assert (answer.status_code, answer.headers["Location"]) == (301, f"{there}?sprog=en"), name
        assert not answer.cookies and page(name, one[scope]).status_code in (200, 302)
    cafe = page("cafe", ("before",))
    if scope == "sted":
        assert (cafe.status_code, cafe.headers["Location"]) == (301, reverse("public:cafe", args=(key,)))
    PublicKey.objects.update(now="nothing-stands-here")
    assert {page(name, joined).status_code for name in KEPT} | {page("cafe", ("before",)).status_code} == {404}
