"""What could not be sent is read in at the office: with the organisation's key, and each phone's signature."""

import json
import os
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.utils import timezone

from driveout.records.meet.keys import b64, import_key, public_key
from driveout.records.meet.rescuing import NotARescue, import_rescue
from driveout.records.models import FieldEvent, Occurrence, Phone, Signup, Tally, Trace
from tests.field.phones import fates
from tests.places import hub_at


def sealed(key: bytes, plain: bytes) -> dict[str, str]:
    iv = os.urandom(12)
    return {"iv": b64(iv), "data": b64(AESGCM(key).encrypt(iv, plain, None))}


def rescue_of(phone, items, *, organisation_key: str, signer=None) -> dict[str, Any]:
    """The file as docs/reference/wire.md has it."""
    from hashlib import sha256

    data_key, once = os.urandom(32), ec.generate_private_key(ec.SECP256R1())
    shared = once.exchange(ec.ECDH(), public_key(organisation_key))
    wrap = HKDF(algorithm=hashes.SHA256(), length=32, salt=b"", info=b"driveout unsent").derive(shared)
    epk = b64(once.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))

    def item(raw):
        text = json.dumps(raw, ensure_ascii=False)
        sig = (signer or phone).sign(f"ITEM\n{phone.id}\n{sha256(text.encode()).hexdigest()}")
        return sealed(data_key, json.dumps({"text": text, "sig": sig}).encode())

    return {
        "driveout": "unsent", "v": 1, "phone": phone.id, "made_at": timezone.localtime().isoformat(),
        "rescue": {"epk": epk, **sealed(wrap, data_key)}, "items": [item(raw) for raw in items],
    }  # fmt: skip


@pytest.fixture
def phone(phone_of, opening):
    return phone_of("bo")


@pytest.fixture
def key(people):
    return import_key(people["bo"].organisation_id)


def read_in(told, member):
    content = told if isinstance(told, bytes) else json.dumps(told).encode()
    return [
        (one.fate.status, one.fate.code) for one in import_rescue(content=content, member=member, now=timezone.now())[1]
    ]


def test_what_never_landed_lands_and_what_had_is_the_same_again(phone, key, people, opening):
    sent = phone.item(opening.id)
    phone.send(sent, waiting=4)
    said = phone.item(opening.id, "words", {"text": "Æ, ø og 😀", "read_back": True})
    told = rescue_of(phone, [sent, said, phone.item(opening.id, v=2), phone.item(987_654_321)], organisation_key=key)
    wanted = [(200, ""), (201, ""), (422, "newer"), (422, "unknown_opening")]
    assert read_in(told, people["carla"]) == wanted
    assert Tally.objects.get().words == 1 and Phone.objects.get().waiting == 2
    assert read_in(told, people["carla"]) == [(200, ""), (200, ""), *wanted[2:]]
    assert FieldEvent.objects.count() == 2
    assert Trace.objects.filter(what="read a rescue file in").count() == 2


def test_the_office_reads_in_what_a_volunteer_without_a_shift_wrote_long_ago(phone, key, people, opening):
    """The phone lay in a drawer, and is told that its time is over; with the file somebody looks at it."""
    Signup.objects.filter(member=people["bo"]).delete()
    Occurrence.objects.exclude(pk=opening.pk).delete()
    Occurrence.objects.filter(pk=opening.pk).update(date=opening.date - timedelta(days=60))
    old = phone.item(opening.id)
    assert phone.send(old).json()["items"][0]["code"] == "not_yours"
    told = rescue_of(phone, [old], organisation_key=key)
    assert read_in(told, people["carla"]) == [(201, "")]
    assert "not_on_shift" in FieldEvent.objects.get().flags


def test_it_can_still_be_sent_by_the_phone_afterwards(phone, key, people, opening):
    item = phone.item(opening.id)
    read_in(rescue_of(phone, [item], organisation_key=key), people["carla"])
    assert fates(phone.send(item)) == [200]


def test_a_phone_that_was_ended_can_be_rescued_and_is_not_heard_by_it(phone, key, people, opening):
    Phone.objects.update(ended_at=timezone.now(), heard_at=None)
    assert read_in(rescue_of(phone, [phone.item(opening.id)], organisation_key=key), people["dan"]) == [(201, "")]
    assert Phone.objects.get().heard_at is None


def test_more_than_one_call_takes_is_read_in(phone, key, people, opening):
    told = rescue_of(phone, [phone.item(opening.id) for _ in range(201)], organisation_key=key)
    assert set(read_in(told, people["carla"])) == {(201, "")} and Tally.objects.get().first == 201


def test_what_another_phone_signed_is_refused_and_the_rest_goes_on(phone, key, people, opening, phone_of):
    good, bad = (phone.item(opening.id) for _ in range(2))
    told = rescue_of(phone, [good], organisation_key=key)
    told["items"] += [{"iv": "x"}, "x", sealed(os.urandom(32), b"x")]
    assert read_in(told, people["carla"]) == [(201, ""), *[(422, "unreadable")] * 3]
    forged = rescue_of(phone, [bad], organisation_key=key, signer=phone_of("alma"))
    assert read_in(forged, people["carla"]) == [(422, "signature")]
    assert FieldEvent.objects.count() == 1


def test_a_secret_that_was_in_use_before_still_opens_it(phone, key, people, opening, settings):
    told = rescue_of(phone, [phone.item(opening.id)], organisation_key=key)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "quite another secret"
    assert import_key(people["bo"].organisation_id) != key
    assert read_in(told, people["carla"]) == [(201, "")]


def why(told, member) -> str:
    with pytest.raises(NotARescue) as refused:
        read_in(told, member)
    return refused.value.why


def test_a_file_under_another_key_says_so(phone, people, opening, settings):
    told = rescue_of(phone, [phone.item(opening.id)], organisation_key=import_key(people["finn"].organisation_id))
    assert why(told, people["carla"]) == "another_key"


def test_somebody_elses_phone_is_unknown(phone, key, people, opening):
    told = rescue_of(phone, [phone.item(opening.id)], organisation_key=key)
    assert why(told, people["finn"]) == "unknown_phone"
    people["bo"].base = hub_at(people["bo"], "Nordby")
    people["bo"].save()
    assert why(told, people["dan"]) == "unknown_phone"
    assert not FieldEvent.objects.exists()


@pytest.mark.parametrize("told", [b"", b"\xff", b"[]", b"{}", b"[" * 99_999, {"driveout": "unsent", "v": 2}])
def test_what_is_no_such_file(people, told):
    assert why(told, people["carla"]) == "not_a_file"


@pytest.mark.parametrize(
    "part", [{"items": 5}, {"rescue": 5}, {"rescue": {}}, {"rescue": {"epk": "x"}}, {"phone": "x"}]
)
def test_a_file_with_a_part_that_is_none(phone, key, people, opening, part):
    told = {**rescue_of(phone, [phone.item(opening.id)], organisation_key=key), **part}
    assert why(told, people["carla"]) == "not_a_file"
