"""Mail by SMTP (RFC 5321). Each step is taken by itself: only in the last one can it be unknown whether it was sent."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, parseaddr
from typing import TypeVar
from uuid import UUID, uuid5

from driveout.outside.messages.letter import Letter, NotEver, NotNow, Unknown

# A message's id in the mail is made from its own, so that a mail server that gets it twice knows it.
OURS = UUID("5a0f2f4e-6a55-5d1c-8a86-0a6d3a1c9e41")
WORDS = {True: "refused", False: "wrong address"}
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Smtp:
    """A mail server. `security`: starttls, tls or none. `sender`: the address that mails come from."""

    host: str
    port: int
    sender: str
    security: str = "starttls"
    user: str = ""
    password: str = ""
    timeout_s: float = 20.0

    def send(self, letter: Letter) -> None:
        """One connection a message: there are few, and none waits for another."""
        content = _mail(letter, self.sender)
        server = _before(self._connected)
        try:
            _before(lambda: _said_yes(server.mail(parseaddr(self.sender)[1]), ours=True))
            _before(lambda: _said_yes(server.rcpt(letter.to), ours=False))
            try:
                taken = server.data(content)
            except smtplib.SMTPDataError as error:
                raise _refused(error.smtp_code, str(error.smtp_error), ours=True) from error
            except (smtplib.SMTPException, OSError) as error:
                raise Unknown("unknown", type(error).__name__) from error
            _said_yes(taken, ours=True)
        finally:
            _goodbye(server)

    def _connected(self) -> smtplib.SMTP:
        context = ssl.create_default_context()
        if self.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(self.host, self.port, timeout=self.timeout_s, context=context)
        else:
            server = smtplib.SMTP(self.host, self.port, timeout=self.timeout_s)
        try:
            if self.security == "starttls":
                server.starttls(context=context)
            server.ehlo_or_helo_if_needed()
            if self.user:
                server.login(self.user, self.password)
        except BaseException:
            server.close()
            raise
        return server


def _before(act: Callable[[], Answer]) -> Answer:
    """A step before the message itself: whatever breaks here, nothing was sent."""
    try:
        return act()
    except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
        raise NotNow("refused us", type(error).__name__) from error
    except (smtplib.SMTPException, OSError) as error:
        raise NotNow("no answer", type(error).__name__) from error


def _said_yes(answer: tuple[int, bytes], *, ours: bool) -> None:
    code, said = answer
    if not 200 <= code < 300:
        raise _refused(code, said.decode("ascii", "replace"), ours=ours)


def _refused(code: int, said: str, *, ours: bool) -> NotNow | NotEver:
    """4xx is “later”, 5xx “never” (RFC 5321, 4.2.1). `ours`: it is about us, not about the address."""
    return NotNow("busy", f"{code} {said}") if 400 <= code < 500 else NotEver(WORDS[ours], f"{code} {said}")


def _goodbye(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()


def _mail(letter: Letter, sender: str) -> bytes:
    """The message as it goes over the wire; NotEver for an address or subject that would break out of its line."""
    mail = EmailMessage(policy=SMTP)
    domain = parseaddr(sender)[1].rpartition("@")[2]
    try:
        mail["From"], mail["To"], mail["Subject"] = sender, letter.to, letter.subject
        mail["Date"] = formatdate(localtime=True)
        mail["Message-ID"] = f"<{uuid5(OURS, letter.id)}@{domain}>"
        mail["Auto-Submitted"] = "auto-generated"  # so that no out-of-office answer comes back (RFC 3834)
        if letter.stop:
            mail["List-Unsubscribe"] = f"<{letter.stop}>"
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
        mail.set_content(letter.text)
        return mail.as_bytes()
    except ValueError as error:
        raise NotEver("wrong address", type(error).__name__) from error
