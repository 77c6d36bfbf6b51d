"""The real views and the real database, in this process, with everything between phone and server that can go wrong."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import OperationalError, connection, transaction
from django.test import Client

from tests.storm.phone import Request


class Killed(BaseException):
    """The process is gone: nothing after it runs, whatever it catches."""


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes


@contextmanager
def dying(at: int) -> Iterator[None]:
    """From the `at`th question to the database on, there is no process to ask any."""
    asked = 0

    def ask(execute: Callable[..., Any], *words: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked >= at:
            raise Killed
        return execute(*words)

    with connection.execute_wrapper(ask):
        yield


@contextmanager
def busy(at: int) -> Iterator[None]:
    """The `at`th question to the database is the one that waited too long."""
    asked = 0

    def ask(execute: Callable[..., Any], *words: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked == at:
            raise OperationalError("database is locked")
        return execute(*words)

    with connection.execute_wrapper(ask):
        yield


@cache
def _anybody() -> Client:
    """Whoever calls without a session; made once, for that takes longer than a call."""
    return Client(raise_request_exception=False)


class Server:
    """Answers, dies and is started again. `said`: every status it gave without anything having been done to it."""

    def __init__(self) -> None:
        self.said: list[int] = []
        self.anybody = _anybody()

    def take(self, request: Request, client: Client | None = None) -> Reply:
        """As it is asked in fair weather."""
        who, kind = client or self.anybody, "application/json"
        answer = who.generic(request.method, request.path, request.body, kind, headers=request.headers)
        return Reply(answer.status_code, answer.content)

    def fair(self, request: Request, client: Client | None = None) -> Reply:
        reply = self.take(request, client)
        self.said.append(reply.status)
        return reply

    def comes_again(self, request: Request) -> None:
        """Somebody who copied the call sends it: nothing is heard twice."""
        again = self.take(request)
        if again.status == 200:  # it had never arrived
            again = self.take(request)
        assert again.status in (401, 403, 409), f"{again} to a call that came before"

    def killed_at(self, request: Request, at: int) -> Reply | None:
        """None: it died before it could answer. Else it had no `at`th question, and answered."""
        try:
            with dying(at):
                return self.take(request)
        except Killed:
            return None
        finally:
            assert not connection.in_atomic_block, "a process that died left a transaction open"
            connection.close()

    def forgets(self, request: Request) -> Reply:
        """The power fails right after it answered, and what it had written had not come to rest on the disk."""
        with transaction.atomic():
            reply = self.fair(request)
            transaction.set_rollback(True)
        return reply

    def busy_at(self, request: Request, at: int) -> Reply:
        with busy(at):
            return self.take(request)
