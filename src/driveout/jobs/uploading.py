"""Tasks of the files' worker: read a season that was handed in, and write a plan as a file."""

import logging
import lzma
import zipfile
import zlib
from io import BytesIO
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from driveout.jobs import calendars
from driveout.records.plan import queries
from driveout.records.plan.files import uploads
from driveout.records.plan.files.uploads import ENDINGS, TAKEN_IN, WORKBOOKS
from driveout.records.plan.models import PlanFile, Upload
from driveout.records.plan.plans.history import not_in_plan
from driveout.records.plan.work.queues import FILES

if TYPE_CHECKING:
    from driveout.core.words import Plan, Season
    from driveout.outside.faults import Fault, Said

log = logging.getLogger(__name__)
MOST_FILES, MOST_FAULTS = 200, 1000
LINKS = 0o120000
NO_GUEST = 0.01  # guests a week; sums differ by less
# What zipfile lets through of a broken archive: a password and a packing it does not know are RuntimeErrors, and
# members packed by other means break in the manner of whoever unpacks them.
BROKEN = (zipfile.BadZipFile, RuntimeError, OSError, EOFError, ValueError, zlib.error, lzma.LZMAError)


@task(queue_name=FILES)
def read_upload(upload_id: int) -> None:
    """Read the file into a season, or tell every fault. Delivered twice, it is read once."""
    from driveout.outside.faults import Faults

    upload = Upload.objects.filter(pk=upload_id, state=Upload.State.WAITS).first()
    if upload is None or upload.content is None:
        return
    notes: list[Said] = []
    try:
        called = {(file, row): name for file, row, name in upload.called}
        season = read_file(upload.name, bytes(upload.content), notes, called)
        uploads.take_in(upload_id=upload_id, season=season, notes=list(map(_both, notes)), now=timezone.now())
    except Faults as refusal:
        faults = told(refusal.faults)
        uploads.turn_down(upload_id=upload_id, faults=faults, now=timezone.now())
    except Exception:
        log.exception("The season file %s could not be read", upload_id)
        uploads.turn_down(upload_id=upload_id, faults=[], now=timezone.now())


Called = dict[tuple[str, int], str]  # file and row → the name that was taken in place of one that two share


def read_file(name: str, content: bytes, notes: "list[Said]", called: Called) -> "Season":
    """The season in a workbook, or in a zipped folder. Raises Faults. What is written to disk is gone afterwards."""
    from driveout.outside.faults import Fault, Faults, Said

    safe = PurePosixPath(name.replace("\\", "/")).name or "?"
    if not safe.lower().endswith(TAKEN_IN):
        what = Said("It is neither a workbook nor a zipped folder", "Den er hverken et regneark eller en zippet mappe")
        raise Faults([Fault(safe, what, Said(" or ".join(TAKEN_IN), " eller ".join(TAKEN_IN)))])
    with TemporaryDirectory(prefix="driveout-") as folder:
        if not safe.lower().endswith(WORKBOOKS):
            inside = Path(folder) / "season"
            inside.mkdir()
            unzip(safe, content, inside)
            return _with_drives(inside, notes, called)
        file = Path(folder) / f"{_stem(safe)}.xlsx"  # with or without macros, which are never run
        file.write_bytes(content)
        return _with_drives(file, notes, called)


def _with_drives(path: Path, notes: "list[Said]", called: Called) -> "Season":
    """The season with its drives, from the service that is set or from the estimate; what to know of them as notes."""
    from driveout.core.travel import ferries_of_season
    from driveout.outside.faults import Said
    from driveout.outside.season_files import read_season
    from driveout.outside.travel_times import ask, listed

    service, url = settings.DRIVES
    season = read_season(path, with_estimates=not service, notes=notes, called=called)
    sayings = []
    if service:
        asked = ask(season, service=service, base_url=url)
        season, sayings = asked.season, [asked.note, *listed(asked.far)]
    notes += [Said(saying.english, saying.danish) for saying in (*sayings, *ferries_of_season(season))]
    return season


def unzip(name: str, content: bytes, folder: Path) -> None:
    """A season's own files from a zip, flat, into a folder; paths that lead elsewhere, and links, are not followed."""
    from driveout.outside.faults import Fault, Faults, Said
    from driveout.outside.unpacking import TooLarge, check_sizes, too_large, unpacked

    expected = Said("a zipped folder with season.toml and CSV files", "en zippet mappe med season.toml og CSV-filer")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            wanted = [entry for entry in archive.infolist() if _belongs(entry)]
            if len(wanted) > MOST_FILES:
                what = Said(f"It holds {len(wanted)} files", f"Den rummer {len(wanted)} filer")
                raise Faults([Fault(name, what, Said(f"at most {MOST_FILES}", f"højst {MOST_FILES}"))])
            check_sizes(archive)
            names = [PurePosixPath(entry.filename).name.lower() for entry in wanted]
            if len(set(names)) < len(names):
                what = Said("A file stands in it twice", "En fil ligger der to gange")
                raise Faults([Fault(name, what, Said("one season in each zip", "én sæson i hver zip"))])
            for entry in wanted:
                with archive.open(entry) as packed, (folder / PurePosixPath(entry.filename).name).open("wb") as file:
                    file.writelines(unpacked(packed))
    except TooLarge as error:
        raise Faults([too_large(name, error)]) from None
    except BROKEN:
        what = Said("It cannot be unpacked", "Den kan ikke pakkes ud")
        raise Faults([Fault(name, what, expected)]) from None


def _belongs(entry: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(entry.filename)
    is_link = (entry.external_attr >> 16) & 0o170000 == LINKS
    hidden = path.name.startswith(".") or "__MACOSX" in path.parts
    return not (entry.is_dir() or is_link or hidden) and path.suffix.lower() in (".toml", ".csv")


def _stem(name: str) -> str:
    """A name that any disk takes; the worker's disk may count its bytes."""
    stem = name.rsplit(".", 1)[0].replace("\0", "")
    return stem.encode()[:100].decode(errors="ignore") or "file"


def told(faults: "list[Fault]") -> list[dict[str, Any]]:
    """Plain values. So many that no page could hold them: the first ones, and how many `more` there are."""
    plain = [_plain(fault) for fault in faults[:MOST_FAULTS]]
    if more := len(faults) - len(plain):
        what = {"en": f"There are {more} more faults", "da": f"Der er {more} fejl mere"}
        expected = {"en": "that these are mended first", "da": "at disse bliver rettet først"}
        last = {"file": faults[0].file, "row": None, "column": "", "found": "", "what": what, "expected": expected}
        plain.append({**last, "more": more})
    return plain


def _plain(fault: "Fault") -> dict[str, Any]:
    return {
        "file": _storable(fault.file),
        "row": fault.row,
        "column": _storable(fault.column),
        "found": _storable(fault.found[:200]),
        "what": _both(fault.what),
        "expected": _both(fault.expected),
        "instead": _storable(fault.instead),
    }


def _both(said: "Said") -> dict[str, str]:
    return {"en": _storable(said.en), "da": _storable(said.da)}


def _storable(text: str) -> str:
    """PostgreSQL refuses the zero byte, which a broken file may hold."""
    return text.replace("\0", "")


@task(queue_name=FILES)
def write_file(file_id: int) -> None:
    """Write a plan's file and keep it. Delivered twice, it is written once."""
    from driveout.outside.faults import Faults

    file = PlanFile.objects.select_related("plan").defer("content").filter(pk=file_id, made_at__isnull=True).first()
    if file is None or file.failed:
        return
    try:
        content, notes = plan_as_file(file)
        uploads.file_is_written(file_id=file_id, content=content, notes=list(map(_both, notes)), now=timezone.now())
    except Faults as refusal:
        troubles = [{"en": fault.sentence("en"), "da": fault.sentence("da")} for fault in refusal.faults]
        uploads.file_failed(file_id=file_id, troubles=troubles)
    except Exception:
        log.exception("The file %s could not be written", file_id)
        uploads.file_failed(file_id=file_id, troubles=[])


def plan_as_file(file: PlanFile) -> "tuple[bytes, list[Said]]":
    """The plan as it is asked for, and what to know of it. Raises Faults where what it names is no more.

    A plan was checked when it was stored, and people drive it also while somebody edits the season for the next one:
    it is written as it was, with the rules it kept then, and with a note.
    """
    from driveout.core.plan.check import check
    from driveout.core.words import Verdict
    from driveout.outside.faults import Said
    from driveout.outside.plan_files.writing import write_plan

    season, plan = queries.season_of(file.plan), queries.plan_as_words(file.plan_id)
    if not _is_whole(season, plan, file.plan.guests):
        raise _no_longer()
    verdict, edited = check(season, plan), Said("", "")
    if not verdict.holds or not_in_plan(file.plan):
        verdict = Verdict(tuple(file.plan.rules), ())
        edited = Said(
            "The season was edited after this plan was made. The plan is shown as it was made.",
            "Sæsonen er rettet, efter at planen blev lavet. Planen står, som den blev lavet.",
        )
    with TemporaryDirectory(prefix="driveout-") as folder:
        path = Path(folder) / f"plan{ENDINGS[PlanFile.Kind(file.kind)]}"
        write_plan(
            season, plan, verdict, path, kind=file.kind, lang=file.language, changed=file.plan.made_at,
            note=edited, **(calendars.of(file.plan) if file.kind == PlanFile.Kind.CALENDAR else {}),
        )  # fmt: skip
        return path.read_bytes(), [edited] if edited.da else []


def _is_whole(season: "Season", plan: "Plan", guests: float) -> bool:
    """Is everything there that the plan names? `guests`: as it was stored; an opening that is gone took its own."""
    stops, hubs = {stop.name for stop in season.stops}, {hub.name for hub in season.hubs}
    there = all(opening.stop in stops and opening.hub in hubs for opening in plan.openings)
    driven = {opening.tour for opening in plan.openings} == {tour.name for tour in plan.tours}
    return there and driven and abs(plan.guests_a_week - guests) < NO_GUEST


def _no_longer() -> Exception:
    from driveout.outside.faults import Fault, Faults, Said

    what = Said("A place or a hub of the plan is no more", "Et sted eller en hub i planen er her ikke mere")
    return Faults([Fault("plan", what, Said("a plan made again", "en plan, der er lavet igen"))])
