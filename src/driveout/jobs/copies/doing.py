"""`driveout backup` and `driveout restore`: which database, which file, what is said."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from driveout.jobs.copies import erased, postgresql, sqlite
from driveout.jobs.copies.contents import Contents, NotACopy
from driveout.jobs.own_files import make_own
from driveout.jobs.terminal import say

FINE, BAD_INPUT = 0, 2


def back_up(target: Path, lang: str) -> int:
    """A copy of the database into `target`, made while it is in use. 2, and no file, where that cannot be."""
    return _told(lang, lambda: _back_up(target, lang))


def restore(source: Path, lang: str) -> int:
    """A copy back into nothing. 2, and nothing changed, where it is no copy or the place is not empty."""
    return _told(lang, lambda: _restore(source, lang))


def _told(lang: str, act: Callable[[], None]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driveout.config.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.db import DatabaseError

    try:
        import django

        django.setup()
        act()
    except ImproperlyConfigured as refusal:
        say(lang, str(refusal), str(refusal), aside=True)
        return BAD_INPUT
    except NotACopy as wrong:
        say(lang, wrong.english, wrong.danish, aside=True)
        return BAD_INPUT
    except (DatabaseError, OSError) as error:
        say(lang, f"That did not work: {error}", f"Det lykkedes ikke: {error}", aside=True)
        return BAD_INPUT
    return FINE


def _back_up(target: Path, lang: str) -> None:
    if target.exists() or target.is_symlink():
        raise NotACopy(
            f"{target} is there already. Choose a name that is free: a copy never takes another's place.",
            f"{target} er der allerede. Vælg et navn, der er frit: en kopi tager aldrig en andens plads.",
        )
    if not target.parent.is_dir():
        raise NotACopy(f"There is no folder {target.parent}.", f"Der er ingen mappe {target.parent}.")
    settings = _settings()
    found: Contents = _kind(settings).copy(settings, target)
    _remember(found, target.stat().st_size)
    _keep_erased(target.parent)
    size = f"{target.stat().st_size / 1e6:.1f}"
    say(
        lang,
        f"{target}: {_held(found)}; {size} MB. It has been opened and read through.",
        f"{target}: {_rummer(found)}; {size.replace('.', ',')} MB. Den er åbnet og læst igennem.",
    )


def _restore(source: Path, lang: str) -> None:
    if not source.is_file():
        raise NotACopy(f"There is no file {source}.", f"Der er ingen fil {source}.")
    settings = _settings()
    kind = _kind(settings)
    with source.open("rb") as opened:
        begins = opened.read(16)
    if not begins.startswith(kind.BEGINS):
        wanted = "SQLite" if kind is sqlite else "PostgreSQL"
        raise NotACopy(
            f"{source} is no copy of a {wanted} database, and this site has one: see DRIVEOUT_DATABASE_URL.",
            f"{source} er ikke en kopi af en {wanted}-database, som den her: se DRIVEOUT_DATABASE_URL.",
        )
    _refuse_strangers(source, kind.migrations(source))
    found: Contents = kind.put_back(settings, source)
    _go_on_from_now()
    _take_out_again(source.parent, lang)
    if kind is sqlite and (told := make_own(Path(settings["NAME"]).parent)):
        say(lang, *told, aside=True)
    say(
        lang,
        f"Put back: {_held(found)}, as in the copy. Start `driveout serve`: it brings the database up to date.",
        f"Lagt tilbage: {_rummer(found)}, som i kopien. Start `driveout serve`: den bringer databasen ajour.",
    )


def _refuse_strangers(source: Path, had: set[str]) -> None:
    """Only what this version knows can be put back."""
    from django.db.migrations.loader import MigrationLoader

    known = {name for app, name in MigrationLoader(None).disk_migrations if app == "records"}
    if not had:
        raise NotACopy(f"{source} holds no Drive Out.", f"{source} rummer ikke noget Drive Out.")
    if newer := had - known:
        raise NotACopy(
            f"{source} was made by a newer Drive Out ({max(newer)}). Install that one first.",
            f"{source} er lavet af et nyere Drive Out ({max(newer)}). Installér det først.",
        )


def _remember(found: Contents, size: int) -> None:
    """For those who see to the server: when the last good copy was made."""
    from django.db import DatabaseError
    from django.utils import timezone

    from driveout.records.trust.models import Backup

    with suppress(DatabaseError):  # a database from before copies were remembered; the copy is good all the same
        Backup.objects.create(at=timezone.now(), rows=found.rows, bytes=size, fingerprint=found.fingerprint)


def _go_on_from_now() -> None:
    """Calendars have read later numbers than those in the copy: the next change is counted from now."""
    from django.db import DatabaseError
    from django.utils import timezone

    from driveout.records.tell.models import FeedStamp

    with suppress(DatabaseError):  # a copy from before calendars had numbers that grow
        FeedStamp.objects.update(since=timezone.now())


def _keep_erased(folder: Path) -> None:
    """Beside the copy: who was taken out by now, so that an older copy in the folder brings nobody back."""
    from django.conf import settings
    from django.db import DatabaseError

    from driveout.records.team.erased import marks_kept

    marks = erased.written(settings.DATA_FOLDER)
    with suppress(DatabaseError):  # a database that is not up to date: the list of before is kept
        marks |= marks_kept()
    erased.write_down(folder, marks)


def _take_out_again(folder: Path, lang: str) -> None:
    """Who was taken out since the copy was made is taken out of it too; where it is older than the tables of this
    version, the next start does it."""
    from django.conf import settings
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    data = settings.DATA_FOLDER
    marks = erased.written(folder) | erased.written(data)
    if not marks:
        return
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    erased.write_down(data, marks)
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say(
            lang,
            "Who was taken out since it was made is taken out again when `driveout serve` starts.",
            "Dem, der er taget ud siden, tages ud igen, når `driveout serve` starter.",
        )
        return
    say_taken_out(lang, *erased.take_out_again(marks))


def say_taken_out(lang: str, done: int, refused: list[str]) -> None:
    """How many were taken out again, and who could not be."""
    if done:
        say(
            lang,
            f"Taken out again, as before the copy was put back: {done}.",
            f"Taget ud igen, som før kopien blev lagt tilbage: {done}.",
        )
    if refused:
        say(
            lang,
            f"Not taken out: {', '.join(refused)}. It would leave nobody who can give access. Welcome a coordinator.",
            f"Ikke taget ud: {', '.join(refused)}. Så kunne ingen give adgang. Byd en koordinator velkommen først.",
            aside=True,
        )


def _settings() -> dict[str, Any]:
    from django.db import connection

    return dict(connection.settings_dict)


def _kind(settings: dict[str, Any]) -> Any:
    return sqlite if settings["ENGINE"].endswith("sqlite3") else postgresql


def _held(found: Contents) -> str:
    return f"{found.rows:,} rows in {len(found.tables)} tables, fingerprint {found.fingerprint}"


def _rummer(found: Contents) -> str:
    rows = f"{found.rows:,}".replace(",", ".")
    return f"{rows} rækker i {len(found.tables)} tabeller, fingeraftryk {found.fingerprint}"
