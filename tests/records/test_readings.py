"""Who read what is held on one of our people is written down: once for one reading, and never for what is one's own."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from driveout.records.meet.who_read import Wanted, read_by_anybody, whose_was_read
from driveout.records.models import Reading
from driveout.records.trust.models import Seeing
from driveout.records.trust.reading import Whose, note_readings
from tests.places import hub_at
from tests.stored import HUB, NOW, cast

pytestmark = pytest.mark.django_db
A_CAR = "en bil brød ned"


@pytest.fixture
def people():
    return cast()


@pytest.fixture
def read(people):
    def note(who, what, *of, now=NOW, why=""):
        carla = people[who]
        told = {"organisation_id": carla.organisation_id, "of": of, "now": now, "why": why}
        return note_readings(by=carla.user, what=what, **told)

    return note


def test_a_number_that_was_read_stands_with_who_when_and_why(people, read):
    bo = Whose(member=people["bo"].pk)
    assert read("carla", Seeing.PHONE, bo, why=f"  {A_CAR}\n") == 1
    row = Reading.objects.get()
    assert (row.who, row.member, row.at, row.why) == (people["carla"].user, people["bo"], NOW, A_CAR)


def test_a_page_opened_twice_is_one_reading_and_another_reason_another(people, read):
    bo = Whose(member=people["bo"].pk)
    assert [read("carla", Seeing.PHONE, bo, bo, why=A_CAR) for _ in range(2)] == [1, 0]
    assert read("carla", Seeing.PHONE, bo, why="et andet ærinde") == 1, "another reason is another reading"
    assert read("dan", Seeing.PHONE, bo, why=A_CAR) == 1, "and so is another reader"
    assert read("carla", Seeing.PHONE, bo, why=A_CAR, now=NOW + timedelta(hours=1)) == 0
    assert read("carla", Seeing.PHONE, bo, why=A_CAR, now=NOW + timedelta(days=1)) == 1
    files = [read("carla", Seeing.FILE, bo, now=NOW + timedelta(hours=n)) for n in range(2)]
    assert files == [1, 1], "each file is one more that is somewhere"


def test_papers_are_noted_once_a_day_for_each_on_it(people, read):
    both = [Whose(member=people[name].pk) for name in ("bo", "alma")]
    assert read("carla", Seeing.PAPERS, both[0]) == 1
    assert read("carla", Seeing.PAPERS, *both, now=NOW + timedelta(hours=5)) == 1, "Alma was not on it before"
    assert read("carla", Seeing.PAPERS, *both, now=NOW + timedelta(days=1)) == 2


def test_what_is_ones_own_is_noted_only_as_a_file(people, read):
    own = Whose(member=people["carla"].pk)
    assert read("carla", Seeing.ALL, own) == 0 and read("carla", Seeing.FILE, own) == 1


def test_those_who_do_not_sign_in_are_told_by_their_key_at_a_hub(people, read):
    base = hub_at(people["carla"], HUB).pk
    assert read("carla", Seeing.PHONE, Whose(base=base, person="k-1"), Whose(base=base, person="k-2")) == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        read("carla", Seeing.PHONE, Whose(base=base))


def test_a_hub_leader_without_a_hub_sees_nobodys_readings(people, read):
    """No hub is not a hub that all have who are of none."""
    read("carla", Seeing.PHONE, Whose(member=people["alma"].pk), Whose(member=people["bo"].pk))
    assert Reading.objects.filter(base=None).exists()
    people["dan"].base = None
    people["dan"].save()
    assert read_by_anybody(people["carla"], Wanted())[0] and whose_was_read(people["carla"])
    assert (read_by_anybody(people["dan"], Wanted())[0], whose_was_read(people["dan"])) == ([], [])
