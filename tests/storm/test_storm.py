"""Phones and a server in any weather: nothing lost, nothing doubled. And it is seen that a fault would be found.

A few histories in every run of the suite; `make storm RUNS=200` for many, on both databases.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests import postgres
from tests.storm import faults, town
from tests.storm.books import kept_of
from tests.storm.machine import Storm
from tests.storm.phone import Request
from tests.storm.truth import Counts

RUNS = int(os.environ.get("DRIVEOUT_STORM_RUNS") or 6)
STEPS = 40
SAYS = os.environ.get("DRIVEOUT_STORM_SAYS")  # the file that the counts are written to
FOUND_WITHIN = 150  # histories

pytestmark = pytest.mark.django_db(transaction=True)  # the server's own transactions are the outermost: they may die


@pytest.fixture
def here():
    return town.build()


def storm(here, kind: type[Storm] = Storm, **how: Any) -> Counts:
    """Run that many histories; AssertionError with the shortest that does not balance."""
    counts = Counts()
    Storm.town, Storm.totals = here, counts
    try:
        run_state_machine_as_test(
            kind, settings=settings(stateful_step_count=STEPS, deadline=None, **{"max_examples": RUNS, **how})
        )
    finally:
        print(counts)
    return counts


def test_after_any_history_everything_is_there_once_or_visibly_refused(here):
    Storm.town, Storm.totals = here, Counts()
    try:
        storm(here)
    finally:
        if SAYS:
            Path(SAYS).write_text(json.dumps(vars(Storm.totals)), encoding="utf-8")
    assert Storm.totals.runs >= RUNS
    assert Storm.totals.landed and Storm.totals.refused


@pytest.mark.skipif(postgres.asked_for(), reason="planted faults: that the storm finds each is shown once, on SQLite")
@pytest.mark.parametrize("kind", faults.ALL if SAYS else faults.ALL[:3], ids=lambda kind: kind.__doc__)
def test_a_fault_is_found(here, kind):
    with pytest.raises((AssertionError, BaseExceptionGroup)):
        storm(here, kind, max_examples=FOUND_WITHIN, phases=(Phase.generate,), database=None, print_blob=False)


def test_what_was_refused_stays_refused_when_its_call_comes_again(here):
    """The phone shows that it was refused. A shift that is given later counts for what is written later."""
    Storm.town, Storm.totals = here, Counts()
    history = Storm()
    history.something_else(1, "theirs", "open")
    for sent in history._one(1, None):
        history._hear(sent, history.server.fair(sent.request))
        history.under_way.append(sent)
    history.bo_gets_a_shift_elsewhere()
    history.something_else(1, "theirs", "close")
    history.teardown()
    assert [tap.fate for tap in history.taps] == ["not_yours", "landed"]


def test_who_was_taken_off_a_shift_elsewhere_loses_nothing(here):
    """Also by a file that the office reads in, when his phone was wiped."""
    Storm.town, Storm.totals = here, Counts()
    history = Storm()
    for who in (1, 2):
        history.something_else(who, "lent", "open")
    history.bo_is_taken_off_elsewhere("swapped")
    history.something_else(1, "lent", "close")
    history.phones[2].wipe()
    history.teardown()
    assert [tap.fate for tap in history.taps] == ["landed"] * 3
    assert all("not_on_shift" in row.flags for row in kept_of(history.phones))


def test_what_a_power_cut_took_is_sent_again_also_after_ninety_days(here):
    """The week says what is gone, and a phone that has to sign in first asks for it again."""
    Storm.town, Storm.totals = here, Counts()
    history = Storm()
    history.something_else(1, "ours", "open")
    for sent in history._one(1, None):
        history.unsure.add(1)
        history._hear(sent, history.server.forgets(sent.request))
    history.ninety_days_pass(1)
    history.teardown()
    assert history.phones[1].sent_again


@pytest.mark.parametrize("undo_first", [False, True])
def test_words_taken_back_are_in_the_books_without_their_text(here, undo_first):
    """Bo's second phone undoes what his first one wrote, perhaps before the words themselves arrive."""
    Storm.town, Storm.totals = here, Counts()
    history = Storm()
    history.own_words(1, "ours", "Kaffen er god", True)
    history._write(2, "ours", "undo", {"of": history.taps[0].item["id"]})
    for who in (2, 1) if undo_first else (1, 2):
        for sent in history._one(who, None):
            history._hear(sent, history.server.fair(sent.request))
    said = kept_of(history.phones)
    assert [row.body["text"] for row in said if row.kind == "words"] == [""]
    history.teardown()


def test_a_call_that_is_cut_to_nothing_is_sent_again_without_a_new_sign_in(here):
    Storm.town, Storm.totals = here, Counts()
    history = Storm()
    history.something_else(1, "ours", "open")
    sent = history._send(1)
    assert sent is not None
    assert history.server.fair(Request(sent.request.path, sent.request.headers, b"")).status == 400
    history.teardown()
