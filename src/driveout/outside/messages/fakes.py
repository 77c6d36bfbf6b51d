"""Two small local servers that answer as a mail server and as GatewayAPI do, well or badly on request.

They check what the real ones check, so that a message they take would be taken. The contract test asks a real gateway
the same questions when one is named.
"""

import base64
import json
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, cast

TOKEN, USER, PASSWORD = "a-token", "cafe", "a password"
SMS_BEHAVIOURS = ("well", "busy", "broken", "cut off", "not json")
MAIL_BEHAVIOURS = ("well", "later", "full", "cut off in data", "no such person")


@dataclass
class Seen:
    """Where the fake answers, and what it took."""

    url: str = ""
    host: str = ""
    port: int = 0
    behaviour: str = "well"
    sms: list[dict[str, Any]] = field(default_factory=list)
    mails: list[EmailMessage] = field(default_factory=list)


class _Gateway(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        seen = cast(_GatewayServer, self.server).seen
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if seen.behaviour == "cut off":
            self.close_connection = True
            return None
        if seen.behaviour in ("busy", "broken"):
            return self._say(503 if seen.behaviour == "busy" else 500, {"code": "0x0000", "message": "x"})
        if self.path != "/rest/mtsms":
            return self._say(404, {"message": "Not found"})
        if self.headers.get("Authorization") != "Basic " + base64.b64encode(f"{TOKEN}:".encode()).decode():
            return self._say(401, {"code": "0x0213", "message": "Unauthorized"})
        try:
            asked = json.loads(body)
        except ValueError:
            return self._say(422, {"message": "Unprocessable"})
        if trouble := _sms_trouble(asked):
            return self._say(400, {"code": "0x0200", "message": trouble})
        seen.sms.append(asked)
        return self._say(200, {"ids": [len(seen.sms)], "usage": {"countries": {"DK": 1}, "currency": "DKK"}})

    def _say(self, status: int, answer: object) -> None:
        behaviour = cast(_GatewayServer, self.server).seen.behaviour
        body = b"<html>" if behaviour == "not json" else json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""


def _sms_trouble(asked: Any) -> str:
    """What the gateway's own documentation asks of a message."""
    if not isinstance(asked, dict) or not isinstance(asked.get("message"), str) or not asked["message"]:
        return "message is required"
    sender = str(asked.get("sender", ""))
    if len(sender) > (15 if sender.isdigit() else 11):
        return "sender is too long"
    to = asked.get("recipients")
    if not isinstance(to, list) or not 1 <= len(to) <= 10_000:
        return "recipients are required"
    for one in to:
        number = str(one.get("msisdn", "")) if isinstance(one, dict) else ""
        if not (number.isdigit() and 8 <= len(number) <= 15 and not number.startswith("0")):
            return "msisdn is not a number with its country's code"
    if len(asked["message"]) > (670 if asked.get("encoding") == "UCS2" else 1530):
        return "message is too long"
    return ""


class _GatewayServer(ThreadingHTTPServer):
    seen: Seen


class _MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address, daemon_threads = True, True
    seen: Seen


class _Mail(socketserver.StreamRequestHandler):
    """Enough of RFC 5321 and AUTH PLAIN to refuse what a real server refuses."""

    def handle(self) -> None:
        self.seen = cast(_MailServer, self.server).seen
        self.known, self.sender, self.to = False, "", ""
        self._say("220 fake ESMTP")
        while line := self.rfile.readline():
            word, _, rest = line.decode().strip().partition(" ")
            if word.upper() == "QUIT":
                return self._say("221 bye")
            if not self._answer(word.upper(), rest):
                return None
        return None

    def _answer(self, word: str, rest: str) -> bool:
        """False when the line is cut."""
        if word == "EHLO":
            self._say("250-fake", "250 AUTH PLAIN")
        elif word == "AUTH":
            self.known = rest.split()[-1] == base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode()
            self._say("235 welcome" if self.known else "535 wrong")
        elif not self.known:
            self._say("530 sign in first")
        elif word == "MAIL":
            self.sender = rest
            self._say("421 later" if self.seen.behaviour == "later" else "250 ok")
        elif word == "RCPT":
            self.to = rest
            nobody = self.seen.behaviour == "no such person" or "@" not in rest
            self._say("550 no such person" if nobody or not self.sender else "250 ok")
        elif word == "DATA":
            return self._data()
        else:
            self._say("250 ok")
        return True

    def _data(self) -> bool:
        if not self.to:
            self._say("503 to whom?")
            return True
        self._say("354 go on")
        lines: list[bytes] = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line[1:] if line.startswith(b".") else line)
        if self.seen.behaviour == "cut off in data":
            return False
        if self.seen.behaviour == "full":
            self._say("452 no room")
            return True
        mail = message_from_bytes(b"".join(lines), policy=default)
        if not all(mail[name] for name in ("From", "To", "Date", "Message-ID")):
            self._say("550 not a mail")
            return True
        self.seen.mails.append(mail)
        self._say("250 taken")
        return True

    def _say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


@contextmanager
def fake_gateway(behaviour: str = "well") -> Iterator[Seen]:
    """A gateway while the block lasts; gives what it saw."""
    server = _GatewayServer(("127.0.0.1", 0), _Gateway)
    server.seen = Seen(url=f"http://127.0.0.1:{server.server_address[1]}", behaviour=behaviour)
    with _running(server):
        yield server.seen


@contextmanager
def fake_mail_server(behaviour: str = "well") -> Iterator[Seen]:
    """A mail server while the block lasts; gives what it saw."""
    server = _MailServer(("127.0.0.1", 0), _Mail)
    server.seen = Seen(host="127.0.0.1", port=server.server_address[1], behaviour=behaviour)
    with _running(server):
        yield server.seen


@contextmanager
def _running(server: socketserver.BaseServer) -> Iterator[None]:
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
