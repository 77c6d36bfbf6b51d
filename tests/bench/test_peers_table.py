"""The table of peers on any season: whoever dies gets a row, wishes are refused in a sentence, and large hubs work."""

import os
import pickle
import sys
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from bench.peers import __main__ as table
from bench.peers import asking, by_hand, greedy
from bench.peers.asking import Ending, ask, run_to_end
from bench.peers.book import Book, HubBook, read_book, refuse_unless_plain, write_book
from bench.peers.judge import judge, plan_of
from driveout.core.plan.build import build
from driveout.core.plan.worth import worth
from driveout.core.simulate.scattered import Kind, scattered, with_budget
from driveout.core.solve.listing import list_tours
from driveout.core.words import Fairness, Forbidden, Pin, Weekday

DIES = "import sys\nfrom pathlib import Path\nPath(f'{sys.argv[-2]}.started').touch()\n"


@pytest.fixture(scope="module")
def season():
    return scattered(Kind(2, 4, step=1), seed=3)


@pytest.fixture
def peer(tmp_path, monkeypatch):
    """Write a planner that the table can start."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")]))

    def write(source: str) -> str:
        (tmp_path / "strange.py").write_text(DIES + source)
        return "strange"

    return write


def test_a_peer_that_dies_is_told_with_its_last_words(peer, tmp_path):
    ended = ask(peer("raise MemoryError('no room for 2 billion tours')"), tmp_path, 600.0)
    assert ended == Ending(0.0, None, "ended with exit code 1: MemoryError: no room for 2 billion tours")


def test_a_peer_that_the_system_kills_is_told_by_its_signal(peer, tmp_path):
    assert ask(peer("import os\nos.abort()"), tmp_path, 600.0).how == "ended with SIGABRT"


def test_what_was_handed_in_before_the_end_stands(peer, tmp_path):
    hands_in = "import pickle\nPath(sys.argv[-2]).write_bytes(pickle.dumps((0.0, ((),))))\nsys.exit(4)"
    assert ask(peer(hands_in), tmp_path, 600.0) == Ending(0.0, ((),), "ended with exit code 4")


def test_who_is_still_at_it_has_not_died(peer, tmp_path):
    assert ask(peer("import time\ntime.sleep(600)"), tmp_path, 0.1, late_s=0.0) == Ending(0.0, None, "")


def test_a_list_that_cannot_be_made_is_told(peer, tmp_path, monkeypatch):
    words = (str(tmp_path / "a"), "b")
    assert run_to_end(peer("sys.exit('too many tours')"), *words).how == "ended with exit code 1: too many tours"
    monkeypatch.setattr(asking, "TO_LIST_S", 0.1)
    assert run_to_end(peer("import time\ntime.sleep(600)"), *words).how == "took too long"


def test_a_row_for_the_dead_for_nothing_and_for_nonsense(season, capsys):
    for ended in (Ending(0.0, None, "ended with SIGSEGV"), Ending(0.0, None), Ending(1.0, "nonsense")):
        table.tell(season, None, "some peer", 10.0, ended, 20.0)
    died, late, nonsense = capsys.readouterr().out.splitlines()
    assert died.split() == ["some", "peer", "10", "ended", "with", "SIGSEGV"]
    assert late.endswith("no plan in time") and "an answer that cannot be read" in nonsense


def test_the_table_goes_on_when_everybody_dies(season, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(table, "ask", lambda *words, **more: Ending(0.0, None, "ended with SIGKILL"))
    table.compare(season, tmp_path, [1.0], ["greedy", "by_hand"])
    said = capsys.readouterr().out
    assert "no bound to compare with: our own planner ended with SIGKILL." in said
    rows = [line for line in said.splitlines() if line.endswith("SIGKILL")]
    assert [line.split(",")[0].split("  ")[0] for line in rows] == [table.OURS, "greedy", "by hand"]


WISHES = {
    "asks for openings": lambda season: replace(season, pins=(Pin(season.stops[0].name, Weekday.MONDAY),)),
    "forbids days": lambda season: replace(season, forbidden=(Forbidden(season.stops[0].name),)),
    "has stops that must be visited": lambda season: replace(
        season, stops=(replace(season.stops[0], visits_min=1), *season.stops[1:])
    ),
    "shares out guests": lambda season: replace(season, terms=replace(season.terms, fairness=Fairness.FLOOR)),
    "says what saved money is worth": lambda season: replace(
        season, terms=replace(season.terms, guests_per_1000_kr=2.0)
    ),
}


@pytest.mark.parametrize("wish", WISHES)
def test_a_season_with_wishes_is_refused_in_a_sentence(season, wish):
    with pytest.raises(SystemExit, match=f"{wish}.*without such wishes"):
        refuse_unless_plain(WISHES[wish](season))
    refuse_unless_plain(season)
    refuse_unless_plain(with_budget(season, None))


def test_files_that_are_no_season_are_refused_in_a_sentence(tmp_path):
    with pytest.raises(SystemExit, match="no season that can be planned"):
        table.the_season(str(tmp_path / "nowhere"), 0)


def test_a_kind_of_the_planner_bench_is_a_season(monkeypatch):
    assert table.the_season("10x14", 7).name == "Scattered 10 × 14, seed 7"


@pytest.mark.parametrize("peer_module", [by_hand, greedy], ids=["by hand", "greedy"])
@pytest.mark.parametrize("kroner", [None, 9_000.0], ids=["no budget", "a budget"])
def test_a_hub_of_more_stops_and_lengths_than_a_word_has_bits(peer_module, kroner):
    """24 stops of three lengths: 72 bits. The last stop is among what can be planned."""
    large = scattered(Kind(1, 24, two_vans=0, budget_a_hub=kroner, hosts=6), seed=2)
    problem = build(large, worth(large))
    book = Book(problem, [HubBook(hub, list_tours(hub)) for hub in problem.hubs])
    hub = book.hubs[0]
    assert hub.n * hub.lengths > 62 and max(max(row) for row in hub.row if row) >= 1 << 62
    assert all(len(hub.row[day]) == len(_sets(hub, day)) for day in hub.days)
    answers: list[Any] = []
    peer_module.plan(book, 10.0, answers.append)
    rows = tuple(tuple((day, hub.row[day][code]) for day, code in week) for week in answers[-1])
    judged = judge(large, plan_of(large, book, rows, None), None)
    assert judged.broken == () and judged.openings > 5 and judged.below is None


def _sets(hub: HubBook, day: int) -> set[frozenset[tuple[int, int]]]:
    tours = hub.tours
    return {
        frozenset((int(i), int(k)) for i, k in zip(tours.stop[t], tours.length[t], strict=True) if i >= 0)
        for t in np.flatnonzero(tours.day == day)
    }


def test_nobody_drives_on_a_day_without_hosts():
    """One van, one employee and one host an opening: a quick answer counts on limits kept elsewhere."""
    small = scattered(Kind(1, 8, two_vans=0, budget_a_hub=None), seed=2)
    hosts = tuple(replace(v, weekdays=(Weekday.TUESDAY, Weekday.WEDNESDAY)) for v in small.volunteers[:3])
    stops = tuple(replace(stop, volunteers=1) for stop in small.stops)
    few = replace(small, volunteers=hosts, stops=stops, vehicles=small.vehicles[:1], employees=small.employees[:1])
    problem = build(few, worth(few))
    book = Book(problem, [HubBook(hub, list_tours(hub)) for hub in problem.hubs])
    answers: list[Any] = []
    by_hand.plan(book, 10.0, answers.append)
    assert {day for day, _ in answers[-1][0]} <= {Weekday.TUESDAY, Weekday.WEDNESDAY}
    rows = tuple(tuple((day, book.hubs[0].row[day][code]) for day, code in week) for week in answers[-1])
    assert judge(few, plan_of(few, book, rows, None), None).broken == ()


def test_the_book_comes_back_and_without_a_budget_has_one_that_never_binds(season, tmp_path):
    free = with_budget(season, None)
    write_book(free, tmp_path / "book")
    book = read_book(tmp_path / "book")
    answers: list[Any] = []
    greedy.plan(book, 1.0, answers.append)
    assert book.cost_of(answers[-1]) < book.budget < float("inf")


def test_our_own_planner_reads_the_season_it_is_given(season, tmp_path):
    file = tmp_path / "season"
    file.write_bytes(pickle.dumps(season))
    ended = ask("bench.peers.ours", tmp_path, 600.0, str(file))
    assert ended.how == "" and ended.what.season == season.name and ended.what.openings


def test_the_command_names_the_kinds(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["bench.peers", "--only", "moon"])
    with pytest.raises(SystemExit):
        table.main()
    assert "by_hand" in capsys.readouterr().err
