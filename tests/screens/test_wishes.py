"""A stop is changed on screen with its price beside it; changes wait, are undone, and are told to the next person."""

import pytest

from driveout.records.models import Change, Forbidden, Pin, Stop
from driveout.records.plan import whys
from tests.stored import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop(season, plan):
    return Stop.objects.get(season=season, name="Mosede")


@pytest.fixture
def form(signed_in, page, plan, stop):
    """What the form of the stop holds when somebody opens the page: `form(client)`."""

    def opened(client):
        why = whys.ask_about(plan, stop, now=NOW)
        whys.answer.call(why_id=why.id)
        html = client.get(page, {"hub": "alle", "sted": stop.id}).content.decode()
        assert 'id="wish-form"' in html
        return html.split('name="opened_with" value="')[1].split('"')[0], html

    return opened


def send(client, page, stop, wish, mark, why=""):
    return client.post(f"{page}stops/{stop.id}/wish/", {"wish": wish, "opened_with": mark, "why": why}, follow=True)


def test_every_possibility_has_its_price_beside_its_button(signed_in, form):
    _mark, html = form(signed_in("carla"))
    assert 'value="never:"' in html and 'value="lock:"' in html and 'value="length:60"' in html


def test_a_change_is_kept_waits_and_can_be_undone_and_done_again(signed_in, page, stop, form):
    carla = signed_in("carla")
    mark, _html = form(carla)
    html = send(carla, page, stop, "never:", mark, "Hallen er kold").content.decode()
    assert "Ændringen er gemt" in html and "1 ændring venter" in html
    assert "Mosede: intet besøg" in html and "Hallen er kold" in html
    change = Change.objects.get()
    assert Forbidden.objects.filter(stop=stop).count() == 1
    address = f"{page}changes/{change.id}/turn/"
    assert "Fortrudt" in carla.post(address, follow=True).content.decode()
    assert not Forbidden.objects.exists()
    assert "gælder igen" in carla.post(address, {"again": 1}, follow=True).content.decode()
    assert Forbidden.objects.exists()


def test_what_is_locked_shows_it(signed_in, page, stop, form):
    carla = signed_in("carla")
    mark, _html = form(carla)
    send(carla, page, stop, "lock:", mark)
    assert Pin.objects.filter(stop=stop).exists()
    assert "Låst" in carla.get(page).content.decode()


def test_two_people_change_one_stop_and_the_second_is_told(signed_in, page, stop, form):
    carla = signed_in("carla")
    mark, _html = form(carla)
    send(carla, page, stop, "never:", mark)
    html = send(carla, page, stop, "lock:", mark).content.decode()
    assert "Mosede: intet besøg (Carla" in html and "ikke gemt" in html
    assert Change.objects.count() == 1


@pytest.mark.parametrize("wish", ["", "paint:3", "move:", "move:99", "move:-1", "length:7", "often:9", "move:1e3"])
def test_what_no_button_says_changes_nothing(signed_in, page, stop, form, wish):
    carla = signed_in("carla")
    mark, _html = form(carla)
    answer = send(carla, page, stop, wish, mark)
    assert answer.status_code == 404 or "Intet er ændret" in answer.content.decode()
    assert not Change.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("dan", 403), ("alma", 403), ("bo", 403), ("eva", 403), ("finn", 404)])
def test_who_may_not_change(signed_in, page, stop, name, status):
    client = signed_in(name)
    assert client.post(f"{page}stops/{stop.id}/wish/", {"wish": "never:"}).status_code == status
    assert not Change.objects.exists()


def test_a_hub_leader_changes_stops_of_the_own_hub(signed_in, people, page, stop, form):
    dan = people["dan"]
    dan.hub_name = stop.served_by.all()[0].hub.name
    dan.save()
    client = signed_in("dan")
    mark, _html = form(client)
    assert "Ændringen er gemt" in send(client, page, stop, "never:", mark).content.decode()
    assert Change.objects.get().made_by == dan.user
