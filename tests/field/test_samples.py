"""examples/wire/*.json are what the server says and takes: the same files are read by the phone's own tests."""

import json
from random import Random
from typing import Any

import pytest
from django.urls import resolve

from driveout.core.meet import WHY, add_up, read_item
from driveout.core.words import Answer
from driveout.core.words.fields import TOLD_TO_GUESTS
from driveout.field.sync.answers import CALLS, both, refusal
from driveout.records.meet import keys, rescuing
from driveout.records.models import Occurrence, Signup
from tests.conftest import ROOT
from tests.field.phones import PHONES
from tests.places import hub_at

WIRE = ROOT / "examples" / "wire"
SAMPLES = sorted(WIRE.glob("*.json"))


def sample(name: str):
    return json.loads((WIRE / f"{name}.json").read_text(encoding="utf-8"))


def shape(value):
    """Names and kinds, without what they say."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return "number" if type(value) in (int, float) else type(value).__name__


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_every_sample_says_what_it_shows_and_asks_an_address_that_is_there(path):
    told = json.loads(path.read_text(encoding="utf-8"))
    assert told["about"].endswith(".")
    if "request" in told:
        assert resolve(told["request"]["path"]).namespace == "field"


def test_every_refusal_has_a_sample():
    wanted = [(status, code, both(why)) for code, (status, why) in CALLS.items()]
    told = [(one["status"], one["body"]["code"], one["body"]["say"]) for one in sample("refusals")["answers"]]
    assert told == wanted
    for status, code, say in wanted:
        answer = refusal(code)
        assert (answer.status_code, json.loads(answer.content)) == (status, {"code": code, "say": say})


@pytest.mark.parametrize("case", sample("tally")["cases"], ids=lambda case: case["says"])
def test_what_events_add_up_to(case):
    for seed in range(5):
        events = [read_item(item) for item in case["events"]]
        Random(seed).shuffle(events)
        total, wanted = add_up(events), case["tally"]
        for name in wanted.keys() - {"fields", "opened_at", "closed_at", "in_doubt"}:
            assert getattr(total, name) == wanted[name], name
        assert list(total.in_doubt) == wanted["in_doubt"]
        for name in ("opened_at", "closed_at"):
            moment = getattr(total, name)
            assert (moment.isoformat(timespec="milliseconds") if moment else None) == wanted[name]
        fields = {
            field: [
                {"id": v.id, "value": v.value, "at": v.at.isoformat(timespec="milliseconds")}
                for v in total.fields[field]
            ]
            for field in total.fields
        }
        assert fields == wanted["fields"]


def test_the_signatures_are_the_phones():
    told = sample("signature")
    for call in told["calls"]:
        once = (call["moment"], call["once"])
        text = keys.call_text(call["method"], call["path"], told["phone"], call["body"].encode(), *once)
        assert text == call["text"]
        assert keys.is_signed(text, call["signature"], told["key"])
        assert not keys.is_signed(text + " ", call["signature"], told["key"])


def test_the_file_is_opened_with_the_organisations_key(settings):
    told = sample("rescue")
    settings.SECRET_KEY = told["secret"]
    assert keys.import_key(told["organisation"]) == told["import_key"]
    phone: Any = type("Phone", (), {"pk": told["file"]["phone"], "public_key": told["key"]})
    key = rescuing._data_key(told["file"], told["organisation"])
    opened = [rescuing._opened(sealed, key, phone) for sealed in told["file"]["items"]]
    assert opened == [json.loads(text) for text in told["texts"]]


def test_every_kind_and_every_refusal_as_in_the_sample(phone_of, people, openings, opening):
    """With cafés of our own in place of the sample's numbers."""
    told = sample("events")
    Signup.objects.all().delete()
    theirs = next(row for row in openings if row != opening)
    Occurrence.objects.filter(pk=theirs.pk).update(base=hub_at(people["carla"], "Nordby"))
    ours = {341: opening.pk, 342: theirs.pk, 999: 987_654_321}
    sent = told["request"]["body"]
    for item in sent["items"]:
        if isinstance(item, dict):
            item["occurrence"] = ours[item["occurrence"]]
    answer = phone_of("alma").post(json.dumps(sent).encode())
    assert answer.status_code == told["answer"]["status"]
    assert answer.json()["items"] == told["answer"]["body"]["items"]
    assert {item["code"] for item in answer.json()["items"]} >= set(WHY) - {"in_progress", "unreadable", "signature"}


def test_registering_and_me_have_the_samples_shape(signed_in, season):
    told = sample("register")
    answer = signed_in("alma").post(PHONES, told["request"]["body"], content_type="application/json")
    assert answer.status_code == told["answer"]["status"]
    assert shape(answer.json()) == shape(told["answer"]["body"])
    assert shape(signed_in("alma").get("/felt/api/me/").json()) == shape(sample("me")["answer"]["body"])


def test_who_is_not_crew_is_answered_as_in_the_sample(signed_in, season):
    told = sample("not_crew")["answer"]
    answer = signed_in("eva").get("/felt/api/me/")
    body = answer.json()
    assert len(body.pop("csrf")) > 30
    assert (answer.status_code, {**body, "csrf": "…"}) == (told["status"], told["body"])


def test_the_week_has_the_samples_shape(phone_of, opening):
    wanted = sample("week")["answer"]["body"]
    alma, bo = phone_of("alma"), phone_of("bo")
    for phone, value in ((alma, "rain"), (bo, "dry")):
        phone.send(
            phone.item(opening.id, "open", {}), phone.item(opening.id, body={"what": "meal", "n": 6}),
            phone.item(opening.id, "set", {"field": "weather", "value": value, "was": []}),
        )  # fmt: skip
    week = alma.get().json()
    for part in ("member", "organisation", "now", "version"):
        assert shape(week[part]) == shape(wanted[part])
    trip = next(trip for day in week["days"] for trip in day["trips"] if trip["openings"][0]["id"] == opening.id)
    model = wanted["days"][0]["trips"][0]
    assert trip.keys() == model.keys()
    told, shown = trip["openings"][0], dict(model["openings"][0])
    answers = shown.pop("told")  # only what somebody has looked at: here nobody has
    assert told.pop("told") == {} and answers.keys() <= {field.name for field in TOLD_TO_GUESTS}
    assert answers and set(answers.values()) <= {Answer.YES, Answer.NO}
    assert {name: shape(value) for name, value in told.items()} == {name: shape(value) for name, value in shown.items()}
