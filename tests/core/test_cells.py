"""Words that a spreadsheet would work out as a formula go in harmless, and come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driveout.core.words import as_written, harmless


@pytest.mark.parametrize("text", ["=1+1", "+45 12 34", "-2+3", "@SUM(A1)", "\tx", "\rx", "'=1", "-"])
def test_a_command_gets_an_apostrophe(text):
    assert harmless(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "Karby", "-9.25", "+3,5", "-7", "'s-Hertogenbosch", "a=b"])
def test_what_is_harmless_stays_as_it_is(text):
    assert harmless(text) == text


@given(st.text(alphabet="'=+-@\t\r\n1.a ", max_size=6))
def test_it_comes_back_as_it_was(text):
    assert as_written(harmless(text)) == text
