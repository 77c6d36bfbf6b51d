"""A volunteer's own pages: take, be told why not, give back, swap, promise, be away, papers. By plain forms."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.records.drive.crew.signing import sign_up
from driveout.records.drive.models import Absence, Check, Shift, Signup, Standing, Swap
from driveout.records.plan.actions import approve_plan
from tests.on_dates import make_days
from tests.places import hub_at
from tests.records.crew.town import with_papers
from tests.remembered import remembered
from tests.screens.reading import words_of
from tests.stored import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
@remembered
def dated(people, season, plan):
    """The plan on its dates from Monday last week: pages ask the clock."""
    today = timezone.localdate()
    season.first_day = today - timedelta(days=today.weekday() + 7)
    season.save(update_fields=["first_day"])
    carla = people["carla"].user
    approve_plan(plan_id=plan.id, by=carla, now=NOW)
    make_days(plan_id=plan.id, by=carla, now=NOW, today=season.first_day)
    return season


@pytest.fixture
@remembered
def bo(people, dated):
    return with_papers(people["bo"])


def free(nth: int = 0) -> Shift:
    """A shift of the coming weeks without anybody."""
    rows = Shift.objects.filter(role="host", trip__date__gt=timezone.localdate()).order_by("trip__date", "id")
    row = rows.select_related("trip", "occurrence")[nth]
    Signup.objects.filter(shift=row).delete()
    return row


def test_a_volunteer_comes_to_the_own_shifts(signed_in, people):
    assert signed_in("bo").get("/").url == "/vagter/"
    answer = signed_in("bo").get("/vagter/")
    assert answer.status_code == 200 and "Du har ingen vagter lige nu" in words_of(answer)
    assert "ingen vagter endnu" in words_of(signed_in("bo").get("/vagter/ledige/"))


def test_bo_takes_a_free_shift_and_gives_it_back(signed_in, bo):
    row, browser = free(), signed_in("bo")
    page = browser.get("/vagter/ledige/")
    assert f'action="/vagter/{row.id}/tag/"' in page.content.decode()
    answer = browser.post(f"/vagter/{row.id}/tag/", follow=True)
    assert "Du er på vagten" in words_of(answer) and row.occurrence.place in words_of(answer)
    signup = Signup.objects.get(shift=row, member=bo)
    answer = browser.post(f"/vagter/mine/{signup.id}/giv/", follow=True)
    assert "Vagten er givet fra dig" in words_of(answer)
    signup.refresh_from_db()
    assert signup.state == "withdrawn"


def test_every_no_says_why_and_what_to_do(signed_in, people, dated):
    people["bo"].base = hub_at(people["bo"], HUB)
    people["bo"].save()
    people["dan"].base = hub_at(people["dan"], HUB)
    people["dan"].save()
    row, browser = free(), signed_in("bo")
    listed = words_of(browser.get("/vagter/ledige/"))
    assert "Ikke set endnu: Børneattest. Vis det til Dan, og kom igen." in listed
    answer = browser.post(f"/vagter/{row.id}/tag/")
    assert answer.status_code == 422
    told = words_of(answer)
    assert "Du er ikke på vagten" in told and "Børneattest" in told and "Introduktion" in told
    assert not Signup.objects.filter(shift=row).exists()


def test_a_paper_that_ran_out_and_an_absence_are_told_with_their_days(signed_in, bo, people):
    row, browser = free(), signed_in("bo")
    Check.objects.filter(member=bo, kind="child safety").update(valid_until=date(2026, 2, 1))
    Absence.objects.create(member=bo, first=row.trip.date, last=row.trip.date, made_at=NOW)
    told = words_of(browser.get(f"/vagter/{row.id}/"))
    assert "Børneattest gjaldt kun til 1. februar 2026." in told and "Meldt væk til og med" in told
    papers = words_of(browser.get("/vagter/papirer/"))
    assert "Børneattest Udløbet" in papers and "Introduktion Set" in papers


def test_a_swap_between_two(signed_in, bo, people):
    dan = with_papers(people["dan"])
    row = free()
    Shift.objects.filter(pk=row.pk).update(needed=1)
    mine = sign_up(shift_id=row.id, member=bo, by=bo, now=timezone.now())
    signed_in("bo").post(f"/vagter/mine/{mine.id}/byt/", {"to": dan.id})
    swap = Swap.objects.get()
    assert "Dan er spurgt" in words_of(signed_in("bo").get("/vagter/"))
    assert "Bo spørger dig" in words_of(signed_in("dan").get("/vagter/"))
    answer = signed_in("dan").post(f"/vagter/byt/{swap.id}/", {"answer": "ja"}, follow=True)
    assert "Du har taget vagten" in words_of(answer)
    assert list(Signup.objects.filter(shift=row, state="signed").values_list("name", flat=True)) == ["Dan"]
    assert signed_in("alma").post(f"/vagter/byt/{swap.id}/", {"answer": "ja"}).status_code == 404


def test_what_ended_meanwhile_is_said_and_changes_nothing(signed_in, bo):
    mine = sign_up(shift_id=free().id, member=bo, by=bo, now=timezone.now())
    Signup.objects.filter(pk=mine.pk).update(state="absent", ended_at=NOW)
    assert "Det er ændret imens" in words_of(signed_in("bo").post(f"/vagter/mine/{mine.id}/giv/", follow=True))


def test_a_promise_and_days_away(signed_in, bo, dated):
    Signup.objects.all().delete()
    row, browser = free(), signed_in("bo")
    offer = f"{row.trip.date.weekday()}|{row.occurrence.where_id}"
    answer = browser.post("/vagter/aftaler/fast/", {"season": dated.id, "offer": offer}, follow=True)
    assert "Aftalen er lavet. Du er sat på" in words_of(answer)
    promise, n = Standing.objects.get(), Signup.objects.filter(member=bo).count()
    assert n > 5
    day = row.trip.date.isoformat()
    answer = browser.post("/vagter/aftaler/vaek/", {"first": day, "last": day}, follow=True)
    assert "1 vagt er givet fra dig" in words_of(answer)
    browser.post(f"/vagter/aftaler/vaek/{Absence.objects.get().id}/slut/")
    browser.post(f"/vagter/aftaler/fast/{promise.id}/slut/")
    assert Absence.objects.get().ended_at and Standing.objects.get().ended_at
    answer = browser.post("/vagter/aftaler/vaek/", {"first": "2020-01-01", "last": "x"})
    assert answer.status_code == 422 and "Intet er ændret" in words_of(answer)
    assert browser.post("/vagter/aftaler/fast/", {"season": dated.id, "offer": "1|Ingen steder"}).status_code == 404


def test_the_way_counts_from_the_place_that_was_written(signed_in, bo):
    browser, row = signed_in("bo"), free()
    answer = browser.post("/vagter/aftaler/naer/", {"near": row.occurrence.place}, follow=True)
    assert "Det er gemt" in words_of(answer)
    assert "0 km fra dig" in words_of(browser.get("/vagter/ledige/"))
    assert row.occurrence.place in words_of(browser.get("/vagter/ledige/?km=10"))
    browser.post("/vagter/aftaler/naer/", {"near": "Et sted, ingen kender"})
    assert "Vi kender ikke" in words_of(browser.get("/vagter/aftaler/"))


def test_hours_are_corrected_afterwards(signed_in, bo, dated):
    row = Shift.objects.filter(role="host", trip__date__lt=timezone.localdate()).select_related("occurrence").first()
    mine = Signup.objects.create(shift=row, member=bo, name="Bo L", made_at=NOW)
    answer = signed_in("bo").post(f"/vagter/mine/{mine.id}/tid/", {"minutes": "200"}, follow=True)
    mine.refresh_from_db()
    assert "Tiden er rettet" in words_of(answer) and mine.extra_minutes == 200 - row.occurrence.minutes
    answer = signed_in("bo").post(f"/vagter/mine/{mine.id}/tid/", {"minutes": "9999"}, follow=True)
    assert "Intet er ændret" in words_of(answer)


def next_door(member):
    """The same person, at another hub of the organisation."""
    member.base = hub_at(member, "Hubben ved siden af")
    member.save()
    return member


def test_counting_numbers_up_shows_no_shift_of_another_hub(signed_in, bo, dated):
    free()
    next_door(bo)
    browser = signed_in("bo")
    for row in Shift.objects.select_related("occurrence", "trip")[:12]:
        for answer in (browser.get(f"/vagter/{row.id}/"), browser.post(f"/vagter/{row.id}/tag/")):
            said = answer.content.decode()
            assert answer.status_code == 404 and (row.occurrence is None or row.occurrence.place not in said)
    row = free()
    offer = {"season": dated.id, "offer": f"{row.trip.date.weekday()}|{row.occurrence.where_id}"}
    assert browser.post("/vagter/aftaler/fast/", offer).status_code == 404 and not Standing.objects.exists()


def test_at_another_hub_one_sees_the_own_shift_and_what_a_colleague_asks(signed_in, bo, people):
    dan, mine, asked = with_papers(people["dan"]), free(), free(3)
    on_it = Signup.objects.create(shift=mine, member=bo, name="Bo", made_at=NOW)
    other = Signup.objects.create(shift=asked, member=dan, name="Dan", made_at=NOW)
    swap = Swap.objects.create(signup=other, to=bo, asked_at=NOW)
    next_door(bo)
    browser = signed_in("bo")
    assert "Du er på vagten" in words_of(browser.get(f"/vagter/{mine.id}/"))
    assert asked.occurrence.place in words_of(browser.get(f"/vagter/{asked.id}/"))
    load = f"/office/lager/pakkelister/{mine.trip_id}/"
    assert browser.get(load).status_code == 200
    Swap.objects.filter(pk=swap.pk).update(answered_at=NOW, yes=False)
    Signup.objects.filter(pk=on_it.pk).update(state="withdrawn", ended_at=NOW)
    assert {browser.get(f"/vagter/{row.id}/").status_code for row in (mine, asked)} == {404}
    assert browser.get(load).status_code == 404


def test_a_full_shift_of_the_own_hub_names_nobody_to_a_volunteer(signed_in, bo, people):
    with_papers(people["dan"])
    row = free()
    Signup.objects.create(shift=row, name="Finn", made_at=NOW)
    Shift.objects.filter(pk=row.pk).update(needed=2)
    assert "Finn" in words_of(signed_in("bo").get(f"/vagter/{row.id}/"))
    Shift.objects.filter(pk=row.pk).update(needed=1)
    told = words_of(signed_in("bo").get(f"/vagter/{row.id}/"))
    assert row.occurrence.place in told and "Finn" not in told and "Se de ledige vagter" in told
    assert "Finn" in words_of(signed_in("dan").get(f"/vagter/{row.id}/"))


def test_who_belongs_to_no_hub_sees_the_free_ones_of_all_and_no_others(signed_in, bo):
    row = free()
    bo.base = None
    bo.save()
    browser = signed_in("bo")
    assert row.occurrence.place in words_of(browser.get(f"/vagter/{row.id}/"))
    Signup.objects.create(shift=row, name="Finn", made_at=NOW)
    Shift.objects.filter(pk=row.pk).update(needed=1)
    assert browser.get(f"/vagter/{row.id}/").status_code == 404
    told = words_of(browser.post(f"/vagter/{row.id}/tag/", follow=True))
    assert "Vagten er ikke ledig mere" in told and "Finn" not in told


@pytest.mark.parametrize("name", ["finn", "eva", "operator"])
def test_others_find_nothing(signed_in, people, dated, name):
    if name not in people:
        return
    row = free()
    mine = Signup.objects.filter(shift__role="host").first()
    browser = signed_in(name)
    for method, address in (
        ("get", f"/vagter/{row.id}/"),
        ("post", f"/vagter/{row.id}/tag/"),
        ("post", f"/vagter/mine/{mine.id}/giv/"),
    ):
        answer = getattr(browser, method)(address)
        assert answer.status_code in (403, 404)
        assert row.occurrence.place not in answer.content.decode()


def test_pages_take_a_fixed_number_of_queries(signed_in, bo, django_assert_max_num_queries):
    browser = signed_in("bo")
    for address, most in (
        ("/vagter/", 14),
        ("/vagter/ledige/", 24),
        ("/vagter/aftaler/", 16),
        ("/vagter/papirer/", 13),
    ):
        with django_assert_max_num_queries(most):
            assert browser.get(address).status_code == 200
