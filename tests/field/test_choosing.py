"""Two phones say different things of a café; a person says which holds, once, and leaves a trace."""

import pytest
from django.utils import timezone

from driveout.records.meet.choosing import choose
from driveout.records.meet.queries import in_doubt_for, phones_for
from driveout.records.meet.rules import NotYours, StandsOtherwise
from driveout.records.models import FieldEvent, Occurrence, Phone, Tally, Trace
from tests.places import hub_at


@pytest.fixture
def doubt(phone_of, opening):
    """Alma says rain, Bo says dry."""
    said = {}
    for name, value in (("alma", "rain"), ("bo", "dry")):
        phone = phone_of(name)
        item = phone.item(opening.id, "set", {"field": "weather", "value": value, "was": []})
        phone.send(item)
        said[value] = item["id"]
    return said


def decide(doubt, opening, member, chosen="rain", **other):
    asked = {"field": "weather", "chosen": doubt[chosen], "seen": list(doubt.values()), "member": member}
    return choose(**{"opening_id": opening.id, **asked, "now": timezone.now(), **other})


def test_the_hub_leader_chooses_and_it_is_an_event_that_names_both(doubt, opening, people):
    assert [tally.occurrence_id for tally in in_doubt_for(people["dan"])] == [opening.id]
    event = decide(doubt, opening, people["dan"])
    assert event.body == {"field": "weather", "value": "rain", "was": sorted(doubt.values())} and event.flags == []
    tally = Tally.objects.get()
    assert tally.in_doubt == [] and [value["id"] for value in tally.fields["weather"]] == [event.id]
    trace = Trace.objects.get(what="chose between two values")
    assert trace.who_id == people["dan"].user_id and trace.details["event"] == event.id
    assert in_doubt_for(people["dan"]) == []


def test_twice_is_once(doubt, opening, people):
    decide(doubt, opening, people["dan"])
    assert decide(doubt, opening, people["dan"]) is None
    assert FieldEvent.objects.count() == 3 and Trace.objects.filter(what="chose between two values").count() == 1


def test_a_third_value_meanwhile_is_seen_before_it_is_replaced(doubt, opening, people, phone_of):
    phone = phone_of("carla")
    phone.send(phone.item(opening.id, "set", {"field": "weather", "value": "snow", "was": []}))
    with pytest.raises(StandsOtherwise):
        decide(doubt, opening, people["dan"])
    assert len(Tally.objects.get().fields["weather"]) == 3


def test_a_value_that_nobody_said_cannot_be_chosen(doubt, opening, people):
    assert decide(doubt, opening, people["dan"], field="seats") is None
    with pytest.raises(StandsOtherwise):
        decide({**doubt, "ice": "x"}, opening, people["dan"], chosen="ice", seen=list(doubt.values()))


def test_another_hub_and_another_organisation_have_no_say(doubt, opening, people):
    Occurrence.objects.filter(pk=opening.pk).update(base=hub_at(people["carla"], "Nordby"))
    for name in ("dan", "finn"):
        with pytest.raises(NotYours):
            decide(doubt, opening, people[name])
        assert in_doubt_for(people[name]) == []
    assert decide(doubt, opening, people["carla"])


def test_the_office_is_no_phone_and_nothing_can_sign_as_it(doubt, opening, people):
    decide(doubt, opening, people["dan"])
    desk = Phone.objects.get(public_key="")
    assert desk.member_id == people["dan"].id and desk not in phones_for(people["carla"])
    assert phones_for(people["carla"]).count() == 2
