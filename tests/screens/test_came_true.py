"""“Sagt −3,0, blev −2,2”: what was said of the wishes in a plan, beside what they became."""

import pytest

from driveout.records.models import Plan
from tests.screens.reading import words_of

pytestmark = pytest.mark.django_db
ONE = {"stop": "Mosede", "kind": "often", "amount": 1, "day": None, "said": -3.0, "change": 1}
TOLD = {
    "said": -3.0, "low": -3.2, "high": -2.1, "became": -2.2, "others": 0, "proven": True, "holds": True,
    "wishes": [ONE],
}  # fmt: skip


@pytest.fixture
def shown(signed_in, plan, page):
    """The plan's page once this was kept with it."""

    def said(language="da", /, **changed):
        Plan.objects.filter(pk=plan.pk).update(kept={**TOLD, **changed})
        carla = signed_in("carla")
        carla.cookies["django_language"] = language
        return words_of(carla.get(f"{page}plans/{plan.pk}/"))

    return said


def test_a_promise_stands_beside_what_it_became(shown, signed_in, page):
    said = shown()
    assert "Ønsket, der kom med i planen Sagt −3,0, blev −2,2 gæster om ugen." in said
    assert "Mosede: ét besøg om ugen: sagt −3,0" in said and "Det skulle ligge mellem −3,2 og −2,1." in said
    assert "Sagt −3,0, blev −2,2 gæster om ugen." in words_of(signed_in("carla").get(page))
    said = shown("en")
    assert "Said −3.0, became −2.2 guests a week." in said and "−3.2" in said and "−2.1" in said


def test_one_that_did_not_come_true_says_so_and_an_unproven_plan_says_why_it_may_lie_below(shown):
    assert "Det gjorde det ikke." in shown(became=-4.0, holds=False)
    said = shown(became=-4.0, holds=False, proven=False)
    assert "Planen er ikke bevist endnu. Derfor kan den ligge under det, der blev sagt." in said
    assert "Det gjorde det ikke." not in said


def test_of_several_wishes_only_the_sum_is_measured(shown):
    two = [ONE, {**ONE, "kind": "hour", "amount": 600, "day": 1, "said": 0.5}]
    said = shown(wishes=two, said=-2.5, became=-2.2)
    assert "Ønskerne, der kom med i planen Sagt −2,5 i alt, blev −2,2 gæster om ugen." in said
    assert "Ønskerne kom med på samme tid, så kun summen kan måles." in said
    assert "Mosede: tirsdag kl. 10: sagt +0,5" in said


def test_what_cannot_be_measured_is_said_as_that(shown):
    said = shown(became=None, holds=None, others=2)
    assert "Sagt −3,0 gæster om ugen." in said and "blev" not in said.split("Sagt −3,0")[1][:40]
    assert "Andre tider holdes fast nu, så det kan ikke måles, hvad det blev til." in said
    assert "2 andre ændringer kom med på samme tid. Ingen havde regnet på dem." in said
    assert "1 anden ændring kom med på samme tid. Ingen havde regnet på den." in shown(others=1)


def test_an_interval_narrower_than_what_is_shown_is_not_told(shown):
    assert "Det skulle ligge" not in shown(low=-3.02, high=-2.98)
