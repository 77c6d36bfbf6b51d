"""What takes long says so, at once and again, and is quiet when it is over."""

import re
from threading import Event

import pytest

from driveout.jobs import telling as told
from driveout.jobs.telling import EVERY, telling
from tests.patience import HANG_S
from tests.shape.files import text


def test_a_word_at_once_and_again_until_it_is_over(monkeypatch):
    said, third = [], Event()

    def say(_lang, english, danish):
        said.append((english, danish))
        if len(said) == 3:
            third.set()

    monkeypatch.setattr(told, "say", say)
    with telling("en", "Making it", "Laver det", every=0.001):
        assert said[0] == ("Making it …", "Laver det …")
        assert third.wait(HANG_S)
    assert said[2] == ("Making it, still …", "Laver det, stadig …")
    over = len(said)
    assert not Event().wait(0.05) and len(said) == over


def test_it_is_quiet_also_when_the_work_breaks(monkeypatch):
    said = []
    monkeypatch.setattr(told, "say", lambda *words: said.append(words))
    with pytest.raises(ZeroDivisionError), telling("da", "Making it", "Laver det", every=HANG_S):
        _ = 1 / 0
    assert len(said) == 1


def test_nobody_waits_five_seconds_for_a_word():
    """Neither for `driveout demo`, nor for what make does before it."""
    assert EVERY < 5
    makefile = text("Makefile")
    assert int(re.search(r"^define telling\n.*sleep (\d+)", makefile, re.MULTILINE)[1]) < 5
    slow = ("-m venv", "pip install", "npm ci", "npm run build", "driveout.jobs.assets", "solve.warm")
    quiet = [
        line
        for line in makefile.splitlines()
        if any(word in line for word in slow) and "$(call telling," not in line and not line.startswith("#")
    ]
    assert quiet == []
