"""Set-up and upkeep of translations. Screens are written in Danish; look/locale holds the other languages.

`python -m driveout.jobs.translations` brings every .po up to date with the screens and compiles it;
`python -m driveout.jobs.translations new sv` makes an empty one for another language. It uses Babel from PyPI: a user's
machine may have no gettext tools.
"""

import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

PACKAGE = Path(__file__).parents[1]
LOCALE = PACKAGE / "look" / "locale"
SCREENS = ("look", "office", "field", "public", "partner", "mine")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "later": None,  # gettext_noop: translated where it is used
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def said_on_screen() -> "Catalog":
    """Every sentence in templates and presenters that is marked for translation, with where it stands."""
    from babel.messages.catalog import Catalog
    from babel.messages.extract import extract
    from django.utils.translation.template import templatize

    catalog = Catalog(fuzzy=False)
    for folder in SCREENS:
        for file in sorted((PACKAGE / folder).rglob("*")):
            if file.suffix not in {".py", ".html"}:
                continue
            text = file.read_text(encoding="utf-8")
            code = text if file.suffix == ".py" else _flush_left(templatize(text))
            where = file.relative_to(PACKAGE).as_posix()
            for _line, message, _comments, context in extract("python", BytesIO(code.encode()), keywords=KEYWORDS):
                catalog.add(message, locations=[(where, 0)], context=context)
    return catalog


def _flush_left(code: str) -> str:
    """Babel 2 reads it as Python, whose indentation a template's is not; no string goes over a line's end."""
    return "\n".join(line.lstrip() for line in code.split("\n"))


def catalogue(po: Path) -> "Catalog":
    """What a .po file holds."""
    from babel.messages.pofile import read_po

    with po.open("rb") as file:
        return read_po(file, locale=po.parents[1].name)


def update(po: Path) -> None:
    """Bring a .po up to date: new sentences come in empty, those no longer said go out."""
    from babel.messages.pofile import write_po

    holds = catalogue(po)
    holds.update(said_on_screen(), no_fuzzy_matching=True)
    holds.obsolete.clear()
    with po.open("wb") as file:
        write_po(file, holds, width=120, no_location=True, ignore_obsolete=True, sort_output=True, omit_header=False)


def begin(code: str, folder: Path = LOCALE) -> Path:
    """Make the .po of another language: every sentence, nothing translated. One that is there is left as it is.

    Raises ValueError for a code that is not a language's.
    """
    from babel import Locale, UnknownLocaleError
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    try:
        locale = Locale.parse(code, sep="-" if "-" in code else "_")
    except (UnknownLocaleError, ValueError, TypeError):
        raise ValueError(f"“{code}” is not a language's code. Try “sv” or “de”.") from None
    po = folder / str(locale) / "LC_MESSAGES" / "django.po"
    if po.exists():
        return po
    holds = Catalog(locale=locale, fuzzy=False)
    for message in said_on_screen():
        if message.id:
            holds.add(message.id, context=message.context)
    po.parent.mkdir(parents=True, exist_ok=True)
    with po.open("wb") as file:
        write_po(file, holds, width=120, no_location=True, sort_output=True)
    return po


def compile_all(folder: Path = LOCALE) -> None:
    """Compile each .po whose .mo is missing or older."""
    from babel.messages.mofile import write_mo

    for po in folder.rglob("*.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            with mo.open("wb") as file:
                write_mo(file, catalogue(po))


if __name__ == "__main__":
    if sys.argv[1:2] == ["new"]:
        for language in sys.argv[2:]:
            print(begin(language).relative_to(PACKAGE))
    for found in LOCALE.rglob("*.po"):
        update(found)
    compile_all()
