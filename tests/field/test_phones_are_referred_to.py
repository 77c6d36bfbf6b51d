"""Something is done with a phone while the same phone's call is written down: neither waits for the other's end."""

from uuid import uuid4

import pytest
from django.db import connection, transaction

from driveout.records.meet.phones import desk_of, end_phone, register_phone
from driveout.records.models import HeardCall, Member, Person, Phone
from driveout.records.team.holding import hold
from driveout.records.team.persons import write_phone
from tests.records.test_stock_races import alone
from tests.stored import NOW, cast

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has one writer"),
]


def refer(phone):
    """As once.heard_once does. Whoever stands in the way is named, not waited for."""
    with transaction.atomic(), connection.cursor() as asked:
        asked.execute("SET LOCAL lock_timeout = '2s'")
        return HeardCall.objects.create(phone=phone, word=uuid4().hex[:16], good_until=NOW)


@pytest.fixture
def phone():
    dan = cast()["dan"]
    return Phone.objects.create(
        id=uuid4(), member=dan, name="Dans telefon", public_key="", made_at=NOW, signed_in_at=NOW
    )  # fmt: skip


@pytest.mark.parametrize("act", [
    lambda phone: register_phone(phone_id=phone.pk, key="", name="", member=phone.member, now=NOW),
    lambda phone: end_phone(phone_id=phone.pk, by=phone.member.user, now=NOW),
    lambda phone: desk_of(phone.member, NOW),
], ids=["registered", "ended", "desk"])  # fmt: skip
def test_what_refers_to_a_phone_is_written_while_it_is_held(phone, act):
    with transaction.atomic():
        act(phone)
        assert isinstance(done := alone(lambda: refer(phone)), HeardCall), done


def test_what_refers_to_somebody_is_written_while_they_are_held(phone):
    """Their phone may be registered, a message written, and whom to ring noted."""
    dan = phone.member

    def write():
        with transaction.atomic(), connection.cursor() as asked:
            asked.execute("SET LOCAL lock_timeout = '2s'")
            values = {"name": "En anden", "public_key": "k", "made_at": NOW, "signed_in_at": NOW}
            return Phone.objects.create(id=uuid4(), member_id=dan.pk, **values)

    with transaction.atomic():
        hold(Member.objects.get(pk=dan.pk))
        person = Person.objects.create(organisation=dan.organisation, member=dan, made_at=NOW)
        write_phone(person=person, phone="+4512345678", by=dan.user, now=NOW)
        assert isinstance(done := alone(write), Phone), done
