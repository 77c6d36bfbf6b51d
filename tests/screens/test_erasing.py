"""Taking somebody out on screen: what happens is told first; what only a person can judge is ticked, and the rest is
left as it stands."""

import pytest
from django.urls import reverse

from driveout.office.trust.erasing import _where
from driveout.records.models import Plan, Thread, ThreadStep, Vehicle, Volunteer
from driveout.records.team.scrubbing import UNREAD
from driveout.records.trust.columns import CALLED, WRITTEN
from tests.places import hub_at
from tests.screens.reading import words_of
from tests.stocked import dated
from tests.stored import HUB, NOW

pytestmark = pytest.mark.django_db
SAID = "Bo kan ikke køre om tirsdagen."


@pytest.fixture
def bo(people, season, plan):
    people["bo"].base = hub_at(people["bo"], HUB)
    people["bo"].save()
    dated(people["carla"], season, plan)
    Plan.objects.filter(pk=plan.pk).update(why=SAID)
    Vehicle.objects.filter(hub__season=season, name="Van 2").update(name="Bos bil")
    return people["bo"]


@pytest.fixture
def row(season, bo):
    return Volunteer.objects.get(hub__season=season, name="Bo")


def test_what_others_wrote_is_shown_and_goes_where_it_is_ticked(signed_in, bo, plan):
    carla, address = signed_in("carla"), reverse("office:erase_person", args=[bo.pk])
    page = carla.get(address)
    assert SAID in words_of(page) and "Bos bil" in words_of(page) and "en plan" in words_of(page)
    token = f"Plan.why.{plan.pk}"
    assert f'value="{token}"' in page.content.decode()
    wrong = carla.post(address, {"name": "Bodil", "also": [token]})
    assert wrong.status_code == 422 and f'value="{token}" checked' in wrong.content.decode(), "no tick is lost"
    done = words_of(carla.post(address, {"name": "bo", "also": [token]}, follow=True))
    assert "Navnet Bo er slettet" in done and "1 tekst står, som den var" in done, "the van is still called that"
    plan.refresh_from_db()
    assert plan.why == "tidligere frivillig kan ikke køre om tirsdagen."


def test_what_is_not_ticked_stays_and_is_counted(signed_in, bo, plan):
    carla, address = signed_in("carla"), reverse("office:erase_person", args=[bo.pk])
    assert "2 tekster står, som de var" in words_of(carla.post(address, {"name": "Bo"}, follow=True))
    plan.refresh_from_db()
    assert plan.why == SAID


def test_one_of_a_register_is_taken_out_from_there_and_the_place_stays(signed_in, season, row):
    carla, address = signed_in("carla"), reverse("office:erase_volunteer", args=[row.pk])
    form = reverse("office:row", args=[season.pk, "volunteers", row.pk])
    assert address in carla.get(form).content.decode()
    assert "Slet navnet Bo?" in words_of(carla.get(address))
    answer = carla.post(address, {"name": "Bo"}, follow=True)
    assert "Navnet Bo er slettet" in words_of(answer) and "tidligere frivillig" in words_of(answer)
    assert answer.redirect_chain[-1][0] == reverse("office:register", args=[season.pk, "volunteers"])
    assert address not in carla.get(form).content.decode(), "twice is not offered"
    assert carla.get(address).status_code == 302


def test_who_signs_in_too_is_taken_out_with_the_row(signed_in, people, bo, row):
    address = reverse("office:erase_volunteer", args=[row.pk])
    assert "Adgangen slutter alle steder" in words_of(signed_in("carla").get(address))
    signed_in("carla").post(address, {"name": "Bo"})
    bo.user.refresh_from_db()
    assert not bo.user.is_active and bo.user.first_name == "tidligere frivillig"


def test_where_two_have_the_name_a_person_chooses(signed_in, season, bo, row):
    twin = Volunteer.objects.create(hub=row.hub, name="Bo", key="k2", weekdays=[1], openings_a_day=1, openings_a_week=1)
    page = signed_in("carla").get(reverse("office:erase_person", args=[bo.pk]))
    assert "Hvem af dem er det?" in words_of(page)
    assert "Bo, frivillig, tirsdag, " in words_of(page), "their days tell them apart"
    for one in (row, twin):
        assert reverse("office:erase_volunteer", args=[one.pk]) in page.content.decode()
    signed_in("carla").post(reverse("office:erase_volunteer", args=[twin.pk]), {"name": "Bo"})
    row.refresh_from_db()
    bo.user.refresh_from_db()
    assert row.name == "Bo" and bo.user.is_active


def test_only_a_coordinator_of_the_organisation_takes_anybody_out(signed_in, bo, row):
    address = reverse("office:erase_volunteer", args=[row.pk])
    assert signed_in("dan").get(address).status_code == 403
    assert signed_in("finn").post(address, {"name": "Bo"}).status_code == 404
    row.refresh_from_db()
    assert row.name == "Bo"


def test_the_way_there_stands_on_the_page_of_somebody_on_the_crew(signed_in, season, row):
    """For a coordinator; others are told whom to ask. Who is out is on the crew no more."""
    address = reverse("office:erase_volunteer", args=[row.pk])
    page = reverse("office:mate_held", args=[season.pk, f"v{row.pk}"])
    assert address in signed_in("carla").get(page).content.decode()
    signed_in("carla").post(address, {"name": "Bo"})
    assert "tidligere" not in words_of(signed_in("carla").get(reverse("office:mates", args=[season.pk])))


def test_every_table_in_which_people_write_has_a_word_for_where_that_is():
    asked = (WRITTEN.keys() | CALLED.keys()) - UNREAD
    assert all(_where(table) for table in asked)


def test_guests_words_in_a_thread_are_not_read_through_for_a_name(signed_in, bo):
    """Nobody sees what a guest wishes because a name in it is somebody's of the crew."""
    said = "Bo fra caféen må gerne ringe til mig."
    thread = Thread.objects.create(
        organisation=bo.organisation, need="debt", state="draft", wish=said, made_at=NOW, last_step_at=NOW
    )
    ThreadStep.objects.create(thread=thread, kind="note", party="guest", note=said, at=NOW)
    page = signed_in("carla").get(reverse("office:erase_person", args=[bo.pk]))
    assert page.status_code == 200 and SAID in words_of(page) and said not in words_of(page)
