"""Somebody beside a server, in its database: a few lines of Python at a time, in one process that is set up once."""

import json
import subprocess
import sys
from typing import Any

from tests.patience import HANG_S

LOOP = """
import contextlib, io, json, sys, traceback
import django
django.setup()
for line in sys.stdin:
    said, trouble = io.StringIO(), ""
    with contextlib.redirect_stdout(said):
        try:
            exec(json.loads(line), {})
        except BaseException:
            trouble = traceback.format_exc()
    print(json.dumps([said.getvalue().strip(), trouble]), flush=True)
"""
# What the sign-in page does once it has found the password right: the site's own session, and what it remembers of it.
SIGN_IN = """
from importlib import import_module
from django.conf import settings
from django.contrib.auth import get_user_model, login
from django.http import HttpRequest, QueryDict
request = HttpRequest()
request.META["HTTP_USER_AGENT"] = "{agent}"
request.POST = QueryDict("next={next}")
request.session = import_module(settings.SESSION_ENGINE).SessionStore()
login(request, get_user_model().objects.get(username="{name}"))
request.session.save()
print(request.session.session_key)
"""
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"


class Desk:
    """Begins with the first that is asked of it, and ends with `end`."""

    def __init__(self, env: dict[str, str]) -> None:
        self.env = env
        self.process: subprocess.Popen[str] | None = None

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, *_: Any) -> None:
        self.end()

    def do(self, code: str) -> str:
        """Prints come back; what goes wrong there is told here."""
        if self.process is None:
            pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
            self.process = subprocess.Popen([sys.executable, "-c", LOOP], env=self.env, **pipes)
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(json.dumps(code) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        assert answer, f"the desk has ended: {self.process.wait(timeout=HANG_S)}"
        said, trouble = json.loads(answer)
        assert not trouble, trouble
        return str(said)

    def session_of(self, name: str, *, bound_for: str = "") -> str:
        """The cookie of a new session of somebody's, who wanted to go there."""
        return self.do(SIGN_IN.format(name=name, agent=AGENT, next=bound_for))

    def end(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()
            self.process.wait(timeout=HANG_S)
        self.process = None
