"""The server's books, read from its tables and put into the words of the wire."""

from collections.abc import Iterable
from typing import Any

from tests.storm.phone import Phone
from tests.storm.town import GOODS
from tests.storm.truth import SUMMED, Kept, sums


def kept_of(phones: Iterable[Phone]) -> list[Kept]:
    """Every event of these phones. Words and card codes are put back from where they are kept apart."""
    from driveout.records.models import Card, FieldEvent, OwnWords

    events = list(FieldEvent.objects.filter(phone__in=[phone.id for phone in phones]))
    said = {row.event_id: row for row in OwnWords.objects.filter(event__in=events)}
    cards = {row.event_id: row for row in Card.objects.filter(event__in=events)}
    found = []
    for event in events:
        body = dict(event.body)
        if event.kind == "words" and event.id in said:
            body |= {"text": said[event.id].text, "read_back": said[event.id].read_back}
        if event.kind == "next_step" and event.id in cards:
            body |= {"need": cards[event.id].need, "card": cards[event.id].code}
        found.append(
            Kept(
                str(event.phone_id), event.seq, str(event.id), event.occurrence_id, event.kind, body,
                tuple(event.flags),
            )
        )  # fmt: skip
    return found


def handed_out(occurrence: int) -> dict[str, int]:
    """What the van's books say that a café gave away, less what was taken back."""
    from driveout.records.models import StockEvent

    out = dict.fromkeys(GOODS, 0)
    for event in StockEvent.objects.filter(occurrence=occurrence).select_related("lot__good"):
        if event.kind == "handed out":
            out[event.lot.good.kind] += event.quantity
        elif event.kind == "found" and event.why == "counted down":
            out[event.lot.good.kind] -= event.quantity
    return out


def tally_of(occurrence: int) -> dict[str, Any]:
    """What the server says that a café adds up to; nothing at all is what nothing adds up to."""
    from driveout.records.models import Tally

    row = Tally.objects.filter(occurrence=occurrence).first()
    if row is None:
        return sums([])
    numbers = {name: getattr(row, name) for name in (*SUMMED, "words", "next_steps", "mishaps", "shadow_minutes")}
    fields = {field: {value["id"] for value in values} for field, values in row.fields.items() if values}
    return {
        **numbers,
        "given": {what: n for what, n in row.given.items() if n},
        "fields": fields,
        "open": row.opened_at is not None,
        "closed": row.closed_at is not None,
        "in doubt": sorted(row.in_doubt),
        "events": row.events,
    }
