"""A list is told as a list in every browser: “three of seven” is read aloud."""

import re

from driveout.jobs.translations import PACKAGE

# WebKit takes the role of a list away, outside navigation, where its marks are taken away by `none`; `""` keeps it.
TAKES_THE_ROLE_AWAY = re.compile(r"list-style(?:-type)?\s*:[^;}]*\bnone\b")


def test_no_stylesheet_takes_the_role_of_a_list_away():
    sheets = [path for path in PACKAGE.rglob("*.css") if not {"vendor", "assets"} & set(path.parts)]
    assert len(sheets) > 20
    assert [path.name for path in sheets if TAKES_THE_ROLE_AWAY.search(path.read_text())] == []


def test_the_fault_is_found():
    for fault in ("ul { list-style: none; }", "li{list-style-type:none}", "ol { list-style: none inside }"):
        assert TAKES_THE_ROLE_AWAY.search(fault)
    assert not TAKES_THE_ROLE_AWAY.search('ul { list-style-type: ""; text-decoration: none; }')
