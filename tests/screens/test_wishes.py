"""A stop is changed on screen with its price beside it; changes wait, are undone, and are told to the next person."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from driveout.records.models import Change, Forbidden, Pin, Stop, Why
from driveout.records.plan import queries
from driveout.records.plan.questions import reasons
from driveout.records.plan.wishes import move_prices
from driveout.records.plan.wishes.stop_wishes import Move
from tests.core.good_plan import good_plan
from tests.places import hub_at
from tests.stored import NOW, store_plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def stop(season, plan):
    return Stop.objects.get(season=season, name="Mosede")


@pytest.fixture
def form(signed_in, page, plan, stop):
    """What the form of the stop holds when somebody opens the page: `form(client)`."""

    def opened(client):
        why = reasons.ask_about(plan, stop, now=NOW)
        reasons.answer.call(why_id=why.id)
        html = client.get(page, {"hub": "alle", "sted": stop.id}).content.decode()
        assert 'id="wish-form"' in html
        return html.split('name="opened_with" value="')[1].split('"')[0], html

    return opened


def send(client, page, stop, wish, mark, why="", **more):
    told = {"wish": wish, "opened_with": mark, "why": why, **more}
    return client.post(f"{page}stops/{stop.id}/wish/", told, follow=True)


def text(answer):
    return answer.content.decode()


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


@pytest.mark.parametrize("wish", ["", "paint:3", "move:-1", "move:1e3", "move:٣", "hour:780", "flyt"])
def test_what_no_button_says_is_not_here(signed_in, page, stop, form, wish):
    carla = signed_in("carla")
    mark, _html = form(carla)
    assert send(carla, page, stop, wish, mark).status_code == 404
    assert not Change.objects.exists()


@pytest.mark.parametrize("wish", ["move:", "move:99", "length:7", "often:9"])
def test_what_the_place_cannot_have_is_refused_and_said(signed_in, page, stop, form, wish):
    carla = signed_in("carla")
    mark, _html = form(carla)
    assert "Det kan stedet ikke få. Intet er ændret." in send(carla, page, stop, wish, mark).content.decode()
    assert not Change.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("dan", 403), ("alma", 403), ("bo", 403), ("eva", 403), ("finn", 404)])
def test_who_may_not_change(signed_in, page, stop, name, status):
    client = signed_in(name)
    assert client.post(f"{page}stops/{stop.id}/wish/", {"wish": "never:"}).status_code == status
    assert not Change.objects.exists()


def test_a_hub_leader_changes_stops_of_the_own_hub(signed_in, people, page, stop, form):
    dan = people["dan"]
    dan.base = hub_at(dan, stop.served_by.all()[0].hub.name)
    dan.save()
    client = signed_in("dan")
    mark, _html = form(client)
    assert "Ændringen er gemt" in send(client, page, stop, "never:", mark).content.decode()
    assert Change.objects.get().made_by == dan.user
    html = text(client.get(page))
    assert "når koordinatoren planlægger igen" in text(send(client, page, stop, "free:", _mark(stop)))
    assert "Fortryd" in html
    turn = f"{page}changes/{Change.objects.first().id}/turn/"
    assert "Fortrudt" in text(client.post(turn, follow=True))
    assert "gælder igen" in text(client.post(turn, {"again": 1}, follow=True))


def _mark(stop):
    from driveout.records.plan.wishes.changing import mark_of, wishes_of

    return mark_of(wishes_of(Stop.objects.get(pk=stop.pk)))


@pytest.mark.parametrize(("name", "status"), [("dan", 403), ("alma", 403), ("bo", 403), ("eva", 403), ("finn", 404)])
def test_who_may_not_take_a_change_back(signed_in, page, stop, form, name, status):
    carla = signed_in("carla")
    send(carla, page, stop, "never:", form(carla)[0])
    change = Change.objects.get()
    assert signed_in(name).post(f"{page}changes/{change.id}/turn/").status_code == status
    change.refresh_from_db()
    assert change.undone_at is None
    if status == 403 and name in ("dan", "alma"):
        html = text(signed_in(name).get(page))
        assert "Mosede: intet besøg" in html and "Fortryd" not in html


def test_the_times_that_are_locked_are_those_the_person_saw(signed_in, people, page, season, plan, stop, form):
    carla = signed_in("carla")
    mark, html = form(carla)
    assert f'name="plan" value="{plan.id}"' in html
    words = good_plan()
    once = (replace(words.openings[0], guests=7.2), replace(words.openings[1], guests=6.4), words.openings[2])
    proof = replace(words.proof, objective=20.6)
    words = replace(words, openings=once, tours=words.tours[:2], proof=proof)
    store_plan(people["carla"], season, words, sent_by="meanwhile")
    send(carla, page, stop, "lock:", mark, plan=plan.id)
    assert sorted(Pin.objects.values_list("weekday", flat=True)) == [0, 2]


def test_a_plan_of_somebody_else_locks_nothing(signed_in, page, stop, form):
    carla = signed_in("carla")
    mark, _html = form(carla)
    send(carla, page, stop, "lock:", mark, plan=10**9)
    assert not Pin.objects.exists()


def test_what_was_written_stays_when_it_is_refused(signed_in, page, stop, form):
    carla = signed_in("carla")
    mark, _html = form(carla)
    send(carla, page, stop, "never:", mark)
    form(carla)  # the panel is there again
    html = text(send(carla, page, stop, "lock:", mark, 'Salen er kold om "vinteren"'))
    why = Why.objects.get(stop=stop)
    reasons.answer.call(why_id=why.id)
    assert "ikke gemt" in html
    html = text(carla.get(page, {"sted": stop.id}))
    assert 'value="Salen er kold om &quot;vinteren&quot;"' in html
    other = Stop.objects.get(season=stop.season, name="Lyngdal")
    assert "vinteren" not in text(carla.get(page, {"sted": other.id}))
    send(carla, page, stop, "free:", _mark(stop))
    assert "vinteren&quot;" not in text(carla.get(page, {"sted": stop.id}))


def test_line_ends_are_one_character_when_words_are_counted(signed_in, page, stop, form):
    carla = signed_in("carla")
    send(carla, page, stop, "never:", form(carla)[0], "a\r\n" * 249 + "bcd")
    assert Change.objects.get().why == "a\n" * 249 + "bc"


def test_letting_go_is_offered_for_every_difference_and_only_then(signed_in, page, stop, form):
    carla = signed_in("carla")
    mark, html = form(carla)
    assert "Slip ændringerne" not in html
    send(carla, page, stop, "length:60", mark)
    mark, html = form(carla)
    assert "Slip ændringerne" in html
    send(carla, page, stop, "free:", mark)
    assert Stop.objects.get(pk=stop.pk).lengths == stop.lengths
    assert "Slip ændringerne" not in form(carla)[1]


def test_a_ban_that_nobody_made_here_has_a_button_to_let_go_of_it(signed_in, page, plan, stop, form):
    Forbidden.objects.create(season=stop.season, stop=stop)
    carla = signed_in("carla")
    mark, html = form(carla)
    assert "Slip låse og forbud" in html and "Slip ændringerne" not in html
    assert "Mosede: ikke længere låst, flyttet eller forbudt" in text(send(carla, page, stop, "free:", mark))
    assert not Forbidden.objects.exists() and "Slip låse" not in form(carla)[1]


def price(client, page, stop, of, day, starts=""):
    """The panel with the price, worked out."""
    asked = {"hub": "alle", "flyt": of, "til": day, "kl": starts}
    address = f"{page}stops/{stop.id}/price/"
    html = text(client.get(address, asked, HTTP_HX_REQUEST="true"))
    assert 'hx-trigger="load' in html and "Regner på" in html
    why = Why.objects.get(stop=stop)
    move_prices.price.call(why_id=why.id, of=of, day=day, starts=starts or None)
    html = text(client.get(address, asked, HTTP_HX_REQUEST="true"))
    assert "hx-trigger" not in html
    return html


def test_a_price_is_seen_before_anything_is_stored_and_then_it_is_done(signed_in, page, plan, stop, season):
    carla = signed_in("carla")
    html = price(carla, page, stop, 2, 3, 780)
    assert "Mosede: torsdag kl.\u00a013" in html and "gæster om ugen i alt" in html and "Gør det" in html
    assert not Change.objects.exists() and not Pin.objects.exists()
    fields = {name: html.split(f'name="{name}" value="')[1].split('"')[0] for name in ("opened_with", "plan")}
    answer = send(carla, page, stop, "flyt", fields["opened_with"], plan=fields["plan"], flyt=2, til=3, kl=780)
    assert "Ændringen er gemt" in text(answer) and "Mosede: torsdag kl.\u00a013" in text(answer)
    assert sorted(Pin.objects.values_list("weekday", "starts")) == [(0, None), (3, 780)]


def test_the_price_on_the_page_itself_without_script(signed_in, page, plan, stop):
    carla = signed_in("carla")
    price(carla, page, stop, 2, 3)
    html = text(carla.get(page, {"hub": "alle", "sted": stop.id, "flyt": 2, "til": 3, "kl": ""}))
    assert "Mosede: torsdag</h2>" in html and "Gør det" in html
    answer = carla.get(f"{page}stops/{stop.id}/price/", {"flyt": 2, "til": 3, "kl": ""})
    assert answer.status_code == 302 and "flyt=2" in answer.url and f"sted={stop.id}" in answer.url


def test_a_move_that_cannot_be_says_what_clashes_and_offers_no_button(signed_in, page, plan, stop):
    html = price(signed_in("carla"), page, stop, 2, 1)
    assert "Mosede har åbent mandag." in html and "Mosede har åbent tirsdag." in html
    assert "Gør det" not in html and "Lad være" in html


@pytest.mark.parametrize(("day", "starts"), [(4, ""), (3, 540), (0, 600)])
def test_a_move_to_a_closed_hall_says_when_it_is_open(signed_in, page, plan, stop, day, starts):
    html = price(signed_in("carla"), page, stop, 2, day, starts)
    assert "Stedet kan åbne mandag–torsdag 10–15" in html and "Gør det" not in html


@pytest.mark.parametrize(
    "asked", [{}, {"flyt": 9, "til": 3}, {"flyt": 2, "til": "x"}, {"flyt": 2, "til": 3, "kl": 9999}]
)
def test_a_price_of_nonsense_is_not_here(signed_in, page, plan, stop, asked):
    answer = signed_in("carla").get(f"{page}stops/{stop.id}/price/", asked, HTTP_HX_REQUEST="true")
    assert answer.status_code == 404
    assert not Why.objects.exists()


@pytest.mark.parametrize(("name", "status"), [("alma", 404), ("bo", 403), ("eva", 403), ("finn", 404)])
def test_who_may_not_ask_for_a_price(signed_in, page, plan, stop, name, status):
    asked = {"flyt": 2, "til": 3, "kl": ""}
    answer = signed_in(name).get(f"{page}stops/{stop.id}/price/", asked, HTTP_HX_REQUEST="true")
    assert answer.status_code == status
    assert not Why.objects.exists()
    assert 'data-move="' not in text(signed_in("alma").get(page))


def test_a_hub_leader_asks_for_a_price_to_propose_it(signed_in, page, plan, stop):
    asked = {"flyt": 2, "til": 3, "kl": ""}
    answer = signed_in("dan").get(f"{page}stops/{stop.id}/price/", asked, HTTP_HX_REQUEST="true")
    assert answer.status_code == 200 and Why.objects.exists()
    assert 'data-move="' not in text(signed_in("dan").get(page))


def test_a_price_that_broke_says_so_and_is_tried_again_only_when_asked(plan, stop, monkeypatch):
    move = Move(2, 3)
    monkeypatch.setattr(move_prices, "_work_out", lambda why, move: 1 / 0)
    move_prices.ask_price(plan, stop, move, now=NOW)
    move_prices.price.call(why_id=Why.objects.get().id, of=2, day=3, starts=None)
    later = NOW + timedelta(minutes=5)
    assert "failed" in move_prices.ask_price(plan, stop, move, now=later)
    assert "failed" not in move_prices.ask_price(plan, stop, move, now=later, again=True)


def test_prices_and_reasons_stand_side_by_side(plan, stop):
    move_prices.ask_price(plan, stop, Move(2, 3), now=NOW)
    why = reasons.ask_about(plan, stop, now=NOW)
    assert why.asked_at == NOW  # the price was no question of “why?”
    move_prices.price.call(why_id=why.id, of=2, day=3, starts=None)
    reasons.answer.call(why_id=why.id)
    why.refresh_from_db()
    assert why.is_answered and "told" in why.told["priced"]["2-3-None"]
    assert "told" in move_prices.ask_price(plan, stop, Move(2, 3), now=NOW + timedelta(days=1))


def test_a_change_drops_the_prices(signed_in, page, plan, stop, form):
    carla = signed_in("carla")
    price(carla, page, stop, 2, 3)
    send(carla, page, stop, "never:", _mark(stop))
    assert "priced" not in Why.objects.get(stop=stop).told


def test_the_week_tells_where_each_opening_may_go(signed_in, page, plan, stop, season):
    hub = stop.served_by.all()[0].hub
    html = text(signed_in("carla").get(page, {"hub": hub.id}))
    told = html.split('data-move="')[1].split('"')[0].replace("&quot;", '"')
    assert '"no": {"2": "Har åbent her", "4": "Hallen er lukket"' in told or '"1": "For tæt på onsdag"' in told


def test_the_script_is_told_where_to_look_and_sending_twice_is_one_change(signed_in, page, stop, form):
    carla = signed_in("carla")
    mark, _html = form(carla)
    told = {"wish": "never:", "opened_with": mark, "sent": "a1"}
    for _ in range(2):
        answer = carla.post(f"{page}stops/{stop.id}/wish/", told, headers={"Kept": "1"})
        assert answer.status_code == 200 and answer.json()["to"].endswith("#besked")
        assert "Ændringen er gemt" in text(carla.get(page))
    assert Change.objects.count() == 1


def test_who_undid_is_named_and_the_wisher_is_not(signed_in, people, page, stop, form):
    carla = signed_in("carla")
    mark, _html = form(carla)
    send(carla, page, stop, "never:", mark)
    send(carla, page, stop, "free:", _mark(stop))
    change = Change.objects.first()
    change.made_by = people["dan"].user
    change.save()
    carla.post(f"{page}changes/{change.id}/turn/")
    html = text(send(carla, page, stop, "lock:", mark))
    assert "Mosede: ikke længere låst, flyttet eller forbudt er fortrudt (Carla" in html and "(Dan" not in html
    Change.objects.update(undone_by=None)
    assert "fortrudt af en, der ikke er her mere" in text(carla.get(page))


def test_news_of_a_plan_makes_way_for_what_waits(signed_in, people, page, season, plan, stop, form):
    from driveout.records.plan.models.work import State
    from driveout.records.plan.search import asking, runs

    now = timezone.now()
    run = asking.ask_for_plan(season_id=season.id, by=people["carla"].user, now=now)
    runs.start_run(run_id=run.id, now=now)
    runs.end_run(run_id=run.id, state=State.DONE, now=timezone.now(), plan=plan)
    carla = signed_in("carla")
    assert "Den nye plan er klar" in text(carla.get(page))
    mark, _html = form(carla)
    assert "Den nye plan er klar" not in text(send(carla, page, stop, "never:", mark))


def test_a_change_made_while_the_plan_was_sought_waits_also_when_another_search_came_later(
    signed_in, people, page, season, plan, stop
):
    from driveout.records.plan.models.change import Kind
    from driveout.records.plan.models.work import State
    from driveout.records.plan.search import asking, runs
    from driveout.records.plan.wishes import changing

    carla = people["carla"].user
    first = asking.ask_for_plan(season_id=season.id, by=carla, now=NOW - timedelta(minutes=10))
    runs.start_run(run_id=first.id, now=NOW - timedelta(minutes=9))
    during = NOW - timedelta(minutes=5)
    changing.wish(
        stop_id=stop.id, kind=Kind.NEVER, amount=None, openings=queries.visits_in(plan, stop.id), why="",
        opened_with=_mark(stop), by=carla, now=during,
    )  # fmt: skip
    runs.end_run(run_id=first.id, state=State.DONE, now=NOW, plan=plan)
    second = asking.ask_for_plan(season_id=season.id, by=carla, now=NOW + timedelta(minutes=1))
    runs.start_run(run_id=second.id, now=NOW + timedelta(minutes=1))
    runs.end_run(run_id=second.id, state=State.FAILED, now=NOW + timedelta(minutes=2), trouble="broke")
    assert "1 ændring venter" in text(signed_in("carla").get(page))
