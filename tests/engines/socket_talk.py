"""A WebSocket as a browser's remote control speaks it (RFC 6455): text both ways, whole messages."""

import base64
import os
import socket
import struct
from urllib.parse import urlsplit


class Talk:
    """`send` and `receive` whole messages. Raises OSError when the other end has gone."""

    def __init__(self, address: str, within: float) -> None:
        parts = urlsplit(address)
        assert parts.hostname and parts.port
        self._line = socket.create_connection((parts.hostname, parts.port), timeout=within)
        self._rest = b""
        key = base64.b64encode(os.urandom(16)).decode()
        asked = (
            f"GET {parts.path or '/'} HTTP/1.1\r\nHost: {parts.hostname}:{parts.port}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )
        self._line.sendall(asked.encode())
        head = b""
        while b"\r\n\r\n" not in head:
            head += self._read(1)
        assert b" 101 " in head.split(b"\r\n")[0], head

    def send(self, text: str) -> None:
        data = text.encode()
        self._frame(1, data)

    def receive(self) -> str:
        whole = b""
        while True:
            first, second = self._read(2)
            kind, last, long = first & 15, first & 128, second & 127
            size = (
                long
                if long < 126
                else struct.unpack(*((">H", self._read(2)) if long == 126 else (">Q", self._read(8))))[0]
            )
            data = self._read(size)
            if kind == 9:
                self._frame(10, data)
            elif kind == 8:
                raise OSError("closed by the browser")
            elif kind in (0, 1, 2):
                whole += data
                if last:
                    return whole.decode()

    def close(self) -> None:
        self._line.close()

    def _frame(self, kind: int, data: bytes) -> None:
        size = len(data)
        head = bytes([128 | kind])
        head += (
            bytes([128 | size])
            if size < 126
            else struct.pack(">BH", 254, size)
            if size < 65536
            else struct.pack(">BQ", 255, size)
        )
        mask = os.urandom(4)
        self._line.sendall(head + mask + bytes(byte ^ mask[at % 4] for at, byte in enumerate(data)))

    def _read(self, size: int) -> bytes:
        while len(self._rest) < size:
            more = self._line.recv(65536)
            if not more:
                raise OSError("the browser has gone")
            self._rest += more
        data, self._rest = self._rest[:size], self._rest[size:]
        return data
