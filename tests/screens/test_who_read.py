"""Who read what, when and why: sentences for those who lead, and for whom it is about; by period, person and kind."""

import csv
from datetime import datetime, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from driveout.office.trust.who_read import genitive
from driveout.records.models import Reading, Volunteer
from driveout.records.trust.models import Seeing
from driveout.records.trust.reading import Whose, note_readings
from tests.places import hub_at
from tests.screens.reading import words_of
from tests.screens.rights_world import cafe_tomorrow, words_said
from tests.stored import HUB

pytestmark = pytest.mark.django_db
PAGE, OWN = "/office/laesninger/", "/min-adgang/laesninger/"
JUNE = datetime(2026, 6, 3, 10, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
A_CAR = "en bil brød ned"


@pytest.fixture
def read(people, season):
    """Carla reads something of them; and Dan and Bo belong to the town's hub."""
    for name in ("dan", "bo"):
        people[name].base = hub_at(people[name], HUB)
        people[name].save()

    def note(*of, who="carla", what=Seeing.PHONE, now=JUNE, why=A_CAR):
        whose = [one if isinstance(one, Whose) else Whose(member=people[one].pk) for one in of]
        organisation = people[who].organisation_id
        note_readings(by=people[who].user, organisation_id=organisation, what=what, of=whose, now=now, why=why)

    return note


def lines(answer) -> list[list[str]]:
    return list(csv.reader(StringIO(answer.content.decode().removeprefix("\ufeff")), delimiter=";"))


def test_a_reading_is_a_plain_sentence_with_when_and_why(signed_in, read):
    read("bo")
    told = words_of(signed_in("carla").get(PAGE))
    assert "3. juni 2026 kl. 10.12 Carla læste Bos telefonnummer. en bil brød ned" in told


def test_whoever_it_is_about_sees_it_on_their_own_page_and_nobody_elses(signed_in, read):
    read("bo")
    read("alma", why="noget om Alma")
    own = words_of(signed_in("bo").get(OWN))
    assert "Carla læste Bos telefonnummer" in own and A_CAR in own and "Alma" not in own
    assert "Ingen har læst noget om dig endnu" in words_of(signed_in("dan").get(OWN))
    assert lines(signed_in("bo").get("/min-adgang/laesninger.csv"))[1:] == [
        ["3. juni 2026 kl. 10.12", "Carla", "Telefonnumre", "Bo", A_CAR]
    ]
    assert OWN in signed_in("bo").get("/min-adgang/").content.decode()


def test_those_of_a_register_are_told_by_their_name_there(signed_in, people, season, read):
    at_hub = hub_at(people["carla"], HUB).pk
    read(Whose(base=at_hub, person="Birthe"), Whose(base=at_hub, person="who-is-gone"))
    told = words_of(signed_in("carla").get(PAGE))
    assert "Carla læste Birthes og en tidligere på holdets telefonnummer" in told
    Volunteer.objects.filter(name="Birthe").update(name="Birthe Jens")
    query = f"?om=b{at_hub}:Birthe"
    assert "Birthe Jens’" in words_of(signed_in("carla").get(PAGE + query))


def test_a_hub_leader_sees_the_own_hubs_people_and_no_others(signed_in, people, season, read):
    read("bo", "alma")
    read(Whose(base=hub_at(people["carla"], HUB).pk, person="Birthe"), why="til vagten")
    told = words_of(signed_in("dan").get(PAGE))
    assert "Bos telefonnummer" in told and "Birthes telefonnummer" in told and "Almas" not in told
    assert "Ingen har læst noget endnu" in words_of(signed_in("finn").get(PAGE))
    assert all(signed_in(name).get(PAGE).status_code == 403 for name in ("alma", "bo", "eva"))


def test_period_person_reader_and_kind_are_chosen_and_stay_chosen(signed_in, people, read):
    read("bo")
    read("alma", now=JUNE + timedelta(days=1), why="dagen efter")
    read("bo", who="dan", what=Seeing.PAPERS, now=JUNE + timedelta(days=2), why="")
    carla = signed_in("carla")
    for query, there, gone in (
        ("fra=2026-06-04", "Almas", "Bos telefonnummer"),
        ("til=2026-06-03", "Bos telefonnummer", "dagen efter"),
        ("fra=2026-06-04&til=2026-06-04", "dagen efter", "Dan læste"),
        (f"om=m{people['bo'].pk}", "Dan læste Bos papirer", "Carla læste Almas"),
        (f"af={people['dan'].user_id}", "Dan læste Bos papirer", "Carla læste"),
        ("slags=papers", "Dan læste Bos papirer", "Carla læste"),
    ):
        told = words_of(carla.get(f"{PAGE}?{query}"))
        assert there in told and gone not in told, query
        assert len(lines(carla.get(f"/office/laesninger.csv?{query}"))) < 4
    page = carla.get(f"{PAGE}?fra=2026-06-04&slags=papers").content.decode()
    assert 'value="2026-06-04"' in page and '<option value="papers" selected>' in page


@pytest.mark.parametrize(
    "query", ("fra=i+går&til=9999-12-31", "om=m", "om=bx:1", "af=1e9", "slags=x", "foer=nu", "om=m" + "9" * 30)
)
def test_what_makes_no_sense_is_not_asked_for(signed_in, read, query):
    read("bo")
    assert "Bos telefonnummer" in words_of(signed_in("carla").get(f"{PAGE}?{query}"))


def test_pages_hold_every_reading_once(signed_in, people, read):
    for n in range(130):
        read("bo", "alma", why=f"grund {n}", now=JUNE + timedelta(minutes=n))
    carla, seen, query = signed_in("carla"), [], ""
    for _page in range(3):
        answer = carla.get(f"{PAGE}?{query}")
        seen += [row["why"] for row in answer.context["rows"]]
        query = answer.context["older"]
    assert seen == [f"grund {n}" for n in reversed(range(130))] and not query
    assert len(lines(carla.get("/office/laesninger.csv"))) == 1 + 2 * 130, "the file has all, a line for each person"


def test_many_at_once_are_one_sentence(signed_in, people, season, read):
    at_hub = hub_at(people["carla"], HUB).pk
    read(*(Whose(base=at_hub, person=name) for name in ("Bo", "Birthe", "Bent", "Bodil", "Alma", "Anders", "Aja")))
    assert "Almas, Anders’, Bents, Birthes, Bos og 2 mere" in words_of(signed_in("carla").get(PAGE))


def test_guests_own_words_stand_there_too_and_never_what_was_said(signed_in, people, season, read):
    cafe = cafe_tomorrow(season)
    words_said(cafe, people["bo"])
    carla = signed_in("carla")
    carla.post(reverse("office:read_words", args=[cafe.pk]), {"why": "for at svare kommunen"})
    carla.post(reverse("office:next_steps_at", args=[cafe.pk]))
    told = words_of(carla.get(PAGE))
    assert "Carla læste en gæsts egne ord fra Mosede" in told and "for at svare kommunen" in told
    assert "Carla så næste skridt fra Mosede" in told and "sover i bilen" not in told
    assert "Carla læste en gæsts" in words_of(signed_in("dan").get(PAGE)), "it is a café of his hub"
    assert "næste skridt" not in words_of(carla.get(f"{PAGE}?slags=words")).partition("Læsninger")[2]


def test_what_the_office_shows_of_people_is_noted(signed_in, people, season, plan, read):
    """Papers, hours, all that is held, and each as a file; looking at oneself is nobody's business."""
    carla, bo = signed_in("carla"), people["bo"]
    room = f"/office/seasons/{season.id}/crew/"
    season.first_day = timezone.localdate()
    season.save(update_fields=["first_day"])
    for address in (f"{room}papers/", f"{room}papers/", f"{room}hours/", f"{room}hours.csv"):
        assert carla.get(address).status_code == 200
    for address in (reverse("office:held", args=[bo.pk]), reverse("office:held_file", args=[bo.pk])):
        assert carla.get(address).status_code == 200
    kinds = list(Reading.objects.filter(member=bo, who=people["carla"].user).values_list("what", flat=True))
    assert sorted(kinds) == ["all", "file", "papers"]
    assert not Reading.objects.filter(member=people["carla"]).exists()
    signed_in("bo").get("/min-adgang/data/")
    assert not Reading.objects.filter(who=bo.user).exists()
    signed_in("bo").get("/min-adgang/data.json")
    assert Reading.objects.get(who=bo.user).what == "file"
    assert "Bo hentede alt, vi har om Bo, som fil" in words_of(signed_in("bo").get(OWN))


def test_the_genitive_is_that_of_the_language():
    assert [genitive(name) for name in ("Bo", "Jens", "Max")] == ["Bos", "Jens’", "Max’"]
    with translation.override("en"):
        assert genitive("Bo") == "Bo’s"
