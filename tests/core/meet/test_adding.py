"""A café's sum does not ask in what order its events came, and equals one made slowly, by the wire's table alone."""

from collections import Counter
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from driveout.core.meet import add_up, given_when, goods_given
from driveout.core.words import GIVEN, EventKind, FieldEvent, Tally
from tests.core.meet.invented import DAY, events, name
from tests.pace import examples


def event(number: int, kind: str, minutes: int = 0, /, **body) -> FieldEvent:
    return FieldEvent(name(number), number, DAY + timedelta(minutes=minutes), EventKind(kind), 1, body)


def counting(all_of_them: list[FieldEvent]) -> set[str]:
    """Slowly: who is undone is asked again and again, from “nobody knows”, until nothing new is known."""
    undos = [one for one in all_of_them if one.kind is EventKind.UNDO]
    known: dict[str, bool] = {}
    while True:
        new = {}
        for one in all_of_them:
            against = [known.get(undo.id) for undo in undos if undo.body["of"] == one.id]
            if True in against:
                new[one.id] = False
            elif all(answer is False for answer in against):
                new[one.id] = True
        if new == known:
            return {one.id for one in all_of_them if known.get(one.id, not _undone(one, undos, known))}
        known = new


def _undone(one, undos, known) -> bool:
    """Nobody will ever know: undos that stand in a ring. None of them counts; what they name does, if it is no undo."""
    return any(known.get(undo.id) is True for undo in undos if undo.body["of"] == one.id)


def slowly(all_of_them: list[FieldEvent]) -> dict[str, Any]:
    """One line for each line of the wire's table."""
    live: list[Any] = [one for one in all_of_them if one.id in counting(all_of_them)]
    of = {kind: [one for one in live if one.kind is kind] for kind in EventKind}
    counts: Counter[Any] = Counter()
    for one in of[EventKind.COUNT]:
        counts[one.body["what"]] += one.body["n"]
    replaced = [was for one in of[EventKind.SET] for was in one.body["was"]]
    standing = [one for one in of[EventKind.SET] if one.id not in replaced]
    fields = {}
    for field in ("weather", "seats", "note"):
        own = sorted((one.at, one.id, one.body["value"]) for one in standing if one.body["field"] == field)
        if own:
            fields[field] = own
    guests = ("first", "before", "friend", "child", "left", "early", "stayed", "turned_away")
    return {
        **{what: counts[what] for what in guests},
        "given": {what: counts[what] for what in ("meal", "bag", "clothes", "pack") if counts[what]},
        "words": len(of[EventKind.WORDS]),
        "next_steps": len(of[EventKind.NEXT_STEP]),
        "mishaps": len(of[EventKind.MISHAP]),
        "shadow_minutes": sum(one.body["minutes"] for one in of[EventKind.SHADOW]),
        "fields": fields,
        "in_doubt": [field for field, own in fields.items() if len({value for _, _, value in own}) > 1],
        "opened_at": min((one.at for one in of[EventKind.OPEN]), default=None),
        "closed_at": max((one.at for one in of[EventKind.CLOSE]), default=None),
        "events": len(all_of_them),
    }


def plain(total: Tally) -> dict[str, Any]:
    names = Tally.__dataclass_fields__
    fields = {field: [(v.at, v.id, v.value) for v in values] for field, values in total.fields.items()}
    return {**{n: getattr(total, n) for n in names}, "fields": fields, "in_doubt": list(total.in_doubt)}


@given(events())
def test_the_sum_equals_the_slow_one(made):
    assert plain(add_up(made)) == slowly(made)


@settings(max_examples=examples(50))
@given(events(), st.randoms(use_true_random=False))
def test_the_order_and_how_often_each_came_do_not_matter(made, random: Random):
    other = [*made, *random.sample(made, len(made) // 2)]
    random.shuffle(other)
    assert add_up(other) == add_up(made)


def test_a_chain_of_undos_may_be_long():
    long = [event(1, "count", what="first", n=1)]
    long += [event(n, "undo", of=name(n - 1)) for n in range(2, 2_001)]
    assert add_up(long).first == 0  # 1,999 undos: the last one counts, and so does every other one before it
    assert add_up(long[:-1]).first == 1


def test_two_phones_add_up():
    total = add_up([event(1, "count", what="first", n=2), event(2, "count", what="first", n=3)])
    assert (total.first, total.guests) == (5, 5)


def test_below_zero_corrects():
    total = add_up([event(1, "count", what="meal", n=6), event(2, "count", what="meal", n=-1, why="talte forkert")])
    assert total.given == {"meal": 5}


def test_an_undo_may_come_before_what_it_undoes_and_be_undone_itself():
    undo, again = event(2, "undo", of=name(1)), event(3, "undo", of=name(2))
    count = event(1, "count", what="first", n=1)
    assert add_up([undo]).first == 0
    assert add_up([undo, count]).first == 0
    assert add_up([again, undo, count]).first == 1


def test_two_undos_of_one_thing_are_one_undo():
    count = event(1, "count", what="first", n=1)
    two = [event(2, "undo", of=name(1)), event(3, "undo", of=name(1))]
    assert add_up([count, *two]).first == 0
    assert add_up([count, *two, event(4, "undo", of=name(2))]).first == 0


def test_undos_in_a_ring_count_for_nothing():
    ring = [event(2, "undo", of=name(3)), event(3, "undo", of=name(2))]
    assert add_up([event(1, "count", what="first", n=1), *ring]).first == 1


def test_two_values_that_do_not_know_of_each_other_are_a_question_and_a_third_answers_it():
    dry = event(1, "set", field="weather", value="dry", was=[])
    rain = event(2, "set", 5, field="weather", value="rain", was=[])
    asked = add_up([rain, dry])
    assert asked.in_doubt == ("weather",) and [v.value for v in asked.fields["weather"]] == ["dry", "rain"]
    said = add_up([rain, dry, event(3, "set", 9, field="weather", value="rain", was=[name(1), name(2)])])
    assert said.in_doubt == () and [v.id for v in said.fields["weather"]] == [name(3)]


def test_two_who_say_the_same_are_not_in_doubt():
    total = add_up([event(n, "set", field="seats", value=9, was=[]) for n in (1, 2)])
    assert total.in_doubt == () and len(total.fields["seats"]) == 2


def test_when_an_answer_is_undone_the_question_is_back():
    sets = [event(n, "set", field="weather", value=value, was=[]) for n, value in ((1, "dry"), (2, "rain"))]
    sets.append(event(3, "set", field="weather", value="rain", was=[name(1), name(2)]))
    assert add_up([*sets, event(4, "undo", of=name(3))]).in_doubt == ("weather",)


def test_the_first_opens_and_the_last_closes():
    made = [event(1, "open", 3), event(2, "open", 1), event(3, "close", 60, seen={}), event(4, "close", 70, seen={})]
    total = add_up(made)
    assert total.opened_at == DAY + timedelta(minutes=1) and total.closed_at == DAY + timedelta(minutes=70)


@settings(max_examples=examples(200))
@given(events(), st.randoms())
def test_the_moments_of_what_was_handed_out_add_up_to_the_sum_in_any_order(some, chance):
    moments, total = given_when(some), add_up(some)
    assert {what: sum(n for _at, n in own) for what, own in moments.items()} == {
        what: n for what, n in total.given.items() if n > 0
    }
    assert all(n > 0 for own in moments.values() for _at, n in own) and set(moments) <= {one.value for one in GIVEN}
    chance.shuffle(some)
    assert given_when(some) == moments


def test_a_correction_takes_from_what_was_handed_out_before_it_the_last_first():
    rows = [(1, 0, 3), (2, 10, 2), (3, 60, -3), (4, 90, 1)]
    taps = [event(number, "count", minute, what="meal", n=n) for number, minute, n in rows]
    assert given_when(taps) == {"meal": ((taps[0].at, 2), (taps[3].at, 1))}
    assert given_when(taps[2:]) == {} and given_when([*taps[2:], event(5, "count", 99, what="meal", n=4)]) == {
        "meal": ((DAY + timedelta(minutes=99), 2),)
    }


def test_goods_of_one_kind_are_kept_apart_and_a_correction_takes_from_the_same():
    rows = [(1, 0, 3, 12), (2, 5, 2, 13), (3, 9, -1, 12), (4, 10, -1, None)]
    taps = [event(number, "count", minute, what="meal", n=n, **({"good": good} if good else {}))
            for number, minute, n, good in rows]  # fmt: skip
    assert given_when(taps) == {"meal.12": ((DAY, 2),), "meal.13": ((taps[1].at, 1),)}
    assert goods_given(taps) == {"12": 2, "13": 2} and add_up(taps).given == {"meal": 3}
