"""A code and a recovery code are taken once, also when they come many times at once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from driveout.records.models import SecondFactor
from driveout.records.team import second
from driveout.records.team.second import WrongCode
from driveout.records.team.tries import TooSoon
from tests.field.test_at_once import at_once, patiently
from tests.records.test_stock_races import at_once as threads
from tests.records.test_stock_races import open_to_threads
from tests.screens.test_second_factor import code_of
from tests.stored import NOW, cast


@pytest.mark.django_db(transaction=True)
def test_of_the_same_code_many_times_at_once_one_is_taken():
    user, now = cast()["carla"].user, timezone.now()
    secret = second.begin(user=user, now=now)
    recovery = second.confirm(user=user, code=code_of(secret, now), now=now)[0]
    for code in (code_of(secret, now + timedelta(seconds=30)), recovery):

        def take(code=code):
            try:
                patiently(lambda: second.check(user=user, code=code, now=now))
            except (WrongCode, TooSoon):
                return False
            return True

        assert sum(at_once(*[take] * 6)) == 1
        SecondFactor.objects.update(wrong=0, wrong_at=None)


@pytest.mark.django_db(transaction=True)
def test_a_factor_that_is_begun_in_two_windows_at_once_is_one(tmp_path):
    user = cast()["carla"].user
    with open_to_threads(tmp_path):
        told = threads([lambda: second.begin(user=user, now=NOW) for _ in range(4)])
        assert len(set(told)) == 1 and isinstance(told[0], str), told
