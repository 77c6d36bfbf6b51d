"""Every template that another one names is there: Django asks only when somebody opens the page."""

import re
from pathlib import Path

import driveout

PACKAGE = Path(driveout.__file__).parent
NAMES = re.compile(r'{% (?:include|extends) "([^"]+)"')
IN_CODE = re.compile(r'"((?:[a-z_]+/)+[a-z_]+\.html)"')
OF_OTHERS = ("account/", "mfa/", "django/", "admin/")


def _there() -> set[str]:
    folders = PACKAGE.glob("*/templates")
    return {str(file.relative_to(folder)) for folder in folders for file in folder.rglob("*.*")}


def _named() -> dict[str, str]:
    """Template → a file that names it, whether a template or the code that renders it."""
    files = [(file, NAMES) for file in PACKAGE.rglob("*.html")] + [(file, IN_CODE) for file in PACKAGE.rglob("*.py")]
    return {name: str(file.relative_to(PACKAGE)) for file, by in files for name in by.findall(file.read_text("utf-8"))}


def test_every_template_that_is_named_is_there():
    there, named = _there(), _named()
    assert len(named) > 100
    assert {name: by for name, by in named.items() if name not in there and not name.startswith(OF_OTHERS)} == {}
