"""Sentences that were true once, or nearly Danish: each is held where it is read."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from driveout.jobs.demo_week import _since
from driveout.office import say
from driveout.office.me import role_may, role_word
from driveout.records.plan.seasons.copies import make_scenario
from driveout.records.team.models import Role
from tests.screens.reading import words_of
from tests.shape.files import text
from tests.stored import NOW, store_season


def test_the_guide_says_of_each_role_what_the_page_says():
    """It said of volunteers that their page comes later, long after they had it."""
    with override("en"):
        said = [(say.capital(role_word(role)), role_may(role)) for role in Role]
    rows = re.findall(r"^\| ([A-Z][\w ]+) \| (.+?) \|$", text("docs/how-to/take-people-in.md"), re.MULTILINE)
    assert rows == said


@pytest.mark.django_db
def test_a_season_that_is_a_scenario_is_named_once_in_the_trace(signed_in, people):
    """“Lavede scenariet sæsonen Langeland”, it said."""
    season = store_season(people["carla"])
    make_scenario(season=season, name="Langeland", why="", by=people["carla"].user, now=NOW)
    told = words_of(signed_in("carla").get("/office/traces/"))
    assert "Carla lavede sæsonen Langeland som et scenarie." in told


@pytest.mark.django_db
def test_each_password_that_is_missing_is_named(signed_in):
    """“Dette felt er påkrævet”, three times over, and no field marked."""
    answer = signed_in("carla").post("/min-adgang/adgangskode/", {"oldpassword": "cafe-carla"})
    told = words_of(answer)
    assert "Den nye: Dette felt er påkrævet." in told and "Den nye igen: Dette felt er påkrævet." in told
    assert "Den, du har nu:" not in told and answer.content.decode().count('aria-invalid="true"') == 2


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["12345678", "01 23 45 67"])
def test_eight_digits_that_no_telephone_has_are_told_apart(signed_in, typed):
    """Who had written eight digits was told to write eight digits."""
    told = words_of(signed_in("carla").post("/min-adgang/nummer/", {"number": typed}))
    assert "Skriv otte cifre, det første fra 2 til 9, eller et nummer med + og landekode." in told


@pytest.mark.django_db
def test_the_demo_has_cafes_that_were_held_at_whatever_hour_it_is_begun(plan):
    """Begun on a day of Alma's after her last café, it began with that day, and none was held."""
    plan.tours.update(employee=plan.tours.first().employee)
    type(plan.tours.first().employee).objects.update(name="Alma")
    hours = [NOW.replace(hour=0) + timedelta(hours=hour) for hour in range(0, 24 * 7, 3)]
    begun = [(timezone.localdate(hour), _since(plan, hour)) for hour in hours]
    assert all(timedelta(0) < today - since <= timedelta(days=7) for today, since in begun)


@pytest.mark.django_db
def test_who_has_only_their_own_access_meets_no_door_that_refuses(signed_in, people):
    """A partner's button “Til forsiden” led to a page that said no, whose only button signed them out."""
    eva = signed_in("eva")
    own = eva.get("/", follow=True)
    assert (
        own.status_code == 200 and own.redirect_chain[-1][0] == "/min-adgang/" and "Til forsiden" not in words_of(own)
    )
    assert "Til forsiden" in words_of(signed_in("carla").get("/min-adgang/"))
    refused = eva.get("/office/people/")
    assert refused.status_code == 403 and 'href="/"' in refused.content.decode() and "Din adgang" in words_of(refused)
