"""What somebody looks for is found however they spell it, and a day is found however they write it."""

from datetime import date

import pytest

from driveout.core.words.day_meant import Meant, day_meant
from driveout.core.words.sought import Sought, folded

TODAY = date(2026, 11, 30)  # a Monday
FRIDAY = date(2026, 12, 4)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("aalborg", "Ålborg"), ("ålborg", "Aalborg"), ("ALBORG", "Ålborg"), ("østerby", "Oesterby"),
        ("osterby", "Østerby"), ("ærø", "Aeroe"), ("aero", "Ærø"), ("rené", "Rene"), ("rene", "René"),
        ("straße", "Strasse"), ("øster jølby", "Øster Jølby"), ("jølby øster", "Øster Jølby"), ("by", "Øster By"),
    ],
)  # fmt: skip
def test_case_accents_and_spellings_make_no_difference(typed, name):
    assert Sought(typed).is_in(name)


@pytest.mark.parametrize(
    ("typed", "name"), [("by", "Karby"), ("karbi", "Karby"), ("", "Karby"), ("  ", "Karby"), ("karby vils", "Karby")]
)
def test_a_short_word_only_begins_one_and_every_word_must_stand_there(typed, name):
    assert not Sought(typed).is_in(name)


def test_a_longer_word_may_stand_within_a_name():
    assert Sought("jølby").is_in("Østerjølby") and Sought("jølby").begins("Jølby Nord")
    assert not Sought("jølby").begins("Østerjølby")


@pytest.mark.parametrize("typed", ["12345678", "12 34 56 78", "+45 12 34 56 78", "3456", "12-34-56-78"])
def test_a_telephone_number_is_found_however_it_is_written(typed):
    assert Sought(typed).rings("Ring til Birthe på 12 34 56 78")


@pytest.mark.parametrize("typed", ["345", "4/12", "birthe", "9999", ""])
def test_what_is_no_number_rings_nobody(typed):
    assert not Sought(typed).rings("Ring til Birthe på 12 34 56 78")


def test_what_opens_a_name_begins_one_of_its_words():
    assert Sought("nu hv").opens("Hvad nu hvis?") and not Sought("aage").opens("Dage") and not Sought("").opens("Dage")


def test_folding_twice_changes_nothing():
    for name in ("Ålborg", "Kærgård", "Øster Jølby", "Aarøe", "Nørre Snede"):
        assert folded(folded(name)) == folded(name)


@pytest.mark.parametrize(
    "typed",
    [
        "fredag 4. december", "Fredag den 4. december", "4. december", "4 dec", "4. dec.", "4/12", "4/12-2026",
        "4.12.2026", "4-12-26", "2026-12-04", "fredag", "fre", "Friday 4 December", "December 4", "4th december 2026",
        "fredag 4/12", "friday", "den 4. december 2026",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_write_it(typed):
    assert day_meant(typed, TODAY) == Meant(FRIDAY)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("i dag", TODAY),
        ("today", TODAY),
        ("i morgen", date(2026, 12, 1)),
        ("i går", date(2026, 11, 29)),
        ("mandag", TODAY),
    ],
)
def test_a_day_beside_today(typed, day):
    assert day_meant(typed, TODAY) == Meant(day)


@pytest.mark.parametrize(
    ("typed", "monday"), [("uge 49", TODAY), ("week 1", date(2027, 1, 4)), ("uge 53 2026", date(2026, 12, 28))]
)
def test_a_week_begins_on_its_monday(typed, monday):
    assert day_meant(typed, TODAY) == Meant(monday, week=True)


def test_without_a_year_the_nearest_is_meant():
    assert day_meant("2/1", TODAY) == Meant(date(2027, 1, 2))
    assert day_meant("30/11", date(2027, 1, 2)) == Meant(TODAY)
    assert day_meant("29. februar", date(2027, 6, 1)) == Meant(date(2028, 2, 29))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "karby",
        "31/2",
        "4/13",
        "uge 54",
        "4",
        "32. december",
        "4. karby",
        "12 34 56 78",
        "ma",
        "0/0",
        "2026-02-30",
        "²/3",
    ],
)
def test_what_is_no_day_is_none(typed):
    assert day_meant(typed, TODAY) is None
