"""A real `driveout serve` that is ended with SIGKILL and started again, and phones that talk to it over HTTP."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from threading import Event, Thread
from time import monotonic, sleep

import psutil

from tests.patience import HANG_S
from tests.storm.phone import Phone, Request
from tests.storm.truth import Tap
from tests.storm.weather import Reply
from tests.walks.server import ROOT, free_port

MOST_WAITING = 40  # nobody taps more than that while the server is away


class Serving:
    """`driveout serve` on a port of its own, with the settings of this process's environment."""

    def __init__(self, env: dict[str, str], folder: Path) -> None:
        self.env, self.log, self.port = env, folder / "serve.log", free_port()
        self.process: subprocess.Popen[bytes] | None = None
        self.kills = 0

    def start(self) -> None:
        """Returns when it answers."""
        command = [sys.executable, "-m", "driveout.jobs.cli", "serve", "--port", str(self.port)]
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.env, stdout=out, stderr=out)
        deadline = monotonic() + HANG_S
        while not self._answers():
            assert self.process.poll() is None and monotonic() < deadline, self.log.read_text()
            sleep(0.05)

    def kill(self) -> None:
        """SIGKILL to everything at once, as when the power goes: nobody has time to say good-bye."""
        assert self.process is not None
        family = [self.process.pid]
        with suppress(psutil.Error):
            family += [child.pid for child in psutil.Process(self.process.pid).children(recursive=True)]
        for pid in family:
            with suppress(psutil.Error):
                psutil.Process(pid).send_signal(signal.SIGKILL)
        self.process.wait()
        for pid in family[1:]:
            with suppress(psutil.Error):
                psutil.Process(pid).wait(timeout=10)
        self.kills += 1

    def cpu(self) -> float:
        """Seconds of work that the web server has done so far, in all its processes; those beside it do not count."""
        assert self.process is not None
        spent = 0.0
        for child in psutil.Process(self.process.pid).children():
            if any("granian" in word for word in child.cmdline()):
                for one in (child, *child.children(recursive=True)):
                    times = one.cpu_times()
                    spent += times.user + times.system
        return spent

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=HANG_S)

    def _answers(self) -> bool:
        try:
            return posted(self.port, Request("/felt/api/events/", {}, b"{}"), 20.0).status < 500
        except (OSError, HTTPException):
            return False


def posted(port: int, request: Request, patience: float) -> Reply:
    """One call on a connection of its own. OSError or HTTPException when no whole answer comes."""
    connection = HTTPConnection("127.0.0.1", port, timeout=patience)
    try:
        headers = {"Content-Type": "application/json", "Host": "localhost", **request.headers}
        connection.request("POST", request.path, body=request.body, headers=headers)
        answer = connection.getresponse()
        return Reply(answer.status, answer.read())
    finally:
        connection.close()


class Crew(Thread):
    """Somebody at a café who taps and sends all the time, through a network that doubles and forgets."""

    def __init__(self, phone: Phone, cafes: Sequence[int], serving: Serving, over: Event, seed: float) -> None:
        super().__init__(daemon=True)
        self.phone, self.cafes, self.serving, self.over = phone, cafes, serving, over
        self.chance = Random(seed)
        self.taps: list[Tap] = []
        self.sent = self.cut = self.landed = 0  # calls, how many broke off on their way, and how many were answered
        self.on_its_way = False
        self.broken: BaseException | None = None

    def run(self) -> None:
        try:
            while not self.over.is_set():
                for _ in range(self.chance.randint(1, 6) if len(self.phone.waiting) < MOST_WAITING else 0):
                    self._tap()
                self._send()
                sleep(self.chance.uniform(0.0, 0.05))
        except BaseException as trouble:
            self.broken = trouble
            raise

    def _tap(self) -> None:
        cafe, drawn = self.chance.choice(self.cafes), self.chance.random()
        if drawn < 0.8:
            kind, body = "count", {"what": self.chance.choice(("first", "before", "child", "meal")), "n": 1}
        elif drawn < 0.9 and self.taps:
            of = self.chance.choice(self.taps).item
            cafe, kind, body = of["occurrence"], "undo", {"of": of["id"]}
        else:
            kind, body = "words", {"text": "Kaffen er god her", "read_back": True}
        seq, item = self.phone.write(cafe, kind, body)
        self.taps.append(Tap(self.phone, seq, item, frozenset({"landed"})))

    def _send(self) -> None:
        request = self.phone.request()
        if request is None:
            return
        twice = Thread(target=self._post, args=(request, 10.0), daemon=True) if self.chance.random() < 0.3 else None
        if twice is not None:
            twice.start()
        self.on_its_way = True
        reply = self._post(request, 0.02 if self.chance.random() < 0.1 else 10.0)
        self.on_its_way = False
        self.landed += reply is not None
        self.phone.hear(request, reply.status if reply else None, reply.body if reply else b"")
        if twice is not None and self.chance.random() < 0.5:
            twice.join()

    def _post(self, request: Request, patience: float) -> Reply | None:
        self.sent += 1
        try:
            return posted(self.serving.port, request, patience)
        except ConnectionRefusedError:  # there is no server just now
            sleep(0.1)
            return None
        except TimeoutError:  # ours: we did not want to wait
            return None
        except (OSError, HTTPException):
            self.cut += 1
            return None

    def send_the_rest(self, rounds: int = 200) -> None:
        """The day is over and the network is there: until nothing waits."""
        while rounds and self.phone.waiting:
            self._send()
            rounds -= 1
