"""Where one of the crew wants to be told, and that they want no more. Only they themselves write it."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.signing import BadSignature, Signer
from django.core.validators import validate_email
from django.db import transaction

from driveout.records.team.models import Member
from driveout.records.team.rules import Refused
from driveout.records.tell.models import Message, MessageState, Way
from driveout.records.trust.actions import By, leave_trace

CHANNELS = ("mail", "sms")
SHOWN = 20


class NoAddress(Refused):
    """It is no mail address, or no telephone number."""


def ways_of(member: Member) -> dict[str, Way]:
    """Channel → the way, also one that is stopped. One query."""
    return {way.channel: way for way in Way.objects.filter(member=member)}


def own_number(member: Member) -> str:
    """The telephone number somebody gave; empty for none. For their own phone alone. One query."""
    return Way.objects.filter(member=member, channel="sms").values_list("address", flat=True).first() or ""


def messages_to(member: Member, most: int = SHOWN) -> list[Message]:
    """What somebody was told last, also what was not sent. One query."""
    return list(Message.objects.filter(member=member).order_by("-made_at", "-id")[:most])


def address_from(channel: str, typed: str) -> str:
    """As it is kept: a mail address, or a number with its country's code (Denmark's where none stands). NoAddress."""
    if channel == "mail":
        address = typed.strip()
        try:
            validate_email(address)
        except ValidationError as error:
            raise NoAddress from error
        if not address.isascii():
            raise NoAddress
        return address
    number = re.sub(r"[\s().-]", "", typed)
    number = "+" + number[2:] if number.startswith("00") else number
    if re.fullmatch(r"[2-9]\d{7}", number, re.ASCII):
        number = "+45" + number
    if not re.fullmatch(r"\+[1-9]\d{7,14}", number, re.ASCII):
        raise NoAddress
    return number


@transaction.atomic
def write_way(*, member: Member, channel: str, typed: str, by: By, now: datetime) -> Way:
    """Tell me here from now on. NoAddress. The trace keeps which kind of way, never the address."""
    if channel not in CHANNELS:
        raise NoAddress
    address = address_from(channel, typed)
    way = Way.objects.select_for_update(no_key=True).filter(member=member, channel=channel).first()
    if way and (way.address, way.stopped_at) == (address, None):
        return way
    values = {"address": address, "made_at": now, "stopped_at": None}
    way, _new = Way.objects.update_or_create(member=member, channel=channel, defaults=values)
    leave_trace(by=by, what="wrote where to be told", about=member, now=now, channel=channel)
    return way


@transaction.atomic
def stop_way(*, way: Way, by: By, now: datetime, how: str) -> bool:
    """No more here. What waits and has no other way is stopped too. False when it was stopped already."""
    if not Way.objects.filter(pk=way.pk, stopped_at=None).update(stopped_at=now):
        return False
    if not Way.objects.filter(member_id=way.member_id, stopped_at=None).exists():
        waiting = Message.objects.filter(member_id=way.member_id, state=MessageState.WAITING)
        waiting.update(state=MessageState.STOPPED, ended_at=now)
    leave_trace(by=by, what="stopped messages", about=way.member, now=now, channel=way.channel, how=how)
    return True


@transaction.atomic
def forget_way(*, way: Way, by: By, now: datetime) -> None:
    """Delete an address."""
    stop_way(way=way, by=by, now=now, how="page")
    Way.objects.filter(pk=way.pk).delete()
    leave_trace(by=by, what="removed where to be told", about=way.member, now=now, channel=way.channel)


def stop_token(way: Way) -> str:
    """What stands in a mail's address that stops such mails. It never gets too old."""
    return _signer().sign(str(way.pk))


def way_by_token(token: str) -> Way | None:
    """The way a mail's address speaks of; None for a token we did not make, or an address deleted since. One query."""
    try:
        number = _signer().unsign(token)
    except BadSignature:
        return None
    return Way.objects.select_related("member__user").filter(pk=number).first()


def _signer() -> Signer:
    return Signer(sep="~", salt="driveout: stop messages")
