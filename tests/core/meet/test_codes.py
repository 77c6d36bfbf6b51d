"""A code is read off a card by a person: spelling is forgiven, and no two codes of the app are mixed up for nothing."""

import pytest

from driveout.core.meet.codes import LETTERS, alike, typed_code
from driveout.core.meet.reading import CARD


@pytest.mark.parametrize(
    "typed", ["K7MX-3F9P", "k7mx3f9p", " K7mX  3F9p ", "k7 mx 3f 9p", "K7MX – 3F9P.", "k.7.m.x/3f9p"]
)
def test_case_blanks_and_dashes_do_not_matter(typed):
    assert typed_code(typed) == "K7MX-3F9P"


@pytest.mark.parametrize("typed", ["", "K7MX", "K7MX-3F9", "K7MX-3F9PP", "-- --"])
def test_what_is_not_eight_letters_is_no_code(typed):
    assert typed_code(typed) == ""


@pytest.mark.parametrize(
    ("said", "meant"), [("KIMX-3F9P", "K7MX-3F9P"), ("0BZS-AAAA", "QB25-AAAA"), ("uG6v-aaaa", "V66V-AAAA")]
)
def test_what_a_hand_mixes_up_is_alike(said, meant):
    assert alike(typed_code(said)) == alike(meant)


def test_letters_that_look_different_stay_different():
    assert alike("K7MX-3F9P") != alike("K7MX-3F9A")


def test_the_letters_are_those_of_the_wire():
    assert CARD.fullmatch("".join(LETTERS[:4]) + "-" + "".join(LETTERS[4:8])) and len(LETTERS) == 30
    assert all(CARD.fullmatch(f"{letter * 4}-{letter * 4}") for letter in LETTERS)
