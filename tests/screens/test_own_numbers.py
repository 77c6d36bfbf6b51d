"""One's own telephone number: written, read by who rings and nobody else, told as one's own word, and taken away."""

import pytest
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.records.drive.calls.reading import calls_on
from driveout.records.drive.crew.mates import mate_by, mates_of
from driveout.records.drive.days import breaking
from driveout.records.models import CallList, Occurrence, Person, Trace
from driveout.records.team.erasure import erase
from driveout.records.team.persons import person_of, say_who, write_phone
from tests.places import hub_at
from tests.records.crew.town import dated
from tests.records.said_everywhere import who_says
from tests.screens.reading import words_of
from tests.stored import NOW

pytestmark = pytest.mark.django_db
OWN, MINE, HERS = "/min-adgang/", "22 33 44 55", "Skrevet af personen selv"


@pytest.fixture
def here(season, plan, people):
    """Dan leads the hub at which Bo is a volunteer; the register has a Bo there too."""
    for name in ("bo", "dan"):
        people[name].base = hub_at(people[name], HUB)
        people[name].save()
    return season


def write(browser, number, **more):
    return browser.post(f"{OWN}nummer/", {"number": number}, follow=True, **more)


def test_it_is_written_and_who_sees_it_is_said_and_it_is_taken_away_again(signed_in, here, people):
    bo = signed_in("bo")
    before = words_of(bo.get(OWN))
    assert f"Kun lederen af {HUB} og koordinatoren ser det." in before and "Du kan slette det igen" in before
    assert "Slet nummeret" not in before
    wrong = bo.post(f"{OWN}nummer/", {"number": "12 34"})
    assert wrong.status_code == 422 and 'value="12 34"' in wrong.content.decode()
    assert "Skriv otte cifre" in words_of(wrong) and not Person.objects.exclude(phone="").exists()
    assert "Dit nummer er gemt" in words_of(write(bo, MINE)) and f'value="{MINE}"' in bo.get(OWN).content.decode()
    row = Person.objects.get(member=people["bo"])
    assert (row.phone, row.phone_is_own) == ("+4522334455", True)
    assert "+4522334455" not in str(Trace.objects.get(what="wrote the own number").details)
    assert "Dit nummer er slettet" in words_of(bo.post(f"{OWN}nummer/slet/", follow=True))
    assert not Person.objects.exclude(phone="").exists() and not Person.objects.filter(phone_is_own=True).exists()


def test_who_rings_reads_whose_word_it_is_and_nobody_else_reads_it(signed_in, here, people):
    write(signed_in("bo"), MINE)
    base = f"/office/seasons/{here.id}/crew/folk/"
    bo = next(one for one in mates_of(here) if one.member == people["bo"])
    for name in ("carla", "dan"):
        assert MINE in words_of(signed_in(name).get(base)) and HERS in words_of(signed_in(name).get(base))
        assert HERS in words_of(signed_in(name).get(f"{base}{bo.code}/"))
    for name in ("alma", "bo", "finn", "eva"):
        assert MINE not in words_of(signed_in(name).get(base))
    assert write(signed_in("eva"), MINE).status_code == 403 == signed_in("eva").post(f"{OWN}nummer/slet/").status_code
    assert "Dit telefonnummer" not in words_of(signed_in("eva").get(OWN))


def test_their_own_word_comes_before_a_leaders_and_a_leader_who_writes_another_is_read_as_such(signed_in, here, people):
    """The register's Bo is Bo by the name alone: two rows may have a number, and one is rung."""
    dan, bo = signed_in("dan"), signed_in("bo")
    code = next(one.code for one in mates_of(here) if one.member == people["bo"])
    dan.post(f"/office/seasons/{here.id}/crew/folk/{code}/phone/", {"phone": "99 88 77 66"})
    page = words_of(bo.get(OWN))
    assert "Nummeret har en leder skrevet" in page and 'value="99 88 77 66"' in bo.get(OWN).content.decode()
    write(bo, MINE)
    assert mate_by(here, code).phone == "+4522334455"
    dan.post(f"/office/seasons/{here.id}/crew/folk/{code}/phone/", {"phone": "55 44 33 22"})
    mate = mate_by(here, code)
    assert (mate.phone, mate.own) == ("+4555443322", None)
    bo.post(f"{OWN}nummer/slet/")
    assert not Person.objects.exclude(phone="").exists(), "whoever wrote it"


def test_on_a_call_list_stands_the_own_number_and_whose_word_it_is(signed_in, here, plan, people):
    dated(here, plan, people["carla"])
    write(signed_in("bo"), MINE)
    cafe = Occurrence.objects.filter(date__gt=NOW.date(), shifts__signups__name="Bo").first()
    breaking.cancel(occurrence_id=cafe.pk, why="Sne", by=people["carla"].user, now=NOW)
    row = CallList.objects.get()
    (bo,) = [one for one in calls_on(row, people["dan"]) if one.name == "Bo"]
    assert (bo.number, bo.is_own) == ("+4522334455", True)
    page = words_of(signed_in("dan").get(f"/office/seasons/{here.id}/calls/{row.pk}/"))
    assert MINE in page and "Eget nummer: skrevet af personen selv." in page


def test_what_somebody_said_of_themselves_goes_with_them(signed_in, here, people):
    """Bo is said to be Bent of the register, with the number Bo wrote; then that nobody is."""
    carla, bo = people["carla"], people["bo"]
    bent = person_of(organisation_id=carla.organisation_id, base_id=bo.base_id, key="Bent", now=NOW)
    write_phone(person=bent, phone="+4599887766", by=carla.user, now=NOW)
    write(signed_in("bo"), MINE)
    say_who(person=bent, member=bo, by=carla.user, now=NOW)
    bent.refresh_from_db()
    assert (bent.phone, bent.phone_is_own) == ("+4522334455", True) and Person.objects.filter(member=bo).count() == 1
    say_who(person=bent, member=None, by=carla.user, now=NOW)
    bent.refresh_from_db()
    alone = Person.objects.get(member=bo)
    assert (bent.phone, bent.phone_is_own) == ("", False) and (alone.phone, alone.base_id) == ("+4522334455", None)
    erase(member=bo, by=carla.user, now=timezone.now())
    assert who_says("+4522334455", "22334455") == []


def test_it_is_among_what_we_have_on_them(signed_in, here):
    bo = signed_in("bo")
    write(bo, MINE)
    page = words_of(bo.get(f"{OWN}data/"))
    assert "+4522334455" in page and "Nummeret har personen selv skrevet" in page


def test_who_leads_does_not_write_over_what_was_written_while_their_page_was_open(signed_in, here, people):
    write(signed_in("bo"), MINE)
    bo = next(one for one in mates_of(here) if one.member == people["bo"])
    page, carla = f"/office/seasons/{here.id}/crew/folk/{bo.code}/", signed_in("carla")
    opened = carla.get(page).content.decode()
    assert '<input type="hidden" name="was" value="+4522334455">' in opened
    carla.post(f"{page}phone/", {"was": "+4522334455", "phone": MINE})  # saved as it stood
    assert Person.objects.get(phone="+4522334455").phone_is_own, "it is still Bo's own word"
    write(signed_in("bo"), "55 66 77 88")
    refused = carla.post(f"{page}phone/", {"was": "+4522334455", "phone": "99 88 77 66"})
    assert refused.status_code == 409 and 'value="99 88 77 66"' in refused.content.decode()
    assert "Der står et andet nummer nu: 55 66 77 88. Intet er ændret." in words_of(refused)
    assert 'name="was" value="+4555667788"' in refused.content.decode()
    assert set(Person.objects.exclude(phone="").values_list("phone", flat=True)) == {"+4555667788"}
    assert "Nummeret er gemt" in words_of(
        carla.post(f"{page}phone/", {"was": "+4555667788", "phone": "99 88 77 66"}, follow=True)
    )
    assert set(Person.objects.exclude(phone="").values_list("phone", flat=True)) == {"+4599887766"}
