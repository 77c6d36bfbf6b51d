"""Servers and phones with one fault each, to see that the storm finds it."""

import json
from contextlib import suppress
from dataclasses import replace
from uuid import uuid4

from django.db import OperationalError, transaction
from django.test import Client

from tests.storm.machine import Storm
from tests.storm.phone import LANDED, Phone, Request
from tests.storm.weather import Reply, Server


class ThinksItLanded(Phone):
    def hear(self, request: Request, status: int | None, body: bytes = b"") -> None:
        super().hear(request, status, body)
        if status is None:
            self.disk.fates.update(dict.fromkeys(request.seqs, (LANDED, "")))


class DropsALostAnswer(Storm):
    """a phone that takes no answer for a yes"""

    phone_kind = ThinksItLanded


class WritesAnew(Phone):
    def hear(self, request: Request, status: int | None, body: bytes = b"") -> None:
        super().hear(request, status, body)
        if status is None and self.vault is not None:
            texts = self.vault.read(request.seqs)
            for seq in request.seqs:
                self.vault.write(seq, json.dumps({**json.loads(texts[seq]), "id": str(uuid4())}))


class SendsUnderANewId(Storm):
    """a phone that makes a new id when it sends again"""

    phone_kind = WritesAnew


class ForgetsInTheCold(Phone):
    def battery_dies(self) -> None:
        super().battery_dies()
        with suppress(ValueError):
            del self.disk.items[max(self.waiting)]


class KeepsTheLastInMemory(Storm):
    """a phone whose last event is not on the disk yet"""

    phone_kind = ForgetsInTheCold


class AnswersTooEarly(Server):
    def take(self, request: Request, client: Client | None = None) -> Reply:
        try:
            with transaction.atomic():
                reply = super().take(request, client)
                transaction.set_rollback(len(request.seqs) == 2)
        except OperationalError:  # busy before the door was reached: that is no fault
            return Reply(503, b"")
        return reply


class SaysYesBeforeItIsWritten(Storm):
    """a server that answers before it has written"""

    def made_server(self) -> Server:
        return AnswersTooEarly()


class TakesTheSecondForTheFirst(Server):
    def take(self, request: Request, client: Client | None = None) -> Reply:
        reply = super().take(request, client)
        if reply.status != 200 or not request.seqs:
            return reply
        said = json.loads(reply.body)
        for item in said["items"]:
            if item["status"] == 409:
                item["status"], item["code"] = 200, ""
        return replace(reply, body=json.dumps(said).encode())


class LooksAtTheIdOnly(Storm):
    """a server that does not look at the content of what it has already"""

    def made_server(self) -> Server:
        return TakesTheSecondForTheFirst()


class AddsUpAgain(Server):
    def take(self, request: Request, client: Client | None = None) -> Reply:
        from driveout.records.models import Tally

        reply = super().take(request, client)
        if reply.status == 200 and request.seqs and b'"status": 200' in reply.body.replace(b'":2', b'": 2'):
            occurrence = json.loads(request.body)["items"][0]["occurrence"]
            if isinstance(occurrence, int) and abs(occurrence) < 2**53:
                for tally in Tally.objects.filter(occurrence=occurrence):
                    Tally.objects.filter(pk=tally.pk).update(first=tally.first + 1)
        return reply


class CountsTwice(Storm):
    """a server that adds up what it had already"""

    def made_server(self) -> Server:
        return AddsUpAgain()


class GivesUpTheBatch(Server):
    def take(self, request: Request, client: Client | None = None) -> Reply:
        reply = super().take(request, client)
        if request.seqs and reply.status == 200 and any(i["status"] == 422 for i in json.loads(reply.body)["items"]):
            return Reply(400, b"{}")
        return reply


class OneBadItemStopsTheRest(Storm):
    """a server that gives no answer to a batch with one bad item"""

    def made_server(self) -> Server:
        return GivesUpTheBatch()


ALL = (
    DropsALostAnswer,
    SendsUnderANewId,
    KeepsTheLastInMemory,
    SaysYesBeforeItIsWritten,
    LooksAtTheIdOnly,
    CountsTwice,
    OneBadItemStopsTheRest,
)
