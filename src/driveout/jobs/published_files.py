"""`driveout export ical DIR` and `driveout export jsonld DIR`: what the site publishes, as files. Nothing else is asked
of the database than what stands in the open."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from driveout.jobs.terminal import print_json, say
from driveout.outside.faults import Fault, Faults, Said
from driveout.outside.whole_files import unwritten

FINE, BAD_INPUT = 0, 2
WEEKS = 9  # of dates, as far as a café's own page looks ahead
NOWHERE = "http://localhost:8000"  # where no address is set, the one that `driveout serve` has of itself
Files = Iterator[tuple[str, bytes]]


def write_published(kind: str, folder: Path, *, as_json: bool, lang: str) -> int:
    """Write them into a folder, which is made where it is not there. 0 when all stand there, also where nothing is
    public; 2 where settings, database or folder are wrong: then nothing is half there that was whole."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driveout.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    try:
        import django

        django.setup()
        from django.utils import timezone

        files = list(WRITTEN[kind](timezone.localdate()))
    except ImproperlyConfigured as refusal:
        say(lang, str(refusal), str(refusal), aside=True)
        return BAD_INPUT
    except DatabaseError:
        say(
            lang,
            "The database cannot be read. Start `driveout serve` once, or see to DRIVEOUT_DATA. Nothing is written.",
            "Databasen kan ikke læses. Start `driveout serve` én gang, eller se på DRIVEOUT_DATA. Intet er skrevet.",
            aside=True,
        )
        return BAD_INPUT
    _write(folder, files)
    names = [name for name, _content in files]
    if as_json:
        print_json({"folder": str(folder), "files": names})
    elif names:
        say(lang, f"{len(names)} files written to {folder}.", f"{len(names)} filer skrevet til {folder}.")
    else:
        say(lang, "Nothing is public: no file is written.", "Intet er offentligt: ingen fil er skrevet.")
    return FINE


def _write(folder: Path, files: list[tuple[str, bytes]]) -> None:
    """Each whole or not at all."""
    from driveout.outside.whole_files import written_whole

    for name, content in files:
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise unwritten(error, path.parent) from error
        with written_whole(path) as new:
            new.write_bytes(content)


def _calendars(today: date) -> Files:
    """As the site's own addresses: alle.ics, hub/KEY.ics, sted/KEY.ics, in a folder for each organisation's number."""
    from driveout.records.publish.calendars import all_that_can_be_followed, calendar

    rows = all_that_can_be_followed()
    asked: set[tuple[int, str, tuple[tuple[str, str], ...]]] = {(whose, "alle", ()) for whose, _place, _base in rows}
    asked |= {(whose, f"hub/{base}", (("base_key", base),)) for whose, _place, base in rows if base}
    asked |= {(whose, f"sted/{place}", (("place_key", place),)) for whose, place, _base in rows}
    for whose, name, only in sorted(asked):
        content = calendar(whose, today, **dict(only))
        if content is not None:
            yield f"{whose}/{_safe(name)}.ics", content


def _linked(today: date) -> Files:
    """alle.jsonld, and sted/KEY.jsonld with the dates of one place."""
    from django.conf import settings
    from django.urls import reverse

    from driveout.core.tell.linked import as_text, event
    from driveout.records.publish.linked import where_of
    from driveout.records.publish.standing import standing

    site, everything = settings.SITE_ADDRESS or NOWHERE, []
    by_place: dict[str, list[dict[str, object]]] = {}
    for season in standing(today):
        for one in season.dates(today, WEEKS):
            for place in season.week(one.place_key, today)[:1]:
                page = site + reverse("public:cafe", args=(one.place_key,))
                told = event(one, where_of(place, page))
                by_place.setdefault(one.place_key, []).append(told)
                everything.append(told)
    for key in sorted(by_place):
        yield f"sted/{_safe(key)}.jsonld", as_text(by_place[key]).encode()
    if everything:
        yield "alle.jsonld", as_text(everything).encode()


def _safe(name: str) -> str:
    """A key comes from people's files: it may not climb out of the folder."""
    if ".." in name.split("/") or "\0" in name or "\\" in name:
        what = Said("A place's key is no name of a file", "Et steds nøgle er intet navn på en fil")
        raise Faults([Fault(name, what, Said("a key of letters and digits", "en nøgle af bogstaver og tal"))])
    return name


WRITTEN: dict[str, Callable[[date], Files]] = {"ical": _calendars, "jsonld": _linked}
