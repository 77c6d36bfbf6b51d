"""The places over all seasons: their history, and the questions that only a person can answer."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from driveout.records.models import Occurrence, Place, PlaceQuestion, Stop, Tally
from tests.records.crew.town import dated
from tests.screens.reading import text
from tests.stored import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(season):
    stop = Stop.objects.get(season=season, name="Mosede")
    other = Place.objects.create(
        organisation_id=season.organisation_id, kind="stop", name="Mosede Havn", lat=56.0, lon=9.0
    )
    return PlaceQuestion.objects.create(one=stop.where, other=other, why="renamed", asked_at=NOW)


def test_the_coordinator_is_asked_and_says_that_they_are_one(signed_in, season, question):
    carla, at = signed_in("carla"), reverse("office:answer_place", args=(question.pk,))
    said = text(carla.get(reverse("office:registers", args=(season.pk,))))
    assert "1 gang kan kun et menneske sige" in said
    page = text(carla.get(reverse("office:places")))
    assert "Er Mosede og Mosede Havn det samme sted?" in page and "De er ét sted" in page
    assert "De er ét sted:" not in text(signed_in("alma").get(reverse("office:places")))
    assert signed_in("alma").post(at, {"same": "yes"}).status_code == 403
    assert signed_in("finn").post(at, {"same": "yes"}).status_code == 404
    done = text(carla.post(at, {"same": "yes"}, follow=True))
    assert "De er ét sted nu." in done and "Ét sted eller to?" not in done
    question.one.refresh_from_db()
    assert (question.one.name, question.one.names) == ("Mosede Havn", ["Mosede"])
    assert "før: Mosede" in done


def test_two_that_stand_in_one_season_stay_two(signed_in, season, question):
    other = Stop.objects.get(season=season, name="Lyngdal").where
    question.other = other
    question.save()
    at = reverse("office:answer_place", args=(question.pk,))
    assert "Intet er ændret" in text(signed_in("carla").post(at, {"same": "yes"}, follow=True))
    assert "De er to steder." in text(signed_in("carla").post(at, {"same": "no"}, follow=True))
    assert Stop.objects.get(season=season, name="Lyngdal").where == other


def test_what_a_place_has_seen(signed_in, people, season, plan):
    dated(season, plan, people["carla"])
    cafe = Occurrence.objects.filter(season=season, place="Mosede").earliest("date")
    Tally.objects.create(occurrence=cafe, first=4, opened_at=NOW, changed_at=NOW)
    Occurrence.objects.filter(pk=cafe.pk).update(place="Gamle Mosede")
    at = reverse("office:place", args=(cafe.where_id,))
    page = text(signed_in("carla").get(at))
    assert "Holdt" in page and "Intet meldt" in page and "Mandag den" in page
    assert "1 café er holdt her, 4 gæster i alt." in page and "Gamle Mosede" in page and season.name in page
    assert signed_in("finn").get(reverse("office:place", args=(cafe.where_id,))).status_code == 404


def test_a_place_where_nothing_was_held_says_so_and_what_is_to_come(signed_in, people, season, plan):
    dated(season, plan, people["carla"])
    first, second, third, *_ = Occurrence.objects.filter(season=season, place="Mosede").order_by("date")
    ahead = timezone.localdate() + timedelta(days=400)
    Occurrence.objects.filter(pk=first.pk).update(state="cancelled", why="Sne")
    Occurrence.objects.filter(pk=second.pk).update(date=ahead)
    Occurrence.objects.filter(pk=third.pk).update(date=ahead + timedelta(days=7), starts=third.starts + 30)
    page = text(signed_in("carla").get(reverse("office:place", args=(first.where_id,))))
    assert "Her er ingen café holdt endnu." in page and "Holdt" not in page
    said = [word for word in ("Planlagt", "30 min. senere", "Aflyst", "Sne", "Intet meldt") if word not in page]
    assert said == []
