"""The office's days: what cafés told beside what was expected, what broke, and who may do something about it."""

import re
from datetime import datetime, time, timedelta
from html import unescape
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.office.drive.days import one
from driveout.records.meet.actions import take_events
from driveout.records.models import Occurrence, Phone, Plan, PublicChange, Signup, Trip
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from driveout.records.team.models import Role
from tests.on_dates import make_days
from tests.places import hub_at
from tests.remembered import remembered
from tests.screens.pressing import press
from tests.stored import store_season

NOW = timezone.now()
TODAY = timezone.localdate()
MONDAY = TODAY - timedelta(days=TODAY.weekday())
NEXT = MONDAY + timedelta(days=7)


@pytest.fixture
@remembered
def week(season, plan, people):
    """The small town's season from last week on, its times public; Dan leads its hub."""
    season.first_day, season.closed_dates = MONDAY - timedelta(days=7), []
    season.save()
    people["dan"].base = hub_at(people["dan"], HUB)
    people["alma"].base = hub_at(people["alma"], HUB)
    for name in ("dan", "alma"):
        people[name].save()
    done = {"by": people["carla"].user, "now": NOW}
    approve_plan(plan_id=plan.id, **done)
    publish_times(plan_id=plan.id, **done)
    make_days(plan_id=plan.id, today=season.first_day, **done)
    return season


@pytest.fixture
def get(signed_in, week):
    """`get("dan", day)` → status and text; without a day, the week."""

    def asked(name, day=None, query=""):
        address = f"/office/seasons/{week.id}/days/{f'{day}/' if day else ''}{query}"
        return read(signed_in(name).get(address))

    return asked


def read(answer):
    return answer.status_code, plain(answer.content.decode()), answer.content.decode()


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.split("<main", 1)[-1])).replace("\u2060", "")


def written(alma, cafe, *events):
    """What Alma's phone sent from a café."""
    made = {"made_at": NOW, "signed_in_at": NOW}
    phone = Phone.objects.filter(member=alma).first() or Phone.objects.create(
        id=uuid4(), member=alma, name="Telefon", public_key="x", **made
    )
    first = phone.last_seq + 1
    items = [
        {"v": 1, "id": str(uuid4()), "seq": first + n, "at": NOW.isoformat(), "kind": kind, "occurrence": cafe.id,
         "body": body}
        for n, (kind, body) in enumerate(events)
    ]  # fmt: skip
    fates = take_events(items=items, phone=phone, now=NOW)
    assert {fate.status for fate in fates} == {201}, fates
    phone.refresh_from_db()


def count(what, n):
    return "count", {"what": what, "n": n}


@pytest.fixture
def held(week, people):
    """Last Monday's café in Mosede: seven guests, one turned away, six meals, cold."""
    cafe = Occurrence.objects.get(date=MONDAY - timedelta(days=7), place="Mosede")
    written(
        people["alma"], cafe, ("open", {}), count("first", 3), count("before", 4), count("turned_away", 1),
        count("meal", 6), ("mishap", {"what": "cold", "text": "Ovnen er i stykker"}),
        ("set", {"field": "weather", "value": "rain", "was": []}),
        ("set", {"field": "weather", "value": "dry", "was": []}),
        ("close", {"seen": {}}),
    )  # fmt: skip
    return cafe


def test_a_day_shows_what_was_counted_beside_what_was_expected(get, held):
    status, text, _ = get("dan", held.date)
    assert status == 200
    assert "7 gæster ; ventet" in text and "7 pladser" in text
    assert "1 gik, fordi der var fuldt" in text and "6 måltider" in text
    assert "Der var koldt: Ovnen er i stykker" in text and "To svar om vejret" in text and "regn" in text
    assert "Vælg det, der gælder" in text
    assert "Holdt" in text and "Intet meldt" in text  # Lyngdal's phone told nothing
    assert "Van 1" in text and "Alma" in text and "Bo" in text


def test_whose_day_it_is_is_said_by_name(get, week, people):
    """Not by the hub's key."""
    _status, text, _page = get("dan", NEXT)
    assert f"{week.name} · {HUB}" in text and f"· {people['dan'].hub_key} ·" not in text


def test_own_words_are_not_here(get, week, people):
    cafe = Occurrence.objects.get(date=MONDAY - timedelta(days=7), place="Mosede")
    written(people["alma"], cafe, ("open", {}), ("words", {"text": "Det er hyggeligt her", "read_back": True}))
    for name in ("carla", "dan"):
        _, text, html = get(name, cafe.date)
        assert "hyggeligt" not in html and "1 egne ord" in text


def test_the_week_adds_its_days_up(get, held):
    status, text, _ = get("carla", query=f"?dag={held.date}")
    assert status == 200
    assert "1 holdt · 4 venter · 0 aflyst" in text and "7 talt; ventet 6 ved dem, der er holdt" in text
    assert "Mandag" in text and "1 holdt, 1 venter" in text


def test_a_reader_looks_and_sees_no_name_and_no_free_text(signed_in, week, held, people):
    people["eva"].role, people["eva"].organisation = Role.READER, people["carla"].organisation
    people["eva"].save()
    for address in ("", f"{held.date}/", f"{NEXT}/"):
        answer = signed_in("eva").get(f"/office/seasons/{week.id}/days/{address}")
        said = plain(answer.content.decode())
        assert answer.status_code == 200 and not re.search(r"Alma|\bBo\b|Carla|Ovnen", said)
        assert "Noget gik galt" not in said
    for address in (f"{NEXT}/broken/?m=van-1", f"{NEXT}/cafes/{held.id}/cancel/"):
        assert signed_in("eva").get(f"/office/seasons/{week.id}/days/{address}").status_code in (403, 405)


def test_another_organisation_finds_nothing(signed_in, week):
    for address in ("", f"{NEXT}/", f"{NEXT}/broken/"):
        assert signed_in("finn").get(f"/office/seasons/{week.id}/days/{address}").status_code == 404


def test_a_hub_leader_acts_at_the_own_hub_only(signed_in, get, week, people):
    cafe = Occurrence.objects.get(date=NEXT, place="Mosede")
    address = f"/office/seasons/{week.id}/days/{NEXT}/cafes/{cafe.id}/cancel/"
    people["dan"].base = hub_at(people["dan"], "Elsewhere")
    people["dan"].save()
    assert "Noget gik galt" not in get("dan", NEXT)[1]
    assert signed_in("dan").post(address, {"why": "x"}).status_code == 403
    trip = Trip.objects.get(date=NEXT)
    assert signed_in("dan").get(f"/office/seasons/{week.id}/days/{NEXT}/broken/?m=van-{trip.id}").status_code == 403
    people["dan"].base = hub_at(people["dan"], HUB)
    people["dan"].save()
    assert "Noget gik galt" in get("dan", NEXT)[1]
    assert signed_in("dan").post(address, {"why": "Huset er lukket."}).status_code == 302
    cafe.refresh_from_db()
    assert cafe.state == "cancelled"


def proposal(client: Client, week, *codes, day=NEXT):
    answer = client.get(f"/office/seasons/{week.id}/days/{day}/broken/", {"m": codes})
    html = answer.content.decode()
    sealed = re.search(r'name="proposal" value="([^"]+)"', html)
    return answer.status_code, plain(html), sealed and sealed[1]


def settle(client: Client, week, sealed, why="Bilen kan ikke køre.", day=NEXT, codes=()):
    address = f"/office/seasons/{week.id}/days/{day}/broken/"
    return client.post(address, {"proposal": sealed, "why": why, "m": codes}, follow=True)


def test_a_broken_van_is_shown_before_it_is_done_and_then_told_to_all(signed_in, week):
    dan, trip = signed_in("dan"), Trip.objects.get(date=NEXT)
    for van in ("Van 2",):
        week.hubs.get().vehicles.filter(name=van).delete()
    status, text, sealed = proposal(dan, week, f"van-{trip.id}")
    assert status == 200 and "Van 1 er i stykker" in text
    assert "2 caféer aflyses. Dér ventes 12 gæster." in text and "Intet er gjort endnu" in text
    assert not Occurrence.objects.filter(state="cancelled").exists()
    answer = settle(dan, week, sealed)
    said = plain(answer.content.decode())
    assert "Gjort. Gæster får det at vide nu. Alma og Bo får ingen besked herfra. Ring til dem." in said
    assert "Ringeliste: Vognen kan ikke køre" in said and said.count("er aflyst.") >= 2
    assert PublicChange.objects.filter(cancelled=True).count() == 2
    assert "Bilen kan ikke køre." in Client().get(f"/tider/{week.id}/").content.decode()


def test_pressed_twice_it_is_done_once(signed_in, week):
    dan, trip = signed_in("dan"), Trip.objects.get(date=NEXT)
    _, _, sealed = proposal(dan, week, f"van-{trip.id}")
    settle(dan, week, sealed)
    before = list(Signup.objects.values_list("id", "state"))
    assert "Gjort." in plain(settle(dan, week, sealed).content.decode())
    assert list(Signup.objects.values_list("id", "state")) == before


def test_who_was_quicker_is_told_and_a_new_proposal_is_made(signed_in, week):
    dan, trip = signed_in("dan"), Trip.objects.get(date=NEXT)
    code = f"van-{trip.id}"
    _, _, sealed = proposal(dan, week, code)
    Trip.objects.filter(pk=trip.pk).update(leaves=trip.leaves - 5)
    answer = settle(dan, week, sealed, codes=[code])
    said = plain(answer.content.decode())
    assert "Imens har en anden ændret dagen" in said and "Van 1 er i stykker" in said and "Intet er ændret" in said


@pytest.mark.parametrize("sealed", ["", "made up", None])
def test_a_proposal_that_is_not_ours_does_nothing(signed_in, week, sealed):
    answer = settle(signed_in("dan"), week, sealed or "", codes=[f"van-{Trip.objects.get(date=NEXT).id}"])
    assert "Forslaget er for gammelt" in plain(answer.content.decode())
    assert not Occurrence.objects.filter(told_at__isnull=False).exists()


def test_addresses_hold_no_name(get, week):
    html = get("carla", NEXT)[2]
    links = re.findall(r'href="([^"]*broken[^"]*)"', html)
    assert len(links) >= 6 and not any(re.search("Alma|Bo|Van", link) for link in links)


def test_a_sick_host_is_replaced_and_guests_notice_nothing(signed_in, week):
    dan = signed_in("dan")
    bo = Signup.objects.filter(shift__trip__date=NEXT, name="Bo").first()
    status, text, sealed = proposal(dan, week, f"volunteer-{bo.id}")
    assert status == 200 and "Bo er syg" in text and "Gæsterne mærker ikke noget" in text
    settle(dan, week, sealed, why="")
    assert not PublicChange.objects.exists()
    assert not Signup.objects.filter(shift__trip__date=NEXT, name="Bo", state="signed").exists()


def test_later_and_back_by_hand(signed_in, get, week):
    dan, cafe = signed_in("dan"), Occurrence.objects.get(date=NEXT, place="Mosede")
    base = f"/office/seasons/{week.id}/days/{NEXT}/cafes/{cafe.id}/"
    for typed, told in (
        ("25.99", "Skriv et klokkeslæt"), ("11.5", "«11.5» kan læses på to måder: 11.30 eller 11.50."),
        ("9", "kun åbne senere"), ("kl 10.30", "Caféen åbner senere."),
    ):  # fmt: skip
        answer = dan.post(base + "later/", {"starts": typed, "why": "Vejen er glat."}, follow=True)
        assert told in plain(answer.content.decode())
    assert "10.30–12" in get("dan", NEXT)[1]
    dan.post(base + "back/")
    cafe.refresh_from_db()
    assert cafe.starts == 600


def test_later_says_which_two_the_van_cannot_hold_and_what_to_do(signed_in, get, week):
    dan, cafe = signed_in("dan"), Occurrence.objects.get(date=NEXT, place="Mosede")
    base = f"/office/seasons/{week.id}/days/{NEXT}/cafes/{cafe.id}/"
    answer = dan.post(base + "later/", {"starts": "11", "why": "Vejen er glat."}, follow=True)
    said = plain(answer.content.decode())
    assert "Mosede holder til kl. 12.30, vejen tager 10 min., og Lyngdal åbner kl. 12.10. Intet er ændret." in said
    assert not PublicChange.objects.exists()
    lyngdal = Occurrence.objects.get(date=NEXT, place="Lyngdal")
    base = f"/office/seasons/{week.id}/days/{NEXT}/cafes/{lyngdal.id}/"
    answer = dan.post(base + "later/", {"starts": "20", "why": "Vejen er glat."}, follow=True)
    assert "Vognen er først hjemme kl." in plain(answer.content.decode())


@pytest.fixture
def noon(monkeypatch):
    """It is eleven in the morning of next Monday."""
    from zoneinfo import ZoneInfo

    now = datetime.combine(NEXT, time(11), ZoneInfo("Europe/Copenhagen"))
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_an_open_cafe_is_cancelled_only_by_a_second_yes(signed_in, get, week, people, noon):
    cafe = Occurrence.objects.get(date=NEXT, place="Mosede")
    base = f"/office/seasons/{week.id}/days/{NEXT}/cafes/{cafe.id}/"
    written(people["alma"], cafe, ("mishap", {"what": "locked"}))
    html = get("dan", NEXT)[2]
    assert f"{base}cancel/" in html and "Aflys den alligevel" not in html
    written(people["alma"], cafe, ("open", {}), count("first", 2))
    html = get("dan", NEXT)[2]
    assert "Aflys den alligevel" in html and "telefonen kan stadig sende" in html and f"{base}later/" not in html
    dan = signed_in("dan")
    answer = dan.post(f"{base}cancel/", {"why": "Strømmen gik."}, follow=True)
    assert "aflys den her alligevel" in plain(answer.content.decode())
    answer = dan.post(f"{base}cancel/", {"why": "Strømmen gik.", "open": "1"}, follow=True)
    said = plain(answer.content.decode())
    assert "Aflyst. Gæster får det at vide nu." in said and "2 gæster" in said and "Tag aflysningen tilbage" in said
    assert PublicChange.objects.get().cancelled


def test_a_broken_house_says_that_the_cafe_is_open_before_it_is_cancelled(signed_in, week, people, noon):
    dan, cafe = signed_in("dan"), Occurrence.objects.get(date=NEXT, place="Mosede")
    written(people["alma"], cafe, ("open", {}))
    _, text, sealed = proposal(dan, week, f"hall-{cafe.id}")
    assert "1 café aflyses" in text and re.search(r"Mosede Aflyst Åben 10–11.30", text)
    settle(dan, week, sealed, why="Døren er låst.")
    cafe.refresh_from_db()
    assert cafe.state == "cancelled" and PublicChange.objects.get().why == "Døren er låst."


def test_when_it_is_full_somebody_knows_where_the_next_one_is(get, week):
    _, text, _ = get("dan", NEXT)
    assert "Er her fuldt? Vis videre til:" in text and re.search(r"Lyngdal, .* kl. 12.10, \d+ km", text)


def test_a_day_and_a_season_without_anything_say_what_to_do(signed_in, get, week, people):
    assert "Der kører ingen vogn den dag" in get("carla", NEXT + timedelta(days=5))[1]
    assert get("carla", "2026-13-45")[0] == 404
    Occurrence.objects.all().delete()
    Trip.objects.all().delete()
    status, text, _html = get("carla")
    assert status == 200 and "Ingen dage endnu" in text and "Sæt planen på datoer" in text
    assert "Koordinatoren sætter den" in get("dan")[1]
    plan = Plan.objects.get(approved_at__isnull=False)
    answer = press(signed_in("carla"), f"/office/seasons/{week.id}/plans/{plan.id}/hold/")
    assert "Planen gælder nu" in plain(answer.content.decode()) and Occurrence.objects.exists()


def test_a_season_that_never_was_planned(signed_in, people):
    empty = store_season(people["carla"])
    text = plain(signed_in("carla").get(f"/office/seasons/{empty.id}/days/").content.decode())
    assert "Skriv første dag" in text or "Gå til planerne" in text


def test_pages_take_the_same_few_queries(signed_in, week, django_assert_max_num_queries):
    dan = signed_in("dan")
    for address in ("", f"{NEXT}/"):
        with django_assert_max_num_queries(16):
            dan.get(f"/office/seasons/{week.id}/days/{address}")


def test_silent_phones_are_counted(get, held, people):
    assert "Den ene" not in get("carla")[1]
    Phone.objects.update(heard_at=NOW - timedelta(days=2), waiting=3)
    assert "1 telefon af 1 er ikke hørt i et døgn. 3 ting venter på dem." in get("carla")[1]
    people["alma"].base = hub_at(people["alma"], "Elsewhere")
    people["alma"].save()
    assert "telefon" not in get("dan")[1]


def test_today_is_the_home_of_everybody(signed_in, week, people):
    today = f"/office/seasons/{week.id}/days/{TODAY}/"
    leading = "/office/idag/"
    for name, home in (
        ("carla", leading),
        ("dan", leading),
        ("alma", today),
        ("bo", "/vagter/"),
        ("eva", "/min-adgang/"),
    ):
        assert signed_in(name).get("/idag/")["Location"] == home
    html = signed_in("carla").get(today).content.decode()
    assert html.count('<a class="home" href="/idag/" aria-current="page">') == 2
    Occurrence.objects.all().delete()
    assert signed_in("carla").get("/idag/")["Location"] == "/"
    assert Client().get("/idag/")["Location"].startswith("/log-ind/")


def test_among_many_trips_what_to_do_when_something_breaks_is_one_press_away(get, week, monkeypatch):
    monkeypatch.setattr(one, "MANY", 0)
    _, text, html = get("carla", NEXT)
    assert "Noget gik galt?" in text and "<details" not in html.split("<main", 1)[1] and "Aflys" not in text
    link = unescape(re.search(r'href="(\?hub=[^"]*)">Noget gik galt', html)[1])
    _, text, html = get("carla", NEXT, link.partition("#")[0])
    assert '<details class="noprint" open>' in html and "Aflys" in text
    assert f'id="{link.partition("#")[2]}"' in html
