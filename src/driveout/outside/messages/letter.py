"""What is sent, and the three ways it can go wrong. A sender says which: only what is surely not sent is sent again."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one address. `id` names it for ever; `stop` is the address that ends such messages."""

    id: str
    to: str
    subject: str
    text: str
    stop: str = ""


class Trouble(Exception):
    """It was not sent, or nobody knows. `code`: one of the words below; the log may know more, a screen does not."""

    def __init__(self, code: str, more: str = "") -> None:
        self.code = code
        super().__init__(f"{code}: {more}" if more else code)


class NotNow(Trouble):
    """Surely not sent, and it may go better later: `no answer`, `refused us`, `busy`."""


class NotEver(Trouble):
    """Surely not sent, and the same again would be refused again: `wrong address`, `refused`."""


class Unknown(Trouble):
    """It may have been sent, and nobody will ever say: `unknown`. It is not sent again."""


class Sender(Protocol):
    """One way to people."""

    def send(self, letter: Letter) -> None:
        """Send it, once, and return when it was taken. NotNow, NotEver, Unknown."""
        ...
