"""A network of our own between a browser and the server: it can be cut, and mended again. Loopback alone."""

import socket
import threading
from contextlib import suppress


class Wire:
    """Listens on a free port of 127.0.0.1 and hands on to another. While it is cut, every connection ends at once."""

    def __init__(self, to: int) -> None:
        self.to = to
        self.is_cut = False
        self._open: set[socket.socket] = set()
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def cut(self) -> None:
        """Everything under way ends in the middle, and nothing new begins."""
        self.is_cut = True
        for one in list(self._open):
            _end(one)

    def mend(self) -> None:
        self.is_cut = False

    def close(self) -> None:
        self.cut()
        _end(self._door)

    def _listen(self) -> None:
        while True:
            try:
                near, _ = self._door.accept()
            except OSError:
                return
            if self.is_cut:
                _end(near)
                continue
            try:
                far = socket.create_connection(("127.0.0.1", self.to), timeout=30)
            except OSError:
                _end(near)
                continue
            for one, other in ((near, far), (far, near)):
                one.settimeout(None)
                self._open.add(one)
                threading.Thread(target=self._hand_on, args=(one, other), daemon=True).start()

    def _hand_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)
        for end in (one, other):
            self._open.discard(end)
            _end(end)


def _end(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        one.close()
