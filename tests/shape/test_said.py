"""Dates and moments are said in one way, by look/say.py: the framework's own formats are another country's."""

import re

from tests.shape.files import text, texts

OTHERS = re.compile(r"\bdate_format\(|\bDATE(?:TIME)?_FORMAT\b|\bstrftime\(|\|(?:date|time|naturalday|timesince)\b")
SCREENS = ("look", "office", "field", "public")
HOME = "src/driveout/look/say.py"


def test_no_page_says_a_date_in_the_frameworks_own_way():
    """“Dec. 1, 2026, 12:38 p.m.” stood on an English page, in the hour of Greenwich."""
    own = tuple(f"src/driveout/{room}/" for room in SCREENS)
    files = [
        name for name, _code in texts() if name.startswith(own) and name.endswith((".py", ".html")) and name != HOME
    ]
    told = [f"{name}: {found[0]}" for name in files if (found := OTHERS.search(text(name)))]
    assert len(files) > 300 and told == []
