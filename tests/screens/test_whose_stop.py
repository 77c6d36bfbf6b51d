"""Whose a stop is: the hub's that serves it in the plan that holds, else its home's. Who only stands ready proposes."""

import pytest

from driveout.core.simulate.small_town import HUB
from driveout.records.models import Change, Edit, Hub, MayServe, Opening, Stop
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.questions import reasons
from driveout.records.plan.wishes.changing import mark_of, wishes_of
from tests.places import at, hub_at
from tests.stored import NOW, store_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop(season, plan):
    return Stop.objects.get(season=season, name="Mosede")


def text(answer):
    return answer.content.decode()


def mark(stop):
    """What a form of the place that is opened now holds."""
    return mark_of(wishes_of(Stop.objects.get(pk=stop.pk)))


def leads(people, hub):
    people["dan"].base = hub_at(people["dan"], hub)
    people["dan"].save()


@pytest.fixture
def stands_ready(people, season, plan, stop):
    """Dan leads Vestby, which may serve Mosede beside its home Havnby."""
    reasons.answer.call(why_id=reasons.ask_about(plan, stop, now=NOW).id)  # while there are roads between all places
    home = stop.served_by.get().hub
    vestby = Hub.objects.create(season=season, where=at(season, "Vestby", "hub"), name="Vestby", lat=56.5, lon=8.2)
    MayServe.objects.create(stop=stop, hub=vestby)
    leads(people, "Vestby")
    return home, vestby


def test_a_hub_that_only_stands_ready_proposes(signed_in, page, stop, stands_ready):
    dan = signed_in("dan")
    wish, html = {"wish": "never:", "opened_with": mark(stop)}, text(dan.get(page, {"hub": "alle", "sted": stop.id}))
    assert f"stops/{stop.id}/propose/" in html and f"stops/{stop.id}/wish/" not in html
    assert 'data-move="' not in html
    assert dan.post(f"{page}stops/{stop.id}/wish/", wish).status_code == 403
    signed_in("carla").post(f"{page}stops/{stop.id}/wish/", wish)
    assert dan.post(f"{page}changes/{Change.objects.get().id}/turn/").status_code == 403
    assert "Fortryd" not in text(dan.get(page))


def test_the_hub_that_serves_it_in_the_plan_changes_it_and_its_home_proposes(
    signed_in, people, page, plan, stop, stands_ready
):
    home, vestby = stands_ready
    Opening.objects.filter(plan=plan, stop=stop).update(hub=vestby)
    dan = signed_in("dan")
    wish, html = {"wish": "never:", "opened_with": mark(stop)}, text(dan.get(page, {"hub": "alle", "sted": stop.id}))
    assert f"stops/{stop.id}/wish/" in html
    answer = dan.post(f"{page}stops/{stop.id}/wish/", {**wish, "wish": "often:1"}, follow=True)
    assert "Ændringen er gemt" in text(answer)
    leads(people, home.name)
    assert dan.post(f"{page}stops/{stop.id}/wish/", wish).status_code == 403


def test_a_draft_gives_no_hub_a_say_before_it_is_approved(signed_in, people, page, season, plan, stop, stands_ready):
    does, vestby = {"by": people["carla"].user, "now": NOW}, stands_ready[1]
    approve_plan(plan_id=plan.id, **does)
    draft = store_plan(people["carla"], season, sent_by="another")
    draft.openings.update(hub=vestby)
    draft.tours.update(hub=vestby)
    dan, asked = signed_in("dan"), {"hub": vestby.id, "nyeste": 1}
    wish = {"wish": "never:", "opened_with": mark(stop)}
    html = text(dan.get(page, asked))
    assert "Mosede" in html and 'data-move="' not in html
    assert dan.post(f"{page}stops/{stop.id}/wish/", wish).status_code == 403
    approve_plan(plan_id=draft.id, **does)
    assert 'data-move="' in text(dan.get(page, asked))
    assert dan.post(f"{page}stops/{stop.id}/wish/", wish).status_code == 302


def test_a_hub_that_only_stands_ready_edits_nothing_until_it_serves(
    signed_in, people, page, season, plan, stop, stands_ready
):
    home, vestby = stands_ready
    dan, rows = signed_in("dan"), f"{page}registers/stops/"
    address, several = f"{rows}{stop.pk}/", f"{rows}several/?id={stop.pk}"
    assert 'value="save"' not in text(dan.get(address))
    assert dan.post(address, {"act": "save", "seats": "2"}).status_code == 403
    assert "Du har ikke valgt noget." in text(dan.get(several, follow=True))
    Opening.objects.filter(plan=plan, stop=stop).update(hub=vestby)
    assert 'value="save"' in text(dan.get(address)) and "Mosede" in text(dan.get(several))
    change = {"act": "save", "ids": stop.pk, "field": "seats", "seats": "11", "mark": field(dan.get(several), "mark")}
    assert dan.post(f"{rows}several/", change).status_code == 302
    assert Stop.objects.get(pk=stop.pk).seats == 11
    turn = f"{page}registers/edits/{Edit.objects.get().pk}/turn/"
    assert turn in text(dan.get(rows))
    leads(people, home.name)  # its home, and the plan gives it to another
    assert turn not in text(dan.get(rows)) and dan.post(turn).status_code == 403
    assert dan.post(address, {"act": "save", "seats": "2"}).status_code == 403
    at_home = Stop.objects.get(season=season, name="Sandholm")  # in no plan
    assert home.name == HUB and 'value="save"' in text(dan.get(f"{rows}{at_home.pk}/"))


def field(answer, name):
    return text(answer).split(f'name="{name}" value="')[1].split('"')[0]
