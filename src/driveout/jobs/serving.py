"""`driveout serve` and `driveout demo`: make the database ready, start the family, and go on until a stop."""

import os
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from driveout.jobs.family import Family, Stop, stopping_on_signals
from driveout.jobs.own_files import make_own
from driveout.jobs.telling import telling
from driveout.jobs.terminal import chosen_language, say

BAD_INPUT, BROKEN = 2, 1
PLANNED_WITHIN = 150.0  # seconds
TIDY_EVERY = 3600.0  # seconds


def demo(port: int, *, week: bool = True, serving: bool = True) -> int:
    """Serve a planned season with a cast of people on `port`, on this machine only. Returns the exit code.

    `week`: the plan is at work, with days, crew and cafés that were held; otherwise nobody has approved it yet.
    `serving`: without it only the data are made, and the next start finds them.
    """
    os.environ["DRIVEOUT_DEMO"] = "1"
    os.environ.setdefault("DRIVEOUT_DATA", str(Path("var") / "demo"))
    from driveout.jobs import demo_town

    lang = chosen_language(None)

    def prepare() -> None:
        with telling(lang, "Putting people and a season in", "Lægger folk og en sæson ind"):
            demo_town.prepare()

    def ready() -> None:
        demo_town.wait_for_plan(PLANNED_WITHIN)
        say_where(port)
        demo_town.say_cast(lang)
        if week:
            demo_town.begin_week(lang)

    if not serving:
        _make_ready(lang)
        prepare()
        return 0
    return _run(port, prepare, ready)


def serve(port: int) -> int:
    """Serve the site on `port` with its own database. Returns the exit code."""

    def ready() -> None:
        say_where(port)
        say_what_is_missing()

    return _run(port, hold_to_the_list, ready)


def hold_to_the_list() -> None:
    """Nobody comes back who was taken out, whatever copy the database was put back from."""
    from django.conf import settings

    from driveout.jobs.copies import erased
    from driveout.jobs.copies.doing import say_taken_out

    if marks := erased.written(settings.DATA_FOLDER):
        say_taken_out(chosen_language(None), *erased.take_out_again(marks))


def say_what_is_missing() -> None:
    """Where nobody can sign in yet, how the first one can."""
    from django.contrib.auth import get_user_model

    if not get_user_model().objects.exists():
        command = 'python manage.py welcome carla --first-name Carla --organisation "…" --role coordinator'
        say(
            chosen_language(None),
            f"Nobody can sign in yet. Welcome the first person: {command}",
            f"Ingen kan logge ind endnu. Byd den første velkommen: {command}",
        )
    sys.stdout.flush()


def say_where(port: int) -> None:
    """Where it answers; behind a proxy also by which address people come, for by the first one it turns them away."""
    from django.conf import settings

    lang = chosen_language(None)
    say(lang, f"\nDrive Out answers at http://localhost:{port}/", f"\nDrive Out svarer på http://localhost:{port}/")
    if people := ", ".join(settings.CSRF_TRUSTED_ORIGINS):
        say(
            lang,
            f"That is for your proxy alone. People come by {people}",
            f"Det er kun til jeres proxy. Folk kommer ind ad {people}",
        )
    say(lang, "Ctrl-C stops it.", "Ctrl-C stopper det.")
    sys.stdout.flush()


def _run(port: int, prepare: Callable[[], None], ready: Callable[[], None]) -> int:
    lang = chosen_language(None)
    host = os.environ.get("DRIVEOUT_BIND", "127.0.0.1")
    if trouble := port_trouble(host, port):
        say(lang, *trouble, aside=True)
        return BAD_INPUT
    try:
        _make_ready(lang)
    except Exception as refusal:
        if type(refusal).__name__ != "ImproperlyConfigured":  # Django's own advice is for programmers; ours is not
            raise
        print(refusal, file=sys.stderr)
        return BAD_INPUT
    prepare()
    with stopping_on_signals() as stop, Family(host, port) as family:
        with telling(lang, "Starting the web server", "Starter webserveren"):
            trouble = family.trouble_answering(host, port, stop)
        if stop.asked:
            return 0
        if trouble:
            say(lang, *trouble, aside=True)
            return BROKEN
        family.take_files()
        ready()
        _keep_going(family, stop, lang)
    return 0


def _keep_going(family: Family, stop: Stop, lang: str) -> None:
    """Until a stop is asked for: whoever of the family ends is started again, and what is old is deleted."""
    tidied = time.monotonic() - TIDY_EVERY
    while not stop.asked:
        if time.monotonic() - tidied >= TIDY_EVERY:
            tidy()
            tidied = time.monotonic()
        for english, danish in family.keep_alive():
            say(lang, english, danish, aside=True)
        time.sleep(0.3)


def _make_ready(lang: str) -> None:
    if told := make_own(Path(os.environ.get("DRIVEOUT_DATA") or "var")):
        say(lang, *told, aside=True)
    with telling(lang, "Making the database ready", "Gør databasen klar"):
        set_up()


def port_trouble(host: str, port: int) -> tuple[str, str] | None:
    """Why the port cannot be had, in English and Danish; None when it can."""
    if not 0 < port < 65536:
        return f"{port} is not a port. Choose one from 1024 to 65535.", f"{port} er ikke en port. Vælg 1024 til 65535."
    try:
        with socket.create_server((host, port)):
            return None
    except PermissionError:
        return f"Port {port} needs an administrator. Choose one above 1023.", f"Port {port} kræver en administrator."
    except OSError:
        return (
            f"Port {port} is taken by another program. Stop that one, or choose another port: --port {port + 1}",
            f"Port {port} er optaget af et andet program. Stop det, eller vælg en anden port: --port {port + 1}",
        )


def set_up() -> None:
    """Settings, and a database that is up to date."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driveout.config.settings")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)


def tidy() -> None:
    """Files and sessions that have been kept long enough are deleted, also when nobody asks for new ones."""
    from django.db import DatabaseError, connection
    from django.utils import timezone

    from driveout.records.plan.files.uploads import drop_old_files
    from driveout.records.team.sessions import drop_old

    with suppress(DatabaseError):  # the next hour will do; nobody is served such a file meanwhile
        drop_old_files(now=timezone.now())
        drop_old(now=timezone.now())
    connection.close()
