"""Publishing, dates and shifts are one act from a date, shown before it is done; until all agree, pages say so."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from driveout.core.drive.from_when import usual_first
from driveout.records.drive.days.making import put_on_dates
from driveout.records.drive.models import Occurrence, Shift, Signup, Trip
from driveout.records.models import CallList, Message, OnDates, PublicMove, PublicTimes, Trace
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.agree import one_that_differs
from driveout.records.plan.publishing.actions import publish_times, take_times_down
from tests.remembered import remembered
from tests.screens.pressing import press
from tests.screens.reading import words_of
from tests.stored import NOW

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
OTHER, NONE = "Gæsterne læser andre tider, end holdet kører efter.", "men planen er ikke sat på datoer"
DOWN = "Gæsterne kan ikke læse nogen tider, men holdet har stadig vagter."


@pytest.fixture
@remembered
def approved(people, season, plan):
    season.first_day, season.closed_dates = TODAY - timedelta(days=TODAY.weekday()), []
    season.save(update_fields=["first_day", "closed_dates"])
    approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)
    return plan


@pytest.fixture
@remembered
def held(approved, people):
    """In the open and on dates; then Vestermark is planned half an hour later, and Lyngdal not at all."""
    does = {"plan_id": approved.id, "by": people["carla"].user, "now": timezone.now()}
    put_on_dates(today=TODAY, **does)
    publish_times(**does)
    approved.openings.filter(stop__name="Vestermark").update(starts=630)
    approved.tours.filter(name="B").update(leaves=575, returns=745)
    approved.openings.filter(stop__name="Lyngdal").delete()
    return approved


@pytest.fixture
def there(season):
    return lambda plan, query="": f"/office/seasons/{season.id}/plans/{plan.id}/hold/{query}"


def everything() -> list[Any]:
    tables = (Trip, Occurrence, Shift, Signup, Message, PublicTimes, OnDates, Trace)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def hours(place) -> dict[Any, int]:
    return dict(Occurrence.objects.filter(place=place, state="planned").values_list("date", "starts"))


def test_the_first_plan_is_put_up_and_on_dates_with_one_press(signed_in, season, approved, there):
    carla, before = signed_in("carla"), everything()
    words = words_of(carla.get(there(approved)))
    assert "3 nye steder" in words and "Mosede – mandag kl. 10–11.30" in words and everything() == before
    said = words_of(press(carla, there(approved)))
    assert "Planen gælder nu for gæster, hold og telefoner." in said
    assert Occurrence.objects.exists() and PublicTimes.objects.get().plan_id == approved.pk
    assert "Mosede" in words_of(Client().get(f"/tider/{season.id}/"))
    again = carla.get(there(approved))
    assert "Intet bliver ændret" in words_of(again)
    assert 'name="vist"' not in again.content.decode(), "nothing is asked where nothing would happen"


def test_where_pages_say_that_guests_and_crew_differ_there_is_always_something_to_press(signed_in, approved, there):
    """Also where it would change nothing that anybody reads."""
    carla = signed_in("carla")
    press(carla, there(approved))
    OnDates.objects.update(mark="another")
    assert OTHER in words_of(carla.get(f"/office/seasons/{approved.season_id}/days/"))
    press(carla, there(approved))
    assert OTHER not in words_of(carla.get(f"/office/seasons/{approved.season_id}/days/"))


def test_what_it_does_to_whom_is_shown_and_nothing_is_done(signed_in, held, there):
    carla = signed_in("carla")
    before, first = everything(), usual_first(TODAY)
    words = words_of(carla.get(there(held)))
    assert everything() == before
    assert "1 sted får en anden uge" in words and "Vestermark tirsdag kl. 10–11" in words
    assert "tirsdag kl. 10.30–11.30" in words and "1 sted har ingen café mere" in words
    assert "Bo Havnby" in words and "vagter mindre" in words
    assert "får ingen besked herfra og kommer på en ringeliste" in words and "Ingen får besked nu" not in words
    assert "De offentlige tider skifter" in words and first.isoformat() in carla.get(there(held)).content.decode()


def test_it_holds_from_that_day_and_before_it_nothing_is_another(signed_in, held, there):
    first = usual_first(TODAY)
    assert first.weekday() == 0 and TODAY + timedelta(days=14) <= first < TODAY + timedelta(days=21)
    before = [
        list(Occurrence.objects.filter(date__lt=first).values()),
        list(Trip.objects.filter(date__lt=first).values()),
    ]
    signed = list(Signup.objects.filter(shift__trip__date__lt=first).values())
    said = words_of(press(signed_in("carla"), there(held)))
    assert "har fået et andet klokkeslæt" in said and "Intet var ændret" not in said
    assert "Ringeliste: Ny plan" in said and "får ingen besked herfra. Ring til dem." in said
    assert before == [
        list(Occurrence.objects.filter(date__lt=first).values()),
        list(Trip.objects.filter(date__lt=first).values()),
    ]
    assert signed == list(Signup.objects.filter(shift__trip__date__lt=first).values())
    assert {starts for day, starts in hours("Vestermark").items() if day >= first} == {630}
    assert CallList.objects.get().date == first
    assert not [day for day in hours("Lyngdal") if day >= first] and [day for day in hours("Lyngdal") if day < first]


def test_a_new_name_is_no_promise_and_is_there_at_once(signed_in, season, held, there):
    season.stops.filter(name="Vestermark").update(name="Vestermark Skole", venue="Salen")
    season.hubs.update(name="Ny Havnby")
    press(signed_in("carla"), there(held))
    ahead = Occurrence.objects.filter(date__gt=TODAY, stop__name="Vestermark Skole")
    assert set(ahead.values_list("place", "hub")) == {("Vestermark Skole", "Ny Havnby")}
    assert not ahead.filter(date__lt=usual_first(TODAY), venue="Salen").exists(), "another hall is one"


@pytest.mark.parametrize(
    "days,yes,done", [(3, "1", False), (6, "1", False), (8, "", False), (8, "1", True), (13, "", False), (15, "", True)]
)
def test_sooner_takes_a_yes_and_never_less_than_a_week(signed_in, held, there, days, yes, done):
    first, carla = TODAY + timedelta(days=days), signed_in("carla")
    page = carla.get(there(held, f"?fra={first}"))
    assert ('name="ja"' in page.content.decode()) == (7 <= days < 14)
    assert ("En plan ændrer intet, før der er gået en uge." in words_of(page)) == (days < 7)
    shown = page.content.decode().partition('name="vist" value="')[2].partition('"')[0]
    said = words_of(carla.post(there(held), {"fra": first.isoformat(), "vist": shown, "ja": yes}, follow=True))
    assert ("Planen gælder nu" in said) == done
    moved = {day for day, starts in hours("Vestermark").items() if starts == 630}
    assert bool(moved) == done and all(day >= first for day in moved)


def test_after_the_season_no_plan_begins(signed_in, season, held, there):
    """Guests would have read the new times, and the crew driven by the old ones for good."""
    carla, before = signed_in("carla"), everything()
    last = season.first_day + timedelta(weeks=season.weeks, days=-1)
    page = carla.get(there(held, f"?fra={last + timedelta(days=1)}"))
    assert "Vælg en dag, før den slutter." in words_of(page) and 'name="vist"' not in page.content.decode()
    said = words_of(carla.post(there(held), {"fra": "2099-01-01", "vist": "x", "ja": "1"}))
    assert "Den dag er sæsonen slut. Vælg en dag i sæsonen. Intet er gjort." in said and everything() == before
    assert 'name="vist"' in carla.get(there(held, f"?fra={last}")).content.decode()


@pytest.mark.parametrize("typed", ["hest", "2026-02-31", "1/2"])
def test_what_is_no_date_is_said(signed_in, held, there, typed):
    said = words_of(signed_in("carla").get(there(held), {"fra": typed}))
    assert f"«{typed}» er ingen dato. Skriv dag, måned og år, eller vælg i kalenderen." in said


def test_what_would_be_another_than_was_shown_is_shown_again(signed_in, held, there):
    carla = signed_in("carla")
    shown = carla.get(there(held)).content.decode().partition('name="vist" value="')[2].partition('"')[0]
    held.openings.filter(stop__name="Vestermark").update(starts=660)
    before, typed = everything(), {"fra": usual_first(TODAY).isoformat(), "vist": shown}
    said = words_of(carla.post(there(held), typed))
    assert "Imens er noget ændret." in said and "tirsdag kl. 11–12" in said and everything() == before
    assert "Imens er noget ændret." in words_of(carla.post(there(held), {**typed, "vist": ""}))


@pytest.fixture
def saying(signed_in, season, held):
    """Which of the pages of office and crew say these words."""
    room = f"/office/seasons/{season.id}/"
    office = [room, f"{room}crew/", f"{room}days/", f"{room}days/{TODAY}/", f"{room}plans/", f"{room}plans/{held.id}/"]
    office += [
        "/office/lager/",
        "/office/lager/varer/",
        "/office/people/",
        "/office/traces/",
        "/office/egne-ord/",
        "/office/telefoner/",
        "/office/help/",
        "/office/search/?q=ka",
        "/min-adgang/",
    ]
    crew = ["/vagter/", "/vagter/ledige/", "/vagter/beskeder/", "/vagter/kalender/"]

    def asking(words: str) -> list[bool]:
        asked = [*((signed_in("carla"), page) for page in office), *((signed_in("bo"), page) for page in crew)]
        return [words in words_of(browser.get(page)) for browser, page in asked]

    return asking


def test_until_guests_and_crew_read_the_same_every_page_says_so(signed_in, people, season, held, there, saying):
    room = f"/office/seasons/{season.id}/"
    assert not any(saying(OTHER)) and one_that_differs(season.organisation_id, TODAY) is None
    usual = usual_first(TODAY)  # no page can: a half act, as a server that stops between two of before could leave it
    put_on_dates(plan_id=held.id, by=people["carla"].user, now=timezone.now(), today=TODAY, first=usual)
    assert all(saying(OTHER)) and one_that_differs(season.organisation_id, TODAY) == season
    days = signed_in("dan").get(f"{room}days/").content.decode()
    assert "Koordinatoren kan få dem til at passe" in days and "/hold/" not in days, "he may not press it"
    assert "Følg dine vagter her, og spørg din hubleder" in words_of(signed_in("bo").get("/vagter/")), "no dead end"
    assert min(day for day, starts in hours("Vestermark").items() if starts == 630) >= usual_first(TODAY)
    assert there(held) in signed_in("carla").get(room).content.decode()
    press(signed_in("carla"), there(held))
    assert not any(saying(OTHER))
    OnDates.objects.all().delete()
    assert all(saying(NONE))


def test_while_times_are_taken_down_and_the_crew_drives_on_every_page_says_so(
    signed_in, people, season, held, there, saying
):
    carla = signed_in("carla")
    carla.post(f"/office/seasons/{season.id}/plans/{held.id}/take-down/", {"why": "Fejl"})
    assert not PublicTimes.objects.exists() and all(saying(DOWN))
    page = carla.get("/office/lager/")
    assert "Offentliggør planen igen, eller aflys dagene." in words_of(page) and there(held) in page.content.decode()
    assert "Koordinatoren kan få dem til at passe" in words_of(signed_in("dan").get("/office/lager/"))
    assert "Dine vagter gælder. Spørg din hubleder" in words_of(signed_in("bo").get("/vagter/"))
    assert "Intet bliver ændret" not in words_of(carla.get(there(held)))
    press(carla, there(held))
    assert PublicTimes.objects.exists() and not any(saying(DOWN))


def test_when_no_cafe_lies_ahead_nobody_is_told_of_times_that_were_taken_down(people, season, held):
    take_times_down(plan_id=held.id, by=people["carla"].user, now=timezone.now())
    assert one_that_differs(season.organisation_id, TODAY) == season
    Occurrence.objects.filter(date__gte=TODAY).update(state="cancelled", why="Stop")
    assert one_that_differs(season.organisation_id, TODAY) is None


@pytest.mark.parametrize("old", ["plans/{}/publish/", "plans/{}/dates/", "days/make/"])
def test_a_page_from_before_it_was_one_act_does_nothing_and_leads_to_the_preview(signed_in, season, held, there, old):
    carla, address = signed_in("carla"), f"/office/seasons/{season.id}/{old.format(held.id)}"
    before = everything()
    answer = carla.post(address, {"why": "Nu"}, follow=True)
    assert answer.redirect_chain[-1][0] == there(held) and answer.status_code == 200
    said = words_of(answer)
    assert "Siden, du kom fra, er gammel. Intet er gjort." in said and "Hvad sker der, når planen gælder?" in said
    assert everything() == before
    assert signed_in("dan").post(address).status_code == 403 and signed_in("finn").post(address).status_code == 404


@pytest.mark.parametrize("old", ["plans/{}/publish/", "plans/{}/dates/", "days/make/"])
def test_where_nothing_can_be_held_an_old_page_leads_to_what_stands_in_the_way(signed_in, season, plan, old):
    answer = signed_in("carla").post(f"/office/seasons/{season.id}/{old.format(plan.id)}", follow=True)
    said = words_of(answer)
    assert "Siden, du kom fra, er gammel. Intet er gjort." in said
    assert "days" in old or "Sæsonen har ingen første dag" in said or "Godkend den først" in said
    assert not Occurrence.objects.exists() and not PublicTimes.objects.exists()


def test_who_may_and_what_stands_in_the_way(signed_in, people, season, plan, there):
    assert (
        signed_in("dan").get(there(plan)).status_code == 403 and signed_in("finn").get(there(plan)).status_code == 404
    )
    answer = signed_in("carla").get(there(plan))
    assert answer.status_code == 409
    season.first_day = TODAY
    season.save(update_fields=["first_day"])
    assert "Godkend den først" in words_of(signed_in("carla").get(there(plan)))
    approve_plan(plan_id=plan.id, by=people["carla"].user, now=NOW)
    season.first_day = None
    season.save(update_fields=["first_day"])
    assert "Skriv første dag" in words_of(signed_in("carla").get(there(plan)))
    assert signed_in("carla").get(there(plan, "?fra=2026-13-45")).status_code == 409


def test_guests_read_once_a_place_from_which_date_it_is_another(signed_in, season, held, there):
    first = usual_first(TODAY)
    press(signed_in("carla"), there(held))
    moves = {row.place: row for row in PublicMove.objects.all()}
    assert moves.keys() == {"Vestermark", "Lyngdal"} and all(row.from_date >= first for row in moves.values())
    assert [hour[1] for hour in moves["Vestermark"].after] == [630] and moves["Lyngdal"].after == []
    words = words_of(Client().get(f"/tider/{season.id}/"))
    assert words.count("Vestermark: fra") == 1
