"""Everybody calls, each on a connection of its own, and it is noted how long each waits."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any

PATIENCE = 120.0  # seconds


@dataclass(frozen=True)
class Answer:
    """`seconds`: from picking up the phone to the last byte."""

    status: int
    body: bytes
    seconds: float


def at_once(port: int, calls: Sequence[bytes], within: float = 0.0) -> list[Answer]:
    """The answers, in the order of the calls. `within`: seconds that the calls are spread over, evenly."""

    async def everybody() -> list[Answer]:
        gap = within / max(1, len(calls))
        return await asyncio.gather(*(_call(port, call, at * gap) for at, call in enumerate(calls)))

    return asyncio.run(everybody())


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
    return "\r\n".join([*lines, "", ""]).encode() + request.body


async def _call(port: int, call: bytes, after: float) -> Answer:
    await asyncio.sleep(after)
    started = perf_counter()
    async with asyncio.timeout(PATIENCE):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(call)
        said = await reader.read()
        writer.close()
    head, _, body = said.partition(b"\r\n\r\n")
    if b"transfer-encoding: chunked" in head.lower():
        body = _joined(body)
    return Answer(int(head.split(b" ", 2)[1]), body, perf_counter() - started)


def _joined(chunks: bytes) -> bytes:
    whole = b""
    while chunks:
        size, _, rest = chunks.partition(b"\r\n")
        length = int(size or b"0", 16)
        whole, chunks = whole + rest[:length], rest[length + 2 :]
        if not length:
            break
    return whole
