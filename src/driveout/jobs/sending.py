"""Messages that are due leave: claimed, sent, and then said to have landed. Nothing waits inside a transaction."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from driveout.outside.messages.choosing import Settings, senders
from driveout.outside.messages.letter import Letter, NotEver, NotNow, Sender, Trouble
from driveout.records.tell import sending
from driveout.records.tell.ways import stop_token

log = logging.getLogger(__name__)
Clock = Callable[[], datetime]
NO_MORE = "Ingen flere mails / No more mails: {stop}"


def chosen_senders() -> Mapping[str, Sender]:
    """As the settings say."""
    return senders(Settings(**settings.MESSAGES))


def send_due(by_channel: Mapping[str, Sender], *, clock: Clock = timezone.now) -> dict[str, int]:
    """Send what is due, each message by itself; returns how many went how. One that breaks stops no other."""
    went = {"sent": 0, "again": 0, "failed": 0, "not ours": 0}
    for message_id in sending.due(clock()):
        went[_send(message_id, by_channel, clock)] += 1
    return went


def _send(message_id: int, by_channel: Mapping[str, Sender], clock: Clock) -> str:
    ours = sending.claim(message_id=message_id, now=clock())
    if ours is None:
        return "not ours"
    message = ours.message
    try:
        by_channel[ours.way.channel].send(letter_of(ours))
    except NotNow as trouble:
        sending.try_again(message=message, now=clock(), trouble=trouble.code)
        _tell_log(message_id, trouble)
        return "again"
    except Trouble as trouble:
        sending.failed(message=message, now=clock(), trouble=trouble.code)
        _tell_log(message_id, trouble)
        return "failed"
    except Exception:
        log.exception("Message %s could not be sent", message_id)
        sending.failed(message=message, now=clock(), trouble=sending.UNKNOWN)
        return "failed"
    sending.landed(message=message, now=clock())
    return "sent"


def _tell_log(message_id: int, trouble: Trouble) -> None:
    """For the operator: which message and what the server said; never to whom or what."""
    loud = log.info if isinstance(trouble, NotEver) else log.warning
    loud("Message %s was not sent: %s", message_id, trouble)


def letter_of(ours: sending.Claimed) -> Letter:
    """The words as they leave. Mail ends with the address that stops it; a text message is too short for one."""
    message, way = ours.message, ours.way
    text, stop = message.text, ""
    if way.channel == "mail" and settings.SITE_ADDRESS:
        stop = settings.SITE_ADDRESS + reverse("field:stop_messages", args=(stop_token(way),))
        text = f"{text}\n\n{NO_MORE.format(stop=stop)}"
    return Letter(id=f"{message.once} {message.made_at:%Y%m%d%H%M%S}", to=way.address, subject=message.subject,
                  text=text, stop=stop)  # fmt: skip
