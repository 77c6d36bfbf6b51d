"""Text messages by GatewayAPI: POST /rest/mtsms, the token as the name of HTTP basic authentication.

The body is {"sender", "message", "userref", "encoding"?, "recipients": [{"msisdn": 4512345678}]}; 200 answers
{"ids": [1], "usage": {…}}. 400 and 422: not to be had like this; 401 and 403: not for us; 5xx: nobody knows.
"""

from dataclasses import dataclass
from typing import Any

import httpx

from driveout.outside.messages.letter import Letter, NotEver, NotNow, Unknown

# Letters of a text message (GSM 03.38). With any other the whole message is sent as UCS-2, where fewer fit in.
GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà^{}\\[~]|€"
)
LONGEST_NAME, LONGEST_NUMBER = 11, 15


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """A gateway. `sender`: the name that a phone shows, at most 11 letters and digits."""

    url: str
    token: str
    sender: str
    timeout_s: float = 20.0

    def send(self, letter: Letter) -> None:
        """One message to one number, with its country's code in front."""
        try:
            with httpx.Client(timeout=self.timeout_s, follow_redirects=False) as client:
                answer = client.post(
                    f"{self.url.rstrip('/')}/rest/mtsms", auth=(self.token, ""), json=self._asked(letter)
                )
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.InvalidURL) as error:
            raise NotNow("no answer", type(error).__name__) from error
        except httpx.HTTPError as error:
            raise Unknown("unknown", type(error).__name__) from error
        _judge(answer)

    def _asked(self, letter: Letter) -> dict[str, Any]:
        asked: dict[str, Any] = {
            "sender": self.sender,
            "message": letter.text,
            "userref": letter.id,
            "recipients": [{"msisdn": number_of(letter.to)}],
        }
        if not set(letter.text) <= GSM:
            asked["encoding"] = "UCS2"
        return asked


def number_of(address: str) -> int:
    """“+45 12 34 56 78” as the gateway wants it; NotEver for what is no number with a country's code."""
    digits = address.replace(" ", "")
    if not (digits.startswith("+") and digits[1:].isascii() and digits[1:].isdigit() and 9 <= len(digits) <= 16):
        raise NotEver("wrong address")
    return int(digits[1:])


def _judge(answer: httpx.Response) -> None:
    if answer.status_code in (400, 422):
        raise NotEver("wrong address", str(answer.status_code))
    if answer.status_code in (401, 403):
        raise NotNow("refused us", str(answer.status_code))
    if answer.status_code in (429, 503):
        raise NotNow("busy", str(answer.status_code))
    if answer.status_code != 200 or not _ids(answer):
        raise Unknown("unknown", str(answer.status_code))


def _ids(answer: httpx.Response) -> bool:
    try:
        told = answer.json()
    except ValueError:
        return False
    return isinstance(told, dict) and isinstance(told.get("ids"), list) and len(told["ids"]) == 1
