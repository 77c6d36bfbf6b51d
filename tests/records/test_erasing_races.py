"""Somebody is taken out in the moment in which something is done with them: their name is not written anew, whoever
read it before; and what two send at once about one of the crew is kept once."""

from datetime import timedelta
from time import sleep

import pytest

from driveout.records.drive.crew.absence import end_absence, say_absent
from driveout.records.drive.crew.checks import note_check
from driveout.records.drive.crew.rules import CannotTake, NotYours
from driveout.records.drive.crew.signing import put_on_of_register, sign_up
from driveout.records.drive.crew.standing import stand
from driveout.records.drive.crew.swaps import answer_swap, ask_swap, take_swap_back
from driveout.records.models import Absence, Check, Member, Season, Signup, Swap, Volunteer
from driveout.records.team import people as team
from driveout.records.team.erasure import erase, erase_from_register
from tests.records.crew.town import DAY, TODAY, empty_shift, on_dates_with
from tests.records.test_stock_races import alone, at_once, open_to_threads
from tests.stored import NOW, cast

pytestmark = pytest.mark.django_db(transaction=True)
DAYS = {"first": DAY, "last": DAY + timedelta(days=6)}


@pytest.fixture
def people():
    return on_dates_with(cast(), "bo", "dan")


def read(member) -> Member:
    """As a request has them that came before."""
    return Member.objects.select_related("user", "organisation").get(pk=member.pk)


def test_who_was_read_before_they_were_taken_out_gets_no_shift_under_their_name(people):
    row, bo, dan = empty_shift(), read(people["bo"]), people["dan"]
    mine = Signup.objects.create(shift=empty_shift(1), member=dan, name="Dan", made_at=NOW)
    swap = ask_swap(signup_id=mine.pk, to=bo, by=dan, now=NOW)
    team.end_access(member=bo, by=people["carla"].user, now=NOW)
    where = row.occurrence.where_id
    with pytest.raises(NotYours):
        sign_up(shift_id=row.pk, member=bo, by=bo, now=NOW)
    with pytest.raises(NotYours):
        answer_swap(swap_id=swap.pk, yes=True, by=bo, now=NOW)
    with pytest.raises(NotYours):
        stand(member=bo, season=Season.objects.get(), where=where, weekday=0, by=bo, now=NOW, today=TODAY)
    erase(member=bo, by=people["carla"].user, now=NOW)
    with pytest.raises(NotYours):
        sign_up(shift_id=row.pk, member=bo, by=people["carla"], now=NOW)
    assert not Signup.objects.filter(name="Bo", member__isnull=False).exists()


def test_a_shift_that_is_taken_while_somebody_is_taken_out_has_no_name(tmp_path, people, monkeypatch):
    """The sign-up has read the name and waits a little before it writes: whoever takes the person out waits for it."""
    from driveout.records.drive.crew import signing

    row, bo, carla = empty_shift(), read(people["bo"]), people["carla"]
    called = signing.name_for

    def slowly(*values):
        name = called(*values)
        sleep(0.4)
        return name

    monkeypatch.setattr(signing, "name_for", slowly)

    def take_out():
        sleep(0.2)
        return erase(member=bo, by=carla.user, now=NOW)

    with open_to_threads(tmp_path):
        done = at_once([lambda: sign_up(shift_id=row.pk, member=bo, by=bo, now=NOW), take_out])
        assert isinstance(done[0], Signup) and isinstance(done[1], dict), done
        assert alone(lambda: set(Signup.objects.filter(shift=row).values_list("name", flat=True))).isdisjoint({"Bo"})


def test_somebody_of_a_register_who_is_put_on_while_they_are_taken_out_has_no_name(tmp_path, people):
    carla, row = people["carla"], empty_shift()
    one = Volunteer.objects.filter(hub__where=row.trip.base_id).exclude(name="Bo").first()
    whose = {"kind": "Volunteer", "row_id": one.pk, "organisation_id": carla.organisation_id}
    with open_to_threads(tmp_path):
        at_once([
            lambda: put_on_of_register(shift_id=row.pk, person=one.key, by=carla, now=NOW),
            lambda: erase_from_register(**whose, by=carla.user, now=NOW),
        ])  # fmt: skip
        assert not alone(lambda: Signup.objects.filter(name=one.name).count())


def test_days_away_and_papers_that_are_sent_twice_at_once_are_kept_once(tmp_path, people):
    bo, dan, carla = people["bo"], people["dan"], people["carla"]
    days = {**DAYS, "member": bo, "by": bo, "now": NOW, "today": TODAY}
    paper = {"kind": "hygiene", "checked_on": TODAY, "valid_until": None, "by": carla, "now": NOW, "today": TODAY}
    with open_to_threads(tmp_path):
        done = at_once([lambda: say_absent(**days) for _ in range(4)])
        assert len({row.pk for row, _free in done}) == 1, done
        assert alone(lambda: Absence.objects.count()) == 1
        at_once([lambda: note_check(member=dan, **paper) for _ in range(4)])
        assert alone(lambda: Check.objects.filter(member=dan, kind="hygiene").count()) == 1


def test_a_shift_and_days_away_at_once_do_not_both_stand(tmp_path, people):
    row, bo = empty_shift(after=DAYS["first"] - timedelta(days=1)), people["bo"]
    assert DAYS["first"] <= row.trip.date <= DAYS["last"]
    with open_to_threads(tmp_path):
        done = at_once([
            lambda: sign_up(shift_id=row.pk, member=bo, by=bo, now=NOW),
            lambda: say_absent(**DAYS, member=bo, by=bo, now=NOW, today=TODAY),
        ])  # fmt: skip
        assert isinstance(done[0], Signup | CannotTake) and isinstance(done[1], tuple), done
        assert not alone(lambda: Signup.objects.filter(shift=row, member=bo, state="signed").count())


def test_a_question_that_is_answered_and_taken_back_at_once_waits_for_nobody_for_ever(tmp_path, people):
    bo, dan = people["bo"], people["dan"]
    mine = Signup.objects.create(shift=empty_shift(), member=dan, name="Dan", made_at=NOW)
    swap = ask_swap(signup_id=mine.pk, to=bo, by=dan, now=NOW)
    with open_to_threads(tmp_path):
        done = at_once([
            lambda: answer_swap(swap_id=swap.pk, yes=False, by=bo, now=NOW),
            lambda: take_swap_back(swap_id=swap.pk, by=dan, now=NOW),
        ])  # fmt: skip
        assert all(isinstance(one, Swap) for one in done), done


def test_another_organisations_coordinator_ends_nobodys_days_away(people):
    row, _free = say_absent(**DAYS, member=people["bo"], by=people["bo"], now=NOW, today=TODAY)
    finn = people["finn"]
    Member.objects.filter(pk=finn.pk).update(role="coordinator")
    other = read(finn)
    with pytest.raises(NotYours):
        end_absence(absence_id=row.pk, by=other, now=NOW)
    with pytest.raises(NotYours):
        say_absent(**DAYS, member=people["dan"], by=other, now=NOW, today=TODAY)
    assert Absence.objects.filter(ended_at=None).count() == 1
