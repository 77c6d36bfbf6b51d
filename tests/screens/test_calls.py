"""Call lists, people without a sign-in and letters on screen: who reads numbers, and what is said truly."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import resolve
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.office.drive.calls import letter
from driveout.office.drive.crew import mate_views
from driveout.office.navigation.steps_and_pages import place_of
from driveout.records.drive.days import breaking
from driveout.records.models import Call, CallList, Message, Occurrence, Person, Signup, Trip, Volunteer
from driveout.records.plan.actions import approve_plan
from driveout.records.team.actions import welcome
from driveout.records.team.erasure import erase_from_register
from driveout.records.team.models import Role
from tests.on_dates import make_days
from tests.places import hub_at
from tests.stored import HERE, NOW

pytestmark = pytest.mark.django_db
TELLS_NUMBERS = "12 34 56 78"


@pytest.fixture
def week(season, plan, people):
    """The town's plan on dates from this Monday, with Dan leading its hub."""
    today = timezone.localdate()
    season.first_day = today - timedelta(days=today.weekday())
    season.save(update_fields=["first_day"])
    approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)
    make_days(plan_id=plan.id, by=people["carla"].user, now=NOW, today=today)
    people["dan"].base = hub_at(people["dan"], HUB)
    people["dan"].save()
    Signup.objects.update(member=None)
    return season


@pytest.fixture
def reader(people):
    values = {"username": "reader", "first_name": "Læser", "password": "cafe-reader", "organisation": HERE}
    people["reader"] = welcome(**values, role=Role.READER, by=None, now=NOW)


@pytest.fixture
def cafe(week) -> Occurrence:
    return Occurrence.objects.filter(season=week, date__gt=timezone.localdate()).first()


@pytest.fixture
def on_list(cafe, people) -> CallList:
    breaking.cancel(occurrence_id=cafe.pk, why="Sne", by=people["carla"].user, now=timezone.now())
    return CallList.objects.get()


def words_of(answer) -> str:
    return " ".join(answer.content.decode().split())


def test_a_number_that_is_written_from_the_list_is_on_the_list(signed_in, week, on_list):
    dan, call = signed_in("dan"), Call.objects.filter(person__isnull=False).first()
    base = f"/office/seasons/{week.id}"
    page = words_of(dan.get(f"{base}/calls/{on_list.pk}/"))
    assert "Intet nummer" in page and f"{base}/crew/folk/p{call.person_id}/?liste={on_list.pk}" in page
    wrong = dan.post(f"{base}/crew/folk/p{call.person_id}/phone/", {"phone": "12 34", "list": on_list.pk})
    assert wrong.status_code == 422 and "Skriv otte cifre" in words_of(wrong) and not Person.objects.exclude(phone="")
    answer = dan.post(
        f"{base}/crew/folk/p{call.person_id}/phone/", {"phone": "+45 12 34 56 78", "list": on_list.pk}, follow=True
    )
    assert answer.redirect_chain[-1][0] == f"{base}/calls/{on_list.pk}/"
    assert 'href="tel:+4512345678"' in words_of(answer) and TELLS_NUMBERS in words_of(answer)


@pytest.mark.parametrize("who", ["alma", "bo", "finn", "reader"])
def test_nobody_else_reads_a_number_anywhere(signed_in, week, on_list, who, reader):
    Person.objects.update(phone="+4512345678")
    person = Person.objects.first()
    base = f"/office/seasons/{week.id}"
    paths = (
        "calls/",
        f"calls/{on_list.pk}/",
        "crew/folk/",
        f"crew/folk/p{person.pk}/",
        "crew/",
        f"days/{on_list.date}/",
    )
    for path in paths:
        page = words_of(signed_in(who).get(f"{base}/{path}"))
        assert TELLS_NUMBERS not in page and "4512345678" not in page, path


def test_ticked_off_and_taken_back_says_so(signed_in, week, on_list):
    dan, call = signed_in("dan"), Call.objects.filter(person__isnull=False).first()
    address = f"/office/seasons/{week.id}/calls/{on_list.pk}/{call.pk}/"
    page = words_of(dan.post(f"{address}rung/", follow=True))
    assert f"{call.person.key} er krydset af." in page and "Ringet op af Dan" in page
    assert f"{call.person.key} er taget tilbage." in words_of(dan.post(f"{address}back/", follow=True))
    assert dan.post(f"/office/seasons/{week.id}/calls/{on_list.pk + 9}/{call.pk}/rung/").status_code == 404


def test_what_is_said_after_a_change_is_true(signed_in, week, cafe):
    dan = signed_in("dan")
    base = f"/office/seasons/{week.id}/days/{cafe.date}/cafes/{cafe.pk}/"
    page = words_of(dan.post(f"{base}cancel/", {"why": "Sne"}, follow=True))
    assert "Aflyst. Tiderne er ikke offentlige, så gæster ser det ikke." in page
    assert "får ingen besked herfra. Ring" in page and "Gæster og hold får det at vide" not in page
    again = words_of(dan.post(f"{base}cancel/", {"why": "Sne"}, follow=True))
    assert "får ingen besked herfra. Ring" in again, "pressed twice it is as true"
    back = words_of(dan.post(f"{base}back/", follow=True))
    assert "Caféen holder igen" in back and "får ingen besked herfra" not in back, "nobody heard of it"


def test_papers_days_away_and_own_data_of_who_does_not_sign_in(signed_in, week):
    row = Volunteer.objects.get(hub__season=week, name="Bo")
    dan, address = signed_in("dan"), f"/office/seasons/{week.id}/crew/folk/v{row.pk}/"
    day = timezone.localdate() + timedelta(days=7)
    seen = {"kind": "introduction", "checked_on": timezone.localdate().isoformat(), "valid_until": ""}
    assert "Det er skrevet ind for Bo." in words_of(dan.post(f"{address}paper/", seen, follow=True))
    assert dan.post(f"{address}paper/", {**seen, "checked_on": day.isoformat()}).status_code == 422
    assert "Skrevet ned." in words_of(dan.post(f"{address}away/", {"first": day.isoformat(), "last": ""}, follow=True))
    assert dan.post(f"{address}away/", {"first": "i morgen"}).status_code == 422
    told = json.loads(dan.get(f"{address}data.json").content)
    assert told["papers"][0]["kind"] == "introduction" and told["away"][0]["first"] == day.isoformat()
    page = words_of(dan.get(f"{address}data/"))
    assert "Det, vi har om Bo" in page and "Sete papirer" in page


def test_a_letter_shows_whom_it_reaches_and_is_sent_once(signed_in, week, cafe):
    dan, trip = signed_in("dan"), Trip.objects.get(pk=cafe.trip_id)
    address = f"/office/seasons/{week.id}/calls/letter/"
    html = dan.get(f"{address}?tur={trip.pk}").content.decode()
    assert "Logger ikke ind" in html and "Lav en ringeliste" in html
    values = {name: html.split(f'name="{name}" value="')[1].split('"')[0] for name in ("once", "shown", "tur")}
    assert dan.post(address, {**values, "text": " "}).status_code == 422
    for _ in range(2):
        page = words_of(dan.post(address, {**values, "text": "Nøglen er hos naboen."}, follow=True))
        assert "Nøglen er hos naboen." in page and "skal ringes op" in page
    assert CallList.objects.filter(kind="letter").count() == 1 and not Message.objects.filter(kind="letter").exists()
    Signup.objects.filter(shift__trip=trip).first().delete()
    other = dan.post(address, {**values, "once": "x", "text": "Igen"})
    assert other.status_code == 422 and "Holdet er ændret imens" in words_of(other)
    assert dan.get(f"{address}?hub=9999").status_code == 404 and signed_in("alma").get(address).status_code == 403


def test_a_letter_to_nobody_and_an_address_of_nonsense_are_answered(signed_in, week):
    dan, base = signed_in("dan"), f"/office/seasons/{week.id}/calls/letter/"
    for trip in ("123456789012x", "9" * 5000, "-1", "1" * 11, "²"):
        assert dan.get(base, {"tur": trip}).status_code == 404, trip
    far = (timezone.localdate() + timedelta(days=3000)).isoformat()
    answer = dan.post(base, {"dag": far, "text": "Kom før.", "once": "1", "shown": "x"})
    assert answer.status_code == 200 and "<textarea" not in words_of(answer) and not CallList.objects.exists()


def test_who_is_taken_out_while_something_is_typed_of_them_is_said_to_be_gone(signed_in, people, week, monkeypatch):
    """The page was read, and somebody took them out before it was written."""
    row, dan, carla = Volunteer.objects.get(hub__season=week, name="Bodil"), signed_in("dan"), people["carla"]
    found = mate_views._mate

    def read_and_then_taken_out(*values):
        mate = found(*values)
        whose = {"kind": "Volunteer", "row_id": row.pk, "organisation_id": carla.organisation_id}
        erase_from_register(**whose, by=carla.user, now=NOW)
        return mate

    monkeypatch.setattr(mate_views, "_mate", read_and_then_taken_out)
    answer = dan.post(f"/office/seasons/{week.id}/crew/folk/v{row.pk}/phone/", {"phone": "22345678"}, follow=True)
    assert answer.status_code == 200 and "er lige taget ud af registret. Intet er ændret." in words_of(answer)
    assert not Person.objects.exclude(phone="").exists() and "Bodil" not in words_of(answer)


def test_call_lists_are_the_crews_wherever_one_comes_from(signed_in, week, on_list):
    """In the navigation, in the line of the crew's own pages, and on the phone's bar."""
    dan, base = signed_in("dan"), f"/office/seasons/{week.id}"
    for address in (f"{base}/calls/", f"{base}/calls/{on_list.pk}/", f"{base}/calls/letter/?dag={on_list.date}"):
        page = dan.get(address).content.decode()
        assert place_of(resolve(address.partition("?")[0]).view_name)[1].address == "office:crew_week"
        rooms = page.partition('class="rooms')[2].partition("</nav>")[0]
        assert re.findall(r'aria-current="[a-z]+">\s*([^<]+?)\s*</a>', rooms) == ["Ringelister"], address


def test_a_long_crew_is_counted_and_named_when_one_asks(signed_in, week, cafe):
    """The button follows the words, however many they go to."""
    address = f"/office/seasons/{week.id}/calls/letter/?hub={cafe.base_id}"
    dan, few = signed_in("dan"), letter.FEW
    page = dan.get(address).content.decode()
    names = page.count("<li>", page.index("letter-to"), page.index("</form>", page.index("letter-to")))
    assert 0 < names <= few and "<summary>" not in page.partition("letter-to")[0].rpartition("<textarea")[2]
    hub = Volunteer.objects.first().hub
    for n in range(few):
        Volunteer.objects.create(
            hub=hub, name=f"Ny {n}", key=f"Ny {n}", weekdays=[0], openings_a_day=1, openings_a_week=1
        )
    page = dan.get(address).content.decode()
    assert f"Se alle {names + few}" in page.partition("letter-to")[0].rpartition("<textarea")[2]
    assert f"{names + few} får ingen besked herfra" in words_of(dan.get(address))


def test_two_vans_of_one_day_are_two_lists_that_say_where(signed_in, week, on_list):
    carla, base, hub = signed_in("carla"), f"/office/seasons/{week.id}", Volunteer.objects.first().hub.name
    for address in (f"{base}/calls/", f"{base}/days/{on_list.date}/"):
        assert hub in words_of(carla.get(address)).partition('class="call-lists')[2].partition("</ul>")[0], address
    head = words_of(carla.get(f"{base}/calls/{on_list.pk}/")).partition("<h1")[2].partition("</nav>")[0]
    assert hub in head and "af Carla" in head


def test_the_nearest_day_with_somebody_to_ring_stands_first(signed_in, week, on_list):
    """The farthest day stood at the top, and tomorrow's at the end of a long page."""
    carla, base = signed_in("carla"), f"/office/seasons/{week.id}"
    today = timezone.localdate()
    call = Call.objects.filter(of_list=on_list).first()
    days = {
        "over": today - timedelta(days=2),
        "tomorrow": today + timedelta(days=1),
        "later": today + timedelta(days=9),
    }
    for place, day in days.items():  # made in this order: the newest is the farthest
        row = CallList.objects.create(season=week, date=day, kind="cancelled", once=place, place=place, made_at=NOW)
        Call.objects.create(of_list=row, base=call.base, person=call.person, member=call.member, news=call.news)
    said = words_of(carla.get(f"{base}/calls/"))
    places = [said.index(f"{place} er aflyst") for place in ("tomorrow", "later", "over")]
    assert places == sorted(places)
