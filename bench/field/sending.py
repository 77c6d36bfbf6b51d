"""Everybody calls, each on a connection of its own, and it is noted how long each waits."""

import asyncio
import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from random import Random
from time import perf_counter
from typing import Any

PATIENCE = 120.0  # seconds
Caller = Generator[bytes, "Answer", None]


@dataclass(frozen=True)
class Answer:
    """`seconds`: from picking up the phone to the last byte. `again`: the server is busy, and says after how many
    seconds to come back."""

    status: int
    body: bytes
    seconds: float
    again: float = 0.0


@dataclass(frozen=True)
class Talk:
    """What one phone heard, and how many seconds after its first call it had nothing more to say."""

    answers: list[Answer]
    done: float


def at_once(port: int, callers: Sequence[Caller], within: float = 0.0) -> list[Talk]:
    """Everybody's talk, in the order of the callers. `within`: seconds that their first calls are spread over, evenly.

    A caller yields what it sends and is sent the answer. Who is told to come again does so then, or up to a second
    later, as the app does. First calls are written before anybody begins.
    """
    first, chance = [next(caller, b"") for caller in callers], Random(1)
    gap = within / max(1, len(callers))

    async def everybody() -> list[Talk]:
        talks = [_talk(port, *one, at * gap, chance) for at, one in enumerate(zip(callers, first, strict=True))]
        return await asyncio.gather(*talks)

    return asyncio.run(everybody())


def once(call: bytes) -> Caller:
    """A caller with one thing to ask, until it has been heard."""
    while (yield call).again:
        pass


def written(request: Any) -> bytes:
    """A call as it goes over the wire."""
    headers = {
        "Host": "localhost",
        "Content-Type": "application/json",
        "Content-Length": str(len(request.body)),
        "Connection": "close",
        **request.headers,
    }
    lines = [f"{request.method} {request.path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    head = "\r\n".join([*lines, "", ""]).encode()
    return head + bytes(request.body)


async def _talk(port: int, caller: Caller, call: bytes, after: float, chance: Random) -> Talk:
    await asyncio.sleep(after)
    started, answers = perf_counter(), []
    while call:
        answer = await _call(port, call)
        answers.append(answer)
        if answer.again:
            await asyncio.sleep(answer.again + chance.random())
        try:
            call = caller.send(answer)
        except StopIteration:
            break
    return Talk(answers, perf_counter() - started)


async def _call(port: int, call: bytes) -> Answer:
    started = perf_counter()
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(call)
        said = await reader.read()
        writer.close()
    head, _, body = said.partition(b"\r\n\r\n")
    if b"transfer-encoding: chunked" in head.lower():
        body = _joined(body)
    told = re.search(rb"(?i)retry-after: (\d+)", head)
    return Answer(int(head.split(b" ", 2)[1]), body, perf_counter() - started, float(told[1]) if told else 0.0)


def _joined(chunks: bytes) -> bytes:
    whole = b""
    while chunks:
        size, _, rest = chunks.partition(b"\r\n")
        length = int(size or b"0", 16)
        whole, chunks = whole + rest[:length], rest[length + 2 :]
        if not length:
            break
    return whole
