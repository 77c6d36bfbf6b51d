"""The engines a phone may have, by the smallest remote control each of them has: go somewhere, and ask the page."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Protocol
from urllib.request import Request, urlopen

from playwright.sync_api import sync_playwright

from tests.browser import FLAGS, chromium_path
from tests.engines.socket_talk import Talk
from tests.patience import HANG_MS, HANG_S
from tests.walks.server import free_port

WEBKIT = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
LANGUAGE = "da-DK"


class Engine(Protocol):
    """`js` is an expression, whose value (or that of its promise) comes back."""

    def go(self, address: str) -> None: ...
    def js(self, expression: str) -> Any: ...


class Chromium:
    def __init__(self, page: Any) -> None:
        self.page = page

    def go(self, address: str) -> None:
        self.page.goto(address)

    def js(self, expression: str) -> Any:
        return self.page.evaluate(f"async () => ({expression})")


class Firefox:
    """By WebDriver BiDi, which Firefox speaks itself."""

    def __init__(self, talk: Talk) -> None:
        self.talk, self.last = talk, 0
        self.ask("session.new", capabilities={})
        self.context = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **params: Any) -> dict[str, Any]:
        self.last += 1
        self.talk.send(json.dumps({"id": self.last, "method": method, "params": params}))
        while True:
            said = json.loads(self.talk.receive())
            if said.get("id") == self.last:
                if said["type"] == "error":
                    raise RuntimeError(f"{method}: {said['message']}")
                return dict(said["result"])

    def go(self, address: str) -> None:
        self.ask("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def js(self, expression: str) -> Any:
        asked = f"(async () => JSON.stringify((await ({expression})) ?? null))()"
        said = self.ask("script.evaluate", expression=asked, target={"context": self.context}, awaitPromise=True)
        if said["type"] != "success":
            raise RuntimeError(said["exceptionDetails"]["text"])
        return json.loads(said["result"]["value"])


class WebKit:
    """By WebDriver, through WebKitGTK's own driver."""

    def __init__(self, driver: str, binary: str) -> None:
        self.at = driver
        options = {"binary": binary, "args": ["--automation"]}
        wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
        self.at = f"{driver}/session/{self.ask('/session', {'capabilities': wanted})['sessionId']}"

    def ask(self, path: str, body: dict[str, Any] | None = None, method: str = "") -> Any:
        data = None if body is None else json.dumps(body).encode()
        asked = Request(self.at + path, data, {"Content-Type": "application/json"}, method=method or None)
        with urlopen(asked, timeout=HANG_S) as answer:
            return json.loads(answer.read())["value"]

    def go(self, address: str) -> None:
        self.ask("/url", {"url": address})

    def js(self, expression: str) -> Any:
        script = "const done = arguments[0]; (async () => JSON.stringify((await (" + expression + ")) ?? null))()"
        said = self.ask("/execute/async", {"script": script + ".then(done, (no) => done('!' + no));", "args": []})
        if said.startswith("!"):
            raise RuntimeError(said)
        return json.loads(said)

    def role(self, css: str) -> str:
        """What the engine tells a screen reader that it is."""
        found = self.ask("/element", {"using": "css selector", "value": css})
        return str(self.ask(f"/element/{next(iter(found.values()))}/computedrole"))


@contextmanager
def chromium() -> Iterator[Chromium]:
    path = chromium_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*FLAGS])
        page = browser.new_context(locale=LANGUAGE).new_page()
        page.set_default_timeout(HANG_MS)
        yield Chromium(page)
        browser.close()


@contextmanager
def firefox() -> Iterator[Firefox]:
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    with tempfile.TemporaryDirectory() as folder:
        prefs = {
            "intl.accept_languages": "da, en",
            "browser.shell.checkDefaultBrowser": False,
            "app.update.enabled": False,
        }
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in prefs.items()]
        Path(folder, "user.js").write_text("\n".join(lines))
        log = Path(folder, "log")
        command = [
            str(path),
            "--headless",
            "--no-remote",
            "--profile",
            folder,
            "--remote-debugging-port",
            "0",
            "about:blank",
        ]
        with log.open("wb") as out, _running(command, out, {"HOME": folder, "MOZ_HEADLESS": "1"}):
            address = _printed(log, r"WebDriver BiDi listening on (ws://\S+)")
            talk = Talk(f"{address}/session", HANG_S)
            yield Firefox(talk)
            talk.close()


@contextmanager
def webkit() -> Iterator[WebKit]:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "log")
        own = {"HOME": folder, "LANG": "da_DK.UTF-8", "LANGUAGE": "da", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
        # A screen that nobody looks at; where there is no way to make one, the driver takes the one that is there.
        screen = ["xvfb-run", "-a"] if shutil.which("xvfb-run") else []
        command = [*screen, "WebKitWebDriver", f"--port={port}", "--host=127.0.0.1"]
        with log.open("wb") as out, _running(command, out, own):
            _until(lambda: _answers(f"http://127.0.0.1:{port}/status"), log)
            engine = WebKit(f"http://127.0.0.1:{port}", str(next(Path("/").glob(WEBKIT[1:]))))
            yield engine
            engine.ask("", method="DELETE")


def missing(name: str) -> str:
    """Why that engine cannot be tried here; empty when it can."""
    here = {
        "chromium": chromium_path(),
        "firefox": shutil.which("firefox-esr") or shutil.which("firefox"),
        "webkit": shutil.which("WebKitWebDriver") and next(Path("/").glob(WEBKIT[1:]), None),
    }[name]
    package = {"chromium": "chromium", "firefox": "firefox-esr", "webkit": "webkit2gtk-driver and xvfb"}[name]
    return "" if here else f"{name} is not installed: apt-get install {package}"


ENGINES: dict[str, Callable[[], Any]] = {"chromium": chromium, "firefox": firefox, "webkit": webkit}


@contextmanager
def _running(command: list[str], out: Any, own: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    """The program with all that it starts, until the end."""
    env = {**os.environ, **own}
    process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=env, start_new_session=True)
    try:
        yield process
    finally:
        for signal in (15, 9):
            try:
                os.killpg(process.pid, signal)
                process.wait(timeout=10)
            except (ProcessLookupError, subprocess.TimeoutExpired):
                continue


def _printed(log: Path, what: str) -> str:
    _until(lambda: re.search(what, log.read_text(errors="replace")), log)
    found = re.search(what, log.read_text(errors="replace"))
    assert found
    return found.group(1)


def _answers(address: str) -> bool:
    try:
        with urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _until(true: Callable[[], Any], log: Path) -> None:
    end = monotonic() + min(HANG_S, 120)
    while not true():
        assert monotonic() < end, log.read_text(errors="replace")
        sleep(0.1)
