"""What was promised comes true: done as it was wished, and planned again to proof, it lies between what was said.

A handful here; `PROMISES=200 pytest -s tests/core/plan/test_promises.py` tries as many, and prints promised against
became.
"""

import os
from dataclasses import replace
from random import Random

from driveout.core.plan.again import Patience
from driveout.core.plan.draft import Effort, draft
from driveout.core.plan.moving import price_of
from driveout.core.plan.possible import Kind, Possibility
from driveout.core.plan.reasons import choices, explain_stop
from driveout.core.plan.resources import explain_hub, more_hours, more_money, more_people, van_day
from driveout.core.plan.stop_wishes import CannotHave, Deed, Move, hall_of, instead, moved, wished, wishes_of
from driveout.core.words import EarlierOpening, Plan, Saying, Season, Status, Weekday
from tests.core.drawn import MONDAY, season_of

HOW_MANY = int(os.environ.get("PROMISES", "14"))
TO_PROOF = Effort(processes=0)
TO_THE_END, AT_PRICES = Patience(), Patience(change_s=0.0)  # as long as it takes; as a page that waits asks
SAME = 1e-6


def held(season: Season, plan: Plan) -> Season:
    """The plan was approved: people know its times."""
    known = tuple(EarlierOpening(o.stop, o.weekday, o.starts, o.minutes) for o in plan.openings)
    return replace(season, earlier=known)


def locked(season: Season, plan: Plan, draw: Random) -> Season:
    """One stop of the plan is locked as it stands."""
    stop = draw.choice([stop for stop in season.stops if any(o.stop == stop.name for o in plan.openings)])
    mine = [o for o in plan.openings if o.stop == stop.name]
    hall = hall_of(stop, season.terms.leg_step_minutes)
    return instead(stop.name, wished(hall, wishes_of(season, stop), Deed.LOCK, None, mine))(season)


def promises_of(season: Season, plan: Plan, draw: Random, patience: Patience):
    """(what, promise, the season with it done) of one stop, one move and one hub."""
    stop = draw.choice(season.stops)
    mine = [o for o in plan.openings if o.stop == stop.name]
    hall, before = hall_of(stop, season.terms.leg_step_minutes), wishes_of(season, stop)
    said = explain_stop(season, plan, stop.name, patience)
    every = [*([said.one_more] if said.one_more else []), *said.others]
    for choice in choices(hall, before, stop, mine):
        found = next(p for p in every if (p.kind, p.amount, p.what) == (choice.kind, choice.amount, choice.what))
        yield f"{stop.name}: {found.what.english}", found, instead(stop.name, choice.wished)(season)
    if mine:
        move = Move(int(mine[0].weekday), int(draw.choice(stop.windows).weekday), draw.choice((None, 660)))
        try:
            asked = moved(hall, before, move, mine)
        except CannotHave:
            asked = None
        if asked is not None:
            price = price_of(season, plan, stop.name, asked, Weekday(move.day), move.starts, patience)
            yield f"{stop.name}: moved to {move}", price.possibility, instead(stop.name, asked)(season)
    hub = draw.choice(season.hubs).name
    for more in explain_hub(season, plan, hub, patience).prices:
        day = next((d for d in Weekday if f"({d.english})" in more.what.english), MONDAY)
        change = {
            Kind.HOUR: more_hours(hub), Kind.VOLUNTEER: more_people(hub), Kind.MONEY: more_money,
            Kind.VAN_DAY: van_day(hub, day),
        }[more.kind]  # fmt: skip
        yield f"{hub}: {more.what.english}", more, change(season)


def tried(seed: int):
    """(what, promise, what the season became) for one drawn season."""
    draw = Random(seed * 7 + 1)
    season = season_of(seed)
    plan = draft(season, TO_PROOF)
    if plan.proof.status is not Status.PROVEN or not plan.openings:
        return
    if seed % 3 == 0:
        season = locked(season, plan, draw)
    if seed % 2 == 0:
        season = held(season, plan)
    for what, promise, done in promises_of(season, plan, draw, TO_THE_END if seed % 3 else AT_PRICES):
        again = draft(done, TO_PROOF)
        yield what, promise, (None if again.proof.status is Status.INFEASIBLE else again.proof.objective)


def held_to(what: str, promise: Possibility, became: float | None) -> str:
    """What was broken; empty where the promise held."""
    if promise.possible is None:
        return ""
    if (became is None) is promise.possible:
        return f"{what}: said possible is {promise.possible}, became {became}"
    if became is None:
        return ""
    change = became - promise.beside
    if not promise.low - SAME <= change <= promise.high + SAME:
        return f"{what}: said {promise.low:.3f} to {promise.high:.3f}, became {change:.3f}"
    return ""


def test_what_was_promised_comes_true():
    broken, done, widths, seed = [], 0, [], 0
    while done < HOW_MANY:
        for what, promise, became in tried(seed):
            done += 1
            if promise.possible and became is not None:
                widths.append(promise.high - promise.low)
                told = f"said {promise.in_all:+7.3f} [{promise.low:+7.3f}, {promise.high:+7.3f}]"
                print(f"{seed:4} {what[:46]:46} {told} became {became - promise.beside:+7.3f}")
            if fault := held_to(what, promise, became):
                broken.append(f"season {seed}, {fault}")
        seed += 1
    print(f"{done} promises in {seed} seasons, {len(broken)} broken; mean width {sum(widths) / len(widths):.3f} guests")
    assert not broken, "\n".join(broken)
    assert len(widths) > HOW_MANY / 2 and sum(widths) / len(widths) < 1.5  # an interval that says nothing is no promise


def test_a_promise_that_is_not_kept_is_seen():
    kept = Possibility(Kind.VISITS, Saying("one visit", "ét besøg"), True, guests=1.0, low=0.9, high=1.1, beside=10.0)
    assert held_to("a", kept, 11.0) == ""
    assert held_to("a", kept, 9.6) and held_to("a", kept, 11.2) and held_to("a", kept, None)
