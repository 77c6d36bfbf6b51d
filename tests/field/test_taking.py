"""What a phone sends lands once, each thing with its own answer."""

from driveout.records.models import Card, FieldEvent, OwnWords, Phone, Tally
from tests.field.phones import fates


def test_what_is_sent_lands_and_is_added_up(phone_of, opening):
    phone = phone_of("alma")
    items = [
        phone.item(opening.id, "open"),
        phone.item(opening.id, body={"what": "first", "n": 2}),
        phone.item(opening.id, body={"what": "meal", "n": 6}),
        phone.item(opening.id, "words", {"text": "Her er jeg nogen.", "read_back": True}),
        phone.item(opening.id, "next_step", {"need": "debt", "card": "K7MX-3F9P"}),
        phone.item(opening.id, "set", {"field": "weather", "value": "rain", "was": []}),
        phone.item(opening.id, "close", {"seen": {"first": 2}}),
    ]
    answer = phone.send(*items)
    assert answer.status_code == 200, answer.content
    assert fates(answer) == [201] * 7
    tally = Tally.objects.get(occurrence=opening)
    assert (tally.first, tally.given, tally.words, tally.next_steps, tally.events) == (2, {"meal": 6}, 1, 1, 7)
    assert tally.opened_at and tally.closed_at and tally.in_doubt == []
    assert [value["value"] for value in tally.fields["weather"]] == ["rain"]
    assert OwnWords.objects.get().text == "Her er jeg nogen." and Card.objects.get().code == "K7MX-3F9P"
    row = Phone.objects.get()
    assert (row.waiting, row.last_seq, row.app_version, row.clock_off_s) == (0, 7, "0.4.0", 0) and row.heard_at


def test_neither_words_nor_codes_lie_in_the_event(phone_of, opening):
    phone = phone_of("bo")
    phone.send(
        phone.item(opening.id, "words", {"text": "Her er jeg nogen.", "read_back": True}),
        phone.item(opening.id, "next_step", {"need": "debt", "card": "K7MX-3F9P"}),
    )
    bodies = list(FieldEvent.objects.values_list("body", flat=True))
    assert bodies == [{"read_back": True}, {"need": "debt"}]


def test_the_same_again_is_200_and_other_content_409(phone_of, opening):
    phone = phone_of("alma")
    item = phone.item(opening.id)
    assert fates(phone.send(item)) == [201]
    assert fates(phone.send(item, {**item, "body": {"what": "first", "n": 9}}, item)) == [200, 409, 200]
    assert FieldEvent.objects.count() == 1 and Tally.objects.get().first == 1
