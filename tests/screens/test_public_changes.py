"""The public page says what is cancelled or later: at the top, at the opening itself, and when next."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from driveout.public.kept import forget
from driveout.records.drive.days import breaking
from driveout.records.models import Occurrence, PublicOpening, PublicTimes
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from tests.on_dates import make_days
from tests.remembered import remembered

NOW = timezone.now()
TODAY = timezone.localdate()
MONDAY = TODAY - timedelta(days=TODAY.weekday())
NEXT = MONDAY + timedelta(days=7)


@pytest.fixture
@remembered
def cafe(season, plan, people):
    """Mosede at 10 on Monday in a week, in a season that began this week; its times are public."""
    season.first_day, season.closed_dates = MONDAY, []
    season.save()
    done = {"by": people["carla"].user, "now": NOW}
    approve_plan(plan_id=plan.id, **done)
    publish_times(plan_id=plan.id, **done)
    make_days(plan_id=plan.id, today=MONDAY, **done)
    return Occurrence.objects.get(date=NEXT, place="Mosede")


@pytest.fixture
def read(season):
    """The page as anyone reads it: whole, and without its tags."""

    def asked(language="da"):
        answer = Client().get(f"/tider/{season.id}/", HTTP_ACCEPT_LANGUAGE=language)
        html = answer.content.decode()
        return html, re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))

    return asked


def test_without_changes_there_is_no_word_of_them(cafe, read):
    html, text = read()
    assert "Ændringer" not in text and "Aflyst" not in text and "<s>" not in html


def test_cancelled_stands_at_the_top_and_at_the_opening_struck_through_with_why_and_when_next(cafe, people, read):
    breaking.cancel(occurrence_id=cafe.id, why="Bilen kan ikke køre.", by=people["carla"].user, now=NOW)
    html, text = read()
    assert html.index("Ændringer</h2>") < html.index("Find din kommune")
    assert '<article class="open off">' in html and "<s>Mosede</s>" in html
    assert text.count("Aflyst") == 2 and text.count("Bilen kan ikke køre.") == 2
    again = NEXT + timedelta(days=2)  # Mosede is open on Wednesdays too
    assert text.count(f"Vi kommer igen onsdag den {again.day}.") == 2
    assert "Lyngdal" in text and "<s>Lyngdal" not in html


def test_later_says_both_hours(cafe, people, read):
    breaking.hold_later(occurrence_id=cafe.id, starts=605, why="Vejen er glat.", by=people["carla"].user, now=NOW)
    html, text = read()
    assert "kl. 10.05–11.35" in text and re.search(r"<s[^>]*>kl.\u00a010–11.30</s>", html)
    assert "Senere den dag" in text and "Aflyst" not in text


def test_taken_back_is_gone(cafe, people, read):
    done = {"by": people["carla"].user, "now": NOW}
    breaking.cancel(occurrence_id=cafe.id, why="Bilen kan ikke køre.", **done)
    breaking.take_back(occurrence_id=cafe.id, **done)
    assert "Aflyst" not in read()[1]


def test_the_next_time_is_never_another_that_is_cancelled(cafe, people, read):
    for row in Occurrence.objects.filter(place="Mosede", date__gte=NEXT, date__lt=NEXT + timedelta(days=7)):
        breaking.cancel(occurrence_id=row.id, why="Huset kan ikke bruges.", by=people["carla"].user, now=NOW)
    again = NEXT + timedelta(days=7)
    assert read()[1].count(f"Vi kommer igen mandag den {again.day}.") == 4


def test_the_next_time_after_a_long_holiday_is_said_wherever_it_is_cancelled(cafe, people, read):
    for row in Occurrence.objects.filter(place="Mosede", date__gte=NEXT, date__lt=NEXT + timedelta(days=7)):
        breaking.cancel(occurrence_id=row.id, why="Huset kan ikke bruges.", by=people["carla"].user, now=NOW)
    holiday = [str(NEXT + timedelta(days=n)) for n in range(3, 28)]
    PublicTimes.objects.update(closed_dates=holiday, weeks=12)
    again = NEXT + timedelta(days=28)
    said = f"Vi kommer igen mandag den {again.day}."
    assert said in read()[1] and "ikke mere her i denne sæson" not in read()[1]
    front = Client().get("/tider/naeste-uge/", HTTP_ACCEPT_LANGUAGE="da").content.decode()
    assert said in front and "ikke mere her i denne sæson" not in front


def test_a_last_time_says_so(cafe, season, people, read):
    last = Occurrence.objects.filter(place="Mosede").latest("date")
    breaking.cancel(occurrence_id=last.id, why="Huset kan ikke bruges.", by=people["carla"].user, now=NOW)
    assert "Vi kommer ikke mere her i denne sæson" in read()[1]


def test_nothing_about_anybody_is_on_the_page(cafe, people, read):
    breaking.cancel(occurrence_id=cafe.id, why="Vi mangler folk den dag.", by=people["carla"].user, now=NOW)
    assert not re.search(r"Carla|\bBo\b|Alma", read()[1])


def test_it_takes_the_same_few_queries_however_many_there_are(cafe, people, season, django_assert_num_queries):
    for row in Occurrence.objects.filter(date__gte=NEXT)[:8]:
        breaking.cancel(occurrence_id=row.id, why="Bilen kan ikke køre.", by=people["carla"].user, now=NOW)
    assert PublicOpening.objects.count() == 5
    forget()
    with django_assert_num_queries(10):  # five: whether something changed; the tenth: which calendars can be followed
        Client().get(f"/tider/{season.id}/")
    with django_assert_num_queries(5):
        Client().get(f"/tider/{season.id}/")
