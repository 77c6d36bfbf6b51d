"""`driveout serve` as an operator starts it, on either database; and a person with a browser too plain for scripts."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import httpx

from tests.patience import HANG_S
from tests.walks.server import ROOT, Server, environment, free_port

KEY = "for tests only, and long enough to be taken as a key"


def operators_environment(folder: Path, database: str = "") -> dict[str, str]:
    """Settings of a site that is no demo. `database` as DRIVEOUT_DATABASE_URL; without it, SQLite in the folder."""
    env = {key: value for key, value in environment(folder).items() if key != "DRIVEOUT_DEMO"}
    return {**env, "DRIVEOUT_SECRET_KEY": KEY, "DRIVEOUT_DATABASE_URL": database}


def manage(env: dict[str, str], *words: str) -> str:
    """What one of the operator's commands prints."""
    command = [sys.executable, "-m", "django", *words]
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def served(folder: Path, database: str = "", within: float = HANG_S, **settings: str) -> Iterator[Server]:
    """`driveout serve` until it says where it is; ended with SIGTERM. `settings`: more of the operator's."""
    port, env, log = free_port(), {**operators_environment(folder, database), **settings}, folder / "serve.log"
    command = [sys.executable, "-m", "driveout.jobs.cli", "serve", "--port", str(port)]
    folder.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
    try:
        deadline = monotonic() + within
        while "answers at" not in log.read_text():
            assert process.poll() is None and monotonic() < deadline, log.read_text()
            sleep(0.1)
        yield Server(f"http://localhost:{port}", env, log, process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=HANG_S)


class Visitor(httpx.Client):
    """Signs in with a password, sends forms with their token, and follows where it is sent."""

    def __init__(self, server: Server, name: str, password: str) -> None:
        super().__init__(base_url=server.address, follow_redirects=True, timeout=HANG_S)
        page = self.get("/log-ind/")
        self.hand_in("/log-ind/", page.text, login=name, password=password)
        assert "sessionid" in self.cookies, f"{name} could not sign in"

    def hand_in(self, to: str, page: str = "", **form: str) -> httpx.Response:
        """Post a form. `page`: the page it stands on, else the token is the cookie's."""
        found = re.search(r'name="csrfmiddlewaretoken"\s+value="([^"]+)"', page)
        token = found[1] if found else self.cookies["csrftoken"]
        return self.post(to, data={**form, "csrfmiddlewaretoken": token}, headers={"Referer": str(self.base_url)})
