"""Can a hub's people do a week? The compiled answer against the matching that names them, and against plain trying."""

import random
from hashlib import blake2b
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from driveout.core.solve import people_kernel, weeks_kernel
from driveout.core.solve.crews import Work, match_crew
from driveout.core.solve.people_kernel import WORD, add_shifted, any_between, people_can
from driveout.core.solve.problem import Crew

NO, YES, UNSURE = 0, 1, 2


def test_a_compiled_caller_holds_the_fingerprint_of_the_file_it_calls():
    """Numba would go on running the old code: when people_kernel.py changes, so must the line in weeks_kernel.py."""
    print_of = blake2b(Path(people_kernel.__file__).read_bytes(), digest_size=4).hexdigest()
    assert print_of == weeks_kernel.PEOPLE


@pytest.mark.parametrize("seed", range(40))
def test_sums_kept_as_bits_are_shifted_over_the_words(seed: int):
    dice = random.Random(seed)
    words = dice.randint(1, 5)
    bits, by = dice.getrandbits(words * WORD), dice.randint(0, words * WORD)
    before = np.array([bits >> WORD * w & 2**WORD - 1 for w in range(words)], np.int64)
    after = np.zeros(words, np.int64)
    add_shifted(after, before, by)
    shifted = bits << by & (1 << words * WORD) - 1
    assert sum(int(word) << WORD * w for w, word in enumerate(after)) == shifted
    low = dice.randint(0, words * WORD - 1)
    high = dice.randint(low, words * WORD - 1)
    assert any_between(before, low, high) == bool(bits >> low & (1 << high - low + 1) - 1)


@pytest.mark.parametrize("seed", range(150))
def test_the_quick_answer_is_never_other_than_the_named_one(seed: int):
    """Where it is sure it agrees with the matching; with one tour a day and two drivers or fewer it is always sure."""
    crew, work, told = _a_week(random.Random(seed))
    able = match_crew(crew, tuple(sorted(work, key=lambda w: (w.day, w.minutes, w.needs)))) is not None
    if told != UNSURE:
        drivers = len(crew.employees) > 2 or _drivers_can(crew, work)  # one or two are shared out on the way there
        assert (told == YES and drivers) == able
    if len({w.day for w in work}) == len(work):
        assert told != UNSURE


def _a_week(dice: random.Random) -> tuple[Crew, list[Work], int]:
    vans, days = dice.randint(1, 3), dice.sample(range(5), dice.randint(1, 4))
    work: list[Any] = []
    needs: list[Any] = []
    stops, choice = [], []
    members = np.full((len(days), vans), -1, np.int64)
    minutes = []
    for q, day in enumerate(days):
        for v in range(dice.randint(1, vans)):
            asked = tuple(dice.randint(1, 2) for _ in range(dice.randint(1, 3)))
            members[q, v] = len(work)
            stops.append([len(needs) + j for j in range(len(asked))] + [-1] * (3 - len(asked)))
            needs += asked
            minutes.append(60 * dice.randint(2, 6))
            work.append(Work(day, minutes[-1], asked))
        choice.append(q)
    employees = tuple(
        (dice.randint(1, 31), 60 * dice.randint(4, 20), 60 * dice.randint(4, 8)) for _ in range(dice.randint(1, 4))
    )
    volunteers = tuple((dice.randint(1, 31), dice.randint(1, 3), dice.randint(1, 4)) for _ in range(dice.randint(1, 7)))
    crew = Crew(employees, volunteers, (127,) * vans)
    none = np.zeros((len(work), 3), np.int64)
    people = (
        np.array(employees, np.int64).reshape(-1, 3), np.array(needs, np.int64),
        np.array(volunteers, np.int64).reshape(-1, 3),
    )  # fmt: skip
    told = people_can(
        np.array(choice, np.int64), np.array(days, np.int64), (members,),
        (np.array(stops, np.int64), none, np.array(minutes, np.int64)), people,
    )  # fmt: skip
    return crew, work, int(told)


def _drivers_can(crew: Crew, work: list[Work]) -> bool:
    """By trying every way to hand out the tours."""
    for who in product(range(len(crew.employees)), repeat=len(work)):
        days = {(person, w.day) for person, w in zip(who, work, strict=True)}
        spent = [sum(w.minutes for person, w in zip(who, work, strict=True) if person == e) for e in set(who)]
        within = all(total <= crew.employees[e][1] for e, total in zip(set(who), spent, strict=True))
        each = all(
            crew.employees[p][0] >> w.day & 1 and w.minutes <= crew.employees[p][2]
            for p, w in zip(who, work, strict=True)
        )
        if within and each and len(days) == len(work):
            return True
    return False
