"""`driveout serve` as docs/how-to/serve-it.md says: HTTPS behind a proxy, one name, on either database."""

import os
import signal
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

import httpx
import psutil
import pytest

from driveout.jobs.family import health
from tests.migrated_postgres import with_every_table
from tests.patience import HANG_S
from tests.postgres import WITH_TABLES
from tests.served import served

pytestmark = pytest.mark.server
NAME = "plan.example.dk"
AS_DOCUMENTED: dict[str, Any] = {
    "DRIVEOUT_HOSTS": NAME,
    "DRIVEOUT_HTTPS": "1",
    "DRIVEOUT_BEHIND_PROXY": "1",
    "DRIVEOUT_ORIGINS": f"https://{NAME}",
}
SIGNED = {"Cookie": "sessionid=" + 32 * "x"}  # a session that has to be looked up
PROXY = {"Host": NAME, "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}


def until(true):
    deadline = monotonic() + HANG_S
    while not true():
        assert monotonic() < deadline
        sleep(0.1)


@contextmanager
def an_address(database):
    if database == "sqlite":
        yield ""
    else:
        with with_every_table() as server:
            yield server.database(WITH_TABLES)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_it_serves_one_name_over_https_and_says_how_it_is(tmp_path, database):
    with an_address(database) as address, served(tmp_path, address, **AS_DOCUMENTED) as server:
        ask = httpx.Client(base_url=server.address, timeout=HANG_S)
        assert ask.get("/health/").text == "ok\n", "by any name, without HTTPS"
        assert ask.head("/health/").status_code == 200
        assert ask.get("/log-ind/").status_code == 400, "another name is nobody's here"
        assert f"People come by https://{NAME}" in server.log.read_text() and "ERROR" not in server.log.read_text()
        page = ask.get("/log-ind/", headers=PROXY)
        assert page.status_code == 200 and 'name="login"' in page.text
        bare = ask.head("/log-ind/", headers=PROXY)
        assert (bare.status_code, bare.text) == (200, "") and bare.headers["content-type"] == page.headers[
            "content-type"
        ]
        plain = ask.get("/log-ind/", headers={**PROXY, "X-Forwarded-Proto": "http"})
        assert (plain.status_code, plain.headers["location"]) == (301, f"https://{NAME}/log-ind/")
        assert "Nobody can sign in yet" in server.log.read_text()
        assert ask.get("/kaffe/", headers=PROXY).status_code == 404
        assert {f"{file.stat().st_mode & 0o777:o}" for file in tmp_path.glob("driveout.sqlite3*")} <= {"600"}
        family = psutil.Process(server.process.pid).children()
        os.killpg(family[0].pid, signal.SIGKILL)  # the web server itself
        until(lambda: "The web server has ended" in server.log.read_text())
        until(lambda: health("127.0.0.1", int(server.address.rpartition(":")[2])) == "")
        assert ask.get("/log-ind/", headers=PROXY).status_code == 200
        assert "Traceback" not in server.log.read_text()


def test_while_the_database_is_away_people_read_so_and_the_log_stays_short(tmp_path):
    with with_every_table() as database, served(tmp_path, database.database(WITH_TABLES), **AS_DOCUMENTED) as server:
        port = int(server.address.rpartition(":")[2])
        ask = httpx.Client(base_url=server.address, timeout=HANG_S, headers=PROXY)
        database.end()
        until(lambda: health("127.0.0.1", port).startswith("503"))
        for _ in range(30):
            page = ask.get("/log-ind/", params={"next": "/"}, headers=SIGNED)
        assert page.status_code == 503 and "Databasen svarer ikke lige nu" in page.text
        assert page.headers["retry-after"] == "60"
        until(lambda: "The database does not answer: what needs it waits." in server.log.read_text())
        database.begin()
        until(lambda: "The database answers again." in server.log.read_text())
        until(lambda: ask.get("/log-ind/", headers=SIGNED).status_code == 200)
        log = server.log.read_text()
        assert log.count("Service Unavailable") + log.count("Internal Server Error") <= 2, log
        assert "Traceback" not in log and "/health/" not in log, "what is no fault of ours is a line"
