"""Which wishes cannot hold together: found by trying, said in words. (Deepened below.)"""

from driveout.core.plan.build import Problem
from driveout.core.words import Wish


def wishes_fit(problem: Problem) -> bool:
    return True


def find_clash(problem: Problem) -> tuple[Wish, ...]:
    return ()
