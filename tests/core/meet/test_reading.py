"""What a phone sends is read with suspicion: a code for everything that cannot be taken, and never an accident."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from driveout.core.meet import CODES, LONGEST_TEXT, LONGEST_WORDS, NotTaken, put_right, read_item
from driveout.core.words import EventKind
from tests.pace import examples

ID = "01975b1e-0000-7000-8000-000000000001"
OTHER = "01975b1e-0000-7000-8000-000000000002"
GOOD: dict[str, dict[str, Any]] = {
    "open": {},
    "count": {"what": "first", "n": 1},
    "undo": {"of": OTHER},
    "words": {"text": "Her er jeg nogen. ☕", "read_back": True},
    "next_step": {"need": "debt", "card": "K7MX-3F9P"},
    "mishap": {"what": "cold", "text": "Varmen var slukket"},
    "shadow": {"what": "Kørte en gæst hjem", "minutes": 20},
    "set": {"field": "weather", "value": "rain", "was": []},
    "close": {"seen": {"first": 2, "meal": 6}},
}


def item(kind="count", body=None, **other):
    written = {"v": 1, "id": ID, "seq": 17, "at": "2026-11-24T12:31:05.120+01:00", "kind": kind, "occurrence": 341}
    return {**written, "body": GOOD.get(kind, {}) if body is None else body, **other}


def code_of(raw) -> str:
    with pytest.raises(NotTaken) as refused:
        read_item(raw)
    return refused.value.code


@pytest.mark.parametrize("kind", GOOD)
def test_every_kind_is_read_as_it_was_written(kind):
    event = read_item(item(kind))
    assert (event.id, event.seq, event.kind, event.occurrence) == (ID, 17, EventKind(kind), 341)
    assert dict(event.body) == GOOD[kind]
    assert event.at == datetime(2026, 11, 24, 11, 31, 5, 120_000, tzinfo=UTC)


def test_every_kind_of_the_wire_is_here():
    assert set(GOOD) == {kind.value for kind in EventKind}


@pytest.mark.parametrize("kind", GOOD)
def test_nothing_unknown_is_let_in_and_nothing_asked_for_left_out(kind):
    assert code_of(item(kind, {**GOOD[kind], "name": "Hans"})) == "not_an_event"
    assert code_of({**item(kind), "name": "Hans"}) == "not_an_event"
    for left_out in set(GOOD[kind]) - {"text"} | ({"text"} if kind == "words" else set()):
        body = {name: value for name, value in GOOD[kind].items() if name != left_out}
        assert code_of(item(kind, body)) == "not_an_event", left_out


@pytest.mark.parametrize("raw", [None, 7, "", [], {}, {"id": ID}, {"id": 5}, [item()]])
def test_what_is_no_event_at_all(raw):
    assert code_of(raw) == "not_an_event"


@pytest.mark.parametrize(
    "other",
    [
        {"id": "x"}, {"id": ID + "0"}, {"seq": 0}, {"seq": True}, {"seq": 2**31}, {"seq": "1"}, {"seq": 1.0},
        {"occurrence": 0}, {"occurrence": 2**63}, {"occurrence": "341"}, {"body": []}, {"body": "x"},
        {"v": 0}, {"v": True}, {"v": "1"}, {"v": None}, {"kind": 3},
    ],
)  # fmt: skip
def test_a_field_of_the_wrong_kind(other):
    assert code_of(item(**other)) == "not_an_event"


def test_a_newer_app_is_told_so_whatever_else_it_says():
    assert code_of(item(v=2)) == "newer"
    assert code_of({"id": ID, "v": 2, "something": "else"}) == "newer"
    assert code_of(item("song")) == "newer"


@pytest.mark.parametrize("n", [0, 100, -100, 10**400])
def test_more_than_99_at_once_is_too_many(n):
    assert code_of(item(body={"what": "first", "n": n})) == "too_many"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("count", {"what": "dog", "n": 1}), ("count", {"what": "first", "n": 1.5}), ("count", {"what": [], "n": 1}),
        ("undo", {"of": "x"}), ("undo", {"of": ID}), ("words", {"text": "  ", "read_back": True}),
        ("words", {"text": "Hej", "read_back": "yes"}), ("next_step", {"need": "debt", "card": "K7MX3F9P"}),
        ("next_step", {"need": "debt", "card": "K7MX-3F9O"}), ("next_step", {"need": "poor", "card": "K7MX-3F9P"}),
        ("mishap", {"what": "ghost"}), ("shadow", {"what": "x", "minutes": 0}),
        ("shadow", {"what": "x", "minutes": 1441}),
        ("set", {"field": "weather", "value": "hot", "was": []}), ("set", {"field": "seats", "value": 100, "was": []}),
        ("set", {"field": "mood", "value": "x", "was": []}), ("set", {"field": "note", "value": 3, "was": []}),
        ("set", {"field": "seats", "value": 5, "was": [ID]}),
        ("set", {"field": "seats", "value": 5, "was": [OTHER] * 41}),
        ("set", {"field": "seats", "value": 5, "was": "x"}), ("close", {"seen": {"Hans Hansen": 1}}),
        ("close", {"seen": {"first": "Hans"}}), ("close", {"seen": []}),
    ],
)  # fmt: skip
def test_a_body_that_makes_no_sense(kind, body):
    assert code_of(item(kind, body)) == "not_an_event"


def test_own_words_may_be_20000_characters_and_no_more():
    assert len(str(read_item(item("words", {"text": "æ" * LONGEST_WORDS, "read_back": True})).body["text"])) == 20_000
    assert code_of(item("words", {"text": "æ" * (LONGEST_WORDS + 1), "read_back": True})) == "too_long"


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("count", {"what": "first", "n": -1, "why": "TEXT"}), ("mishap", {"what": "other", "text": "TEXT"}),
        ("shadow", {"what": "TEXT", "minutes": 5}), ("set", {"field": "note", "value": "TEXT", "was": []}),
    ],
)  # fmt: skip
def test_other_text_may_be_500_characters_and_no_more(kind, body):
    def filled(length):
        return {name: "x" * length if value == "TEXT" else value for name, value in body.items()}

    assert read_item(item(kind, filled(LONGEST_TEXT)))
    assert code_of(item(kind, filled(LONGEST_TEXT + 1))) == "too_long"


def test_emoji_are_kept_and_what_no_database_can_hold_is_replaced():
    text = "❤️ 👨‍👩‍👧 \u0000 \ud83d slut"
    assert read_item(item("words", {"text": text, "read_back": False})).body["text"] == "❤️ 👨‍👩‍👧 � � slut"


def test_an_empty_note_takes_the_old_one_away():
    assert read_item(item("set", {"field": "note", "value": "", "was": [OTHER]})).body["value"] == ""


def test_ids_are_one_however_they_are_spelt():
    assert read_item(item(id=ID.upper())).id == ID


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["id", "v", "of", "was"]), inner),
    max_leaves=12,
)


@settings(max_examples=examples(50))
@given(ANYTHING, st.sampled_from(sorted(GOOD)), st.sampled_from(sorted(item())))
@example([1, 2], "set", "body")
def test_anything_at_all_is_read_or_refused_with_a_known_code(value, kind, where):
    _read_or_refused(value)
    _read_or_refused({**item(kind), where: value})
    for name in GOOD[kind]:
        _read_or_refused(item(kind, {**GOOD[kind], name: value}))


def _read_or_refused(raw):
    try:
        read_item(raw)
    except NotTaken as refused:
        assert refused.code in CODES


@pytest.mark.parametrize(
    "at", ["2026-11-24T12:31:05", "yesterday", "", "NaN", 5, -1, None, True, [], {}, "+010000-01-01T00:00:00+00:00"]
)
def test_a_clock_that_says_no_moment_costs_no_event_and_is_not_believed(at):
    assert read_item(item(at=at)).believed is False
    without = {name: value for name, value in item().items() if name != "at"}
    assert read_item(without).believed is False and read_item(item()).believed


@pytest.mark.parametrize("year", ["0001", "1969", "2026", "9999"])
def test_any_year_of_the_calendar_is_read(year):
    assert read_item(item(at=f"{year}-01-01T00:00:00+14:00")).believed
    assert put_right(datetime(1, 1, 1, tzinfo=UTC), 10) is None
    assert put_right(datetime(9999, 1, 1, tzinfo=UTC), 10) is None


@pytest.mark.parametrize("body", [{"what": "first", "n": 1, "good": 3}, {"what": "meal", "n": 1, "good": "x"},
                                  {"what": "meal", "n": 1, "good": 0}])  # fmt: skip
def test_only_what_is_handed_out_is_of_a_good(body):
    assert code_of(item(body=body)) == "not_an_event"
    assert read_item(item(body={"what": "meal", "n": 1, "good": 3})).body["good"] == 3
