"""The directory from the command line: taking somebody's list in, and writing out what the site publishes."""

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from driveout.jobs.terminal import print_json, say

if TYPE_CHECKING:
    from driveout.outside.hsds import Listed
    from driveout.records.bridge.directory.taking import Report
    from driveout.records.team.models import Organisation

FINE, BAD_INPUT, PARTLY = 0, 2, 4
LINES = "lines"


def bring_in(args: Namespace) -> int:
    """0 all is taken, also where nothing is new; 4 some entries are refused; 2 there is no directory, by Faults."""
    from driveout.outside.faults import Fault, Faults, Said
    from driveout.outside.hsds import read_any

    if args.season != "hsds" or args.path is None:
        what = Said("a second word goes with hsds, and hsds with one", "et ord mere hører til hsds, og hsds til et")
        raise Faults([Fault("import", what, Said("import hsds PATH|URL", "import hsds STI|URL"))])
    _set_up()
    from django.utils import timezone

    now = timezone.now()
    if args.path == LINES:
        from driveout.jobs.help_lines import take_lines

        report = take_lines(organisation=_organisation(args.organisation), now=now, partial=args.partial)
        odd: list[tuple[str, Any]] = []
    else:
        listed = read_any(args.path)
        report = take(listed, organisation=_organisation(args.organisation), source=args.path, partial=args.partial)
        odd = list(listed.odd)
    told = as_plain(report, odd, args.lang)
    if args.json:
        print_json(told)
    else:
        _tell(report, told, args.lang)
    return PARTLY if report.refused else FINE


def take(listed: "Listed", *, organisation: "Organisation", source: str, partial: bool = False) -> "Report":
    """A list that was read, into the organisation's directory."""
    from django.utils import timezone

    from driveout.core.bridge.directory.items import take_apart
    from driveout.records.bridge.directory.taking import take_list

    found = take_apart(listed.rows)
    return take_list(
        organisation=organisation, found=found, whose_list=source[:300], by=None, now=timezone.now(), partial=partial
    )


def as_plain(report: "Report", odd: "list[tuple[str, Any]]", lang: str) -> dict[str, Any]:
    """For machines: numbers taken and unchanged; refused and odd entries with field and reason."""

    def told(rows: "list[tuple[str, str, Any]]") -> list[dict[str, str]]:
        return [{"item": item, "field": field, "reason": said.in_(lang)} for item, field, said in rows]

    whole = [{"item": where, "field": "", "reason": said.in_(lang)} for where, said in odd]
    return {
        "taken": report.taken, "unchanged": report.unchanged, "refused": told(report.refused),
        "warnings": [*whole, *told(report.warnings)],
    }  # fmt: skip


def _tell(report: "Report", told: dict[str, Any], lang: str) -> None:
    for name, words in (("refused", ("Refused", "Afvist")), ("warnings", ("Look at", "Se på"))):
        for row in told[name]:
            where = ", ".join(filter(None, (row["item"], row["field"])))
            print(f"{words[lang == 'da']}: {where}: {row['reason']}")
    taken, same, refused = len(report.taken), len(report.unchanged), len({item for item, _f, _r in report.refused})
    say(
        lang,
        f"Taken: {taken}. Unchanged: {same}. Refused: {refused}.",
        f"Taget: {taken}. Uændret: {same}. Afvist: {refused}.",
    )
    if not report.is_written:
        say(
            lang,
            "Nothing is written. With --partial the good entries are taken.",
            "Intet er skrevet. Med --partial bliver de gode taget.",
        )


def write_out(folder: Path, lang: str) -> int:
    """The directory as the site publishes it, in a folder: a page of each list, and each service whole."""
    _set_up()
    from django.utils import timezone

    from driveout.jobs.directory_files import write_directory

    n = write_directory(folder, timezone.localdate())
    say(lang, f"Written to {folder}: {n} entries.", f"Skrevet til {folder}: {n} poster.")
    return FINE


def _set_up() -> None:
    """Bad settings, or no database, are faults in words."""
    from driveout.outside.faults import Fault, Faults, Said

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driveout.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    wanted = Said("a database: start `driveout serve` once", "en database: start `driveout serve` én gang")
    try:
        import django

        django.setup()
        from driveout.records.team.models import Organisation

        Organisation.objects.exists()
    except ImproperlyConfigured as refusal:
        raise Faults([Fault("DRIVEOUT", Said(str(refusal), str(refusal)), wanted)]) from None
    except DatabaseError:
        what = Said("the database cannot be read", "databasen kan ikke læses")
        raise Faults([Fault("DRIVEOUT_DATA", what, wanted)]) from None


def _organisation(name: str) -> "Organisation":
    """Whose directory: the one that is named, else the only one that has people here."""
    from driveout.outside.faults import Fault, Faults, Said
    from driveout.records.team.models import Member, Organisation, Role

    rows = Organisation.objects.order_by("pk")
    whole = Member.objects.filter(role=Role.COORDINATOR).values("organisation")
    found = list(rows.filter(name=name) if name else rows.filter(pk__in=whole))
    if len(found) == 1:
        return found[0]
    names = ", ".join(row.name for row in rows) or "–"
    what = Said("it does not say whose directory", "der står ikke, hvis vejviser det er")
    raise Faults([Fault("--organisation", what, Said(f"one of: {names}", f"en af: {names}"), found=name)])
