"""A season that builds on the sources is told what they leave open; any other is left in peace."""

from dataclasses import replace

import pytest

from driveout.core.plan.left_open import NAMED_HUBS, OPEN_QUESTIONS, what_the_sources_leave_open
from driveout.core.words import Belief, Hub, Place, Season, Stop, Volunteer, Weekday, Window


@pytest.fixture
def akut() -> Season:
    hubs = tuple(Hub(name, Place(name, 56, 9), (Window(Weekday.MONDAY, 480, 1080),)) for name in sorted(NAMED_HUBS))
    windows = (Window(Weekday.MONDAY, 600, 900),)
    stop = Stop("Karby", Place("Karby", 56.7, 8.6), ("Nykøbing Mors",), windows, Belief(8), volunteers=2)
    bo = Volunteer("Bo", "Nykøbing Mors", (Weekday.MONDAY,))
    return Season("Akut", hubs, (stop,), (), (), (bo,), target_guests_a_week=1260)


def test_fourteen_lines_or_fifteen_hubs(akut):
    sentence = what_the_sources_leave_open(akut)[0]
    assert "15 hubs" in sentence and "14 lines" in sentence and "counts 15" in sentence


def test_one_and_a_half_times_or_150_percent_more(akut):
    sentence = what_the_sources_leave_open(akut)[1]
    assert "1,890" in sentence and "3,150" in sentence and "expects 8 " in sentence


def test_visits_or_visitors(akut):
    assert "75,000" in what_the_sources_leave_open(akut)[2]


def test_the_load_on_volunteers(akut):
    sentence = what_the_sources_leave_open(akut)[3]
    assert "180 to 720 shifts" in sentence and "takes 2 shifts" in sentence


def test_danish_says_the_same_with_danish_numbers(akut):
    danish = what_the_sources_leave_open(akut, lang="da")
    assert len(danish) == len(OPEN_QUESTIONS) == len(what_the_sources_leave_open(akut))
    assert "1.890" in danish[1] and "3.150" in danish[1] and "75.000" in danish[2]


def test_another_target_is_not_asked_about_one_and_a_half(akut):
    assert len(what_the_sources_leave_open(replace(akut, target_guests_a_week=900))) == 3


def test_a_season_of_ones_own_making_is_left_in_peace(akut):
    elsewhere = replace(akut, hubs=(Hub("Rønne", Place("Rønne", 55.1, 14.7), ()),))
    assert what_the_sources_leave_open(elsewhere) == ()


def test_every_question_names_its_source():
    assert all(question.sources for question in OPEN_QUESTIONS)
