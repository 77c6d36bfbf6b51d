"""The database's files are the service's own: nobody else with a sign-in on the machine reads them."""

import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import Any

OTHERS = 0o077  # what group and everybody else may
OWN_FOLDERS = {"demo", "lost+found"}  # of ours, and of a disk by itself
BESIDE = ("", "-wal", "-shm", "-journal")


def make_own(folder: Path) -> tuple[str, str] | None:
    """The data folder, and what is made from now on, for ourselves alone. What is to be said, in English and Danish,
    where others could read it until now.

    Only a folder of our own is narrowed: one with other folders in it may be somebody else's home, or everybody's.
    """
    os.umask(OTHERS)
    folder.mkdir(parents=True, exist_ok=True)
    if not folder.stat().st_mode & OTHERS:
        return None
    if _is_ours(folder):
        folder.chmod(0o700)
        return (
            f"Others on this machine could read the folder {folder}: now only the user who runs this can.",
            f"Andre på maskinen kunne læse mappen {folder}: nu kan kun den bruger, der kører det her.",
        )
    return (
        f"Others on this machine may look into {folder}, which is not ours alone: choose a folder for the data only.",
        f"Andre på maskinen kan se i {folder}, som ikke er vores alene: vælg en mappe kun til data.",
    )


def narrow(connection: Any, **_signal: Any) -> None:
    """A SQLite database that has just been opened, or made, and what SQLite keeps beside it: 0600."""
    if connection.vendor != "sqlite":
        return
    for end in BESIDE:
        file = Path(f"{connection.settings_dict['NAME']}{end}")
        with suppress(OSError):  # it is not there, is no file, or is somebody else's
            if file.stat().st_mode & OTHERS:
                file.chmod(0o600)


def _is_ours(folder: Path) -> bool:
    found = folder.stat()
    if found.st_uid != os.geteuid() or found.st_mode & stat.S_ISVTX:
        return False
    return all(one.name in OWN_FOLDERS or not one.is_dir() for one in folder.iterdir())
