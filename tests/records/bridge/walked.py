"""What is done with a thread before a test asks."""

from datetime import timedelta

from driveout.core.words import ReferralState, SaidHow, Shared
from driveout.records.bridge.referral import links
from driveout.records.bridge.referral.consenting import Receiver, take_consent
from driveout.records.models import Message, Thread
from tests.stored import NOW

S = ReferralState
EVA = Receiver("Gældsrådgivning Nord", "Gældsråd", "Eva", "12345678")


def agree(thread, alma, *, fields=(Shared.WISH, Shared.NEED), days=30, **more):
    told = {"thread": thread, "receiver": EVA, "fields": fields, "how": SaidHow.SPOKEN, "read_back": True}
    return take_consent(**{**told, "until": NOW.date() + timedelta(days=days), **more}, **alma)


def opened(thread, alma, **more):
    agree(thread, alma, **more)
    _link, secret, code = links.send(thread=thread, **alma)
    _link, device = links.open_with_code(secret=secret, code=code, now=NOW)
    return secret, device


def fresh(thread):
    return Thread.objects.select_related("owner__user").get(pk=thread.pk)


def told(kind="thread"):
    return sorted(Message.objects.filter(kind=kind).values_list("member__user__username", "subject"))
