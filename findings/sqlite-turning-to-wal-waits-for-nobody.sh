#!/usr/bin/env bash
# Django 5.2.1 with Python's own sqlite3. A site on SQLite asks for journal_mode=WAL in init_command, with a timeout of 20 s.
# Expected: on a file that is not yet in WAL (fresh, or made by a copy) several first connections wait for each other.
# Seen: some of them fail with "database is locked" in milliseconds; once the file is in WAL, none does. One process must
#       open a fresh or copied file before several do.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT
python3 -m venv "$T/venv"
"$T/venv/bin/pip" install --quiet --disable-pip-version-check django==5.2.1
cat > "$T/first.py" <<'P'
import sqlite3
import sys
import time
from pathlib import Path
from threading import Barrier, Thread

import django
from django.conf import settings
from django.db import OperationalError, connection

FOLDER, ROUNDS, AT_ONCE = Path(sys.argv[1]), 400, 4
OPTIONS = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "", "OPTIONS": OPTIONS}})
django.setup()


def locked(turned_before):
    """How many first connections were refused, and the longest that one of them waited, in seconds."""
    waits = []
    for n in range(ROUNDS):
        file = FOLDER / f"{turned_before}{n}.sqlite3"
        made = sqlite3.connect(file)
        made.execute("CREATE TABLE cafe (name TEXT)")
        if turned_before:
            made.execute("PRAGMA journal_mode=WAL")
        made.close()
        connection.settings_dict["NAME"] = str(file)
        start = Barrier(AT_ONCE)

        def write():
            start.wait()
            began = time.monotonic()
            try:
                with connection.cursor() as cursor:
                    cursor.execute("INSERT INTO cafe VALUES ('Karby')")
            except OperationalError:
                waits.append(time.monotonic() - began)
            finally:
                connection.close()

        threads = [Thread(target=write) for _ in range(AT_ONCE)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return len(waits), max(waits, default=0)


fresh, waited = locked(False)
print(f"not yet in WAL: {fresh} of {ROUNDS * AT_ONCE} refused, after {waited:.2f} s at most; SQLite {sqlite3.sqlite_version}")
ready, _ = locked(True)
print(f"in WAL already: {ready} refused")
assert fresh and waited < 5, "they wait now: this finding is out of date"
assert not ready
print("SEEN as described")
P
"$T/venv/bin/python" "$T/first.py" "$T"
