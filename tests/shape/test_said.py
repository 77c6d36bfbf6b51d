"""A thing is said in one way: dates and moments by look/say.py, for the framework's own formats are another country's;
a sheet of the workbook as it is called there; a van by one name."""

import re

import openpyxl

from driveout.jobs.season_template import TEMPLATE
from driveout.outside.season_files.sorting import NOTES, SEASON_SHEETS
from driveout.outside.season_files.tables import TABLES
from tests.shape.files import text, texts

OTHERS = re.compile(r"\bdate_format\(|\bDATE(?:TIME)?_FORMAT\b|\bstrftime\(|\|(?:date|time|naturalday|timesince)\b")
SCREENS = ("look", "office", "field", "public", "partner", "mine")
HOME = "src/driveout/look/say.py"


def test_no_page_says_a_date_in_the_frameworks_own_way():
    """“Dec. 1, 2026, 12:38 p.m.” stood on an English page, in the hour of Greenwich."""
    own = tuple(f"src/driveout/{room}/" for room in SCREENS)
    files = [
        name for name, _code in texts() if name.startswith(own) and name.endswith((".py", ".html")) and name != HOME
    ]
    told = [f"{name}: {found[0]}" for name in files if (found := OTHERS.search(text(name)))]
    assert len(files) > 300 and told == []


def test_a_sheet_is_called_as_in_the_workbook_that_people_fill_in():
    """Pages sent people to a sheet “season” that the template no longer has."""
    season = SEASON_SHEETS["da"]
    called = {season, *NOTES["da"], *(table.title for table in TABLES)}
    ours = {
        name: said for name, said in texts() if name.startswith("src/driveout/") and name.endswith((".py", ".html"))
    }
    told = {
        (name, word)
        for name, said in ours.items()
        for word in re.findall(r"\b[Aa]rket (?!(?:er|rummer|bruges)\b)([A-ZÆØÅa-zæøå]+)", said)
    }
    assert {word for _name, word in told} > {season, "Steder", "KOLONNER"}
    assert {(name, word) for name, word in told if word not in called} == set()
    listed = re.findall(r"^\| `(.+?)` \|", text("docs/how-to/new-season-from-workbook.md"), re.MULTILINE)
    assert listed == openpyxl.load_workbook(TEMPLATE).sheetnames


def test_a_van_is_called_vogn_on_every_screen():
    """It was “bilen” where it broke and “vognen” everywhere else: a newcomer looked for two things."""
    screens = text("src/driveout/look/locale/en/LC_MESSAGES/django.po").split("msgid ")
    app = [said for name, said in texts() if name.startswith("src/driveout/field/app/src/words/")]
    assert len(screens) > 3000 and len(app) > 2
    danish = [said.split("msgstr")[0] for said in screens]
    assert [said for said in (*danish, *app) if re.search(r"\b[Bb]il(?:en|er|ens|erne)?\b(?! 1)", said)] == []
