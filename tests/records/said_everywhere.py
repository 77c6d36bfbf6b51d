"""A walk through every column of every table of the database for words; and a world in which two people's names stand
wherever the program or a person could have written them."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from unicodedata import normalize
from uuid import uuid4

from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.db.models import BinaryField, CharField, JSONField, TextField
from django.test import Client

from driveout.core.simulate.small_town import HUB
from driveout.records.drive.crew import absence, afterwards, checks, signing, standing, swaps
from driveout.records.drive.days import breaking
from driveout.records.drive.models.crew import CheckKind
from driveout.records.drive.stock import stocking
from driveout.records.meet import own_words
from driveout.records.models import (
    Absence,
    Check,
    Occurrence,
    Phone,
    PlanFile,
    Signup,
    Stop,
    Upload,
    Why,
)
from driveout.records.plan.files import uploads
from driveout.records.plan.models.change import Kind
from driveout.records.plan.models.edit import Register
from driveout.records.plan.plans import history
from driveout.records.plan.publishing.actions import publish_times
from driveout.records.plan.registers.editing import edit, undo
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.plan.seasons.copies import make_scenario
from driveout.records.plan.wishes import changing, proposals
from driveout.records.team import links, near, own
from driveout.records.team.models import Role
from driveout.records.team.persons import person_of, write_phone
from driveout.records.tell.feed_address import make_address
from driveout.records.tell.ways import write_way
from driveout.records.trust.models import Seeing
from driveout.records.trust.reading import Whose, note_readings
from tests.places import at, hub_at
from tests.records.crew.town import MONDAY, dated, with_papers, wrote
from tests.stocked import goods, shelves
from tests.stored import NOW, store_plan, store_season

BO, ANDERS = "Bo Ærøskov", "Anders Fanøe"
MAIL, PHONE, SIGNS_IN = "bo.aeroskov@example.org", "+4522334455", "boaeroskov"
HIS_PHONE = "+4599887766"
LATER = NOW + timedelta(days=9)


def everywhere() -> Iterator[tuple[str, str]]:
    """(“Table.column number”, text) of everything in the database that can hold words, of ours and of others' tables;
    what is inside a session too."""
    kinds = (CharField, TextField, JSONField, BinaryField)
    for model in apps.get_models():
        columns = [field.name for field in model._meta.concrete_fields if isinstance(field, kinds)]
        for pk, *values in model._base_manager.values_list("pk", *columns) if columns else ():
            for name, value in zip(columns, values, strict=True):
                where = f"{model.__name__}.{name} {pk}"
                if name == "session_data":
                    value = SessionStore().decode(value)
                yield from ((where, text) for text in _texts(value))


def _texts(value) -> Iterator[str]:
    if isinstance(value, bytes | memoryview):
        yield bytes(value).decode(errors="replace")
    elif isinstance(value, dict):
        for key, one in value.items():
            yield str(key)
            yield from _texts(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one)
    elif value is not None:
        yield str(value)


def who_says(*words: str) -> list[tuple[str, str]]:
    """Where any of them stands: a single word as a word of its own, the rest in any case and anywhere."""
    looks = [
        re.compile(rf"(?<!\w){word}s?(?!\w)") if word.isalpha() else re.compile(re.escape(word), re.IGNORECASE)
        for word in words
    ]
    return [(where, text) for where, text in everywhere() if any(look.search(normalize("NFC", text)) for look in looks)]


def rename(carla, season, register: Register, was: str, name: str):
    pk, row = next((pk, row) for pk, row in read(season.id, register).items() if row["name"] == was)
    given = {"season_id": season.id, "register": register, "opened_with": mark_of({pk: row}), "by": carla.user}
    return edit(**given, rows={pk: {**row, "name": name}}, why=f"{was} hedder {name} nu", now=NOW)


def a_full_world(people):
    """Bo and Anders were renamed in the register; Bo then came to sign in. Returns (season, plan, Bo)."""
    carla, dan = people["carla"], people["dan"]
    with_papers(dan)
    people["bo"].user.delete()
    by = {"by": carla.user, "now": NOW}
    season = store_season(carla)
    plan = store_plan(carla, season)
    store_plan(carla, season, sent_by="another search")
    dated(season, plan, carla)
    rename(carla, season, Register.VOLUNTEER, "Bo", BO)
    undo(edit_id=rename(carla, season, Register.EMPLOYEE, "Anders", "Anders Fano").pk, **by)
    rename(carla, season, Register.EMPLOYEE, "Anders", ANDERS)
    bo = _comes_in(carla, season)
    make_scenario(season=season, name="En prøve", why="", **by)
    dated(season, plan, carla)
    _crew(people, season, bo)
    _anders(carla)
    _office(carla, dan, season, plan)
    _cafes(carla, bo)
    return season, plan, bo


def _comes_in(carla, season):
    """By a link; with a passkey, a phone, addresses, a calendar; and she forgot her password once."""
    by = {"by": carla.user, "now": NOW}
    link, _secret = links.invite(
        first_name=BO, role=Role.VOLUNTEER, base=hub_at(carla, HUB), organisation=carla.organisation, **by
    )
    bo = links.take_invitation(invitation=link, username=SIGNS_IN, password="en lang adgangskode", now=NOW)
    bo.user.email = MAIL
    bo.user.save()
    links.withdraw(invitation=links.make_reset_link(member=bo, **by)[0], **by)
    own.made_passkey(user=bo.user, name=f"{BO}s nøgle", now=NOW)
    own.signed_in(user=bo.user, language="da", now=NOW)
    own.tried_wrong_password(username=SIGNS_IN, now=NOW)
    near.say_near(member=bo, near=f"hos {BO}", by=bo.user, now=NOW)
    for channel, typed in (("mail", MAIL), ("sms", PHONE)):
        write_way(member=bo, channel=channel, typed=typed, by=bo.user, now=NOW)
    make_address(member=bo, by=bo.user, now=NOW)
    Phone.objects.create(id=uuid4(), member=bo, name=f"{BO}s telefon", public_key="k", made_at=NOW, signed_in_at=NOW)
    Client().force_login(bo.user)
    of = [Whose(member=bo.pk), Whose(base=bo.base_id, person="Anders")]
    told = {"organisation_id": carla.organisation_id, "of": of, "why": f"{BO} og {ANDERS} skulle ringes op"}
    note_readings(what=Seeing.PHONE, **told, **by)
    return bo


def _anders(carla):
    """Whom to ring, a paper, a day away: of somebody who does not sign in."""
    base = hub_at(carla, HUB)
    anders = person_of(organisation_id=carla.organisation_id, base_id=base.pk, key="Anders", now=NOW)
    write_phone(person=anders, phone=HIS_PHONE, by=carla.user, now=NOW)
    Absence.objects.create(person=anders, first=MONDAY, last=MONDAY, made_at=NOW)
    Check.objects.create(person=anders, kind="licence", checked_on=MONDAY)


def _crew(people, season, bo):
    """Shifts taken, given back, moved, not come to; a swap each way, a standing sign-up, days away, papers."""
    carla, dan = people["carla"], people["dan"]
    when: dict[str, Any] = {"by": carla, "now": NOW}
    for kind in (CheckKind.CHILD_SAFETY, CheckKind.INTRODUCTION):
        seen: dict[str, Any] = {"checked_on": MONDAY - timedelta(30), "valid_until": None, "today": NOW.date()}
        checks.note_check(member=bo, kind=kind, **seen, **when)
    mine = Signup.objects.filter(member=bo, state="signed").order_by("shift__trip__date", "id")
    held, coming = mine.filter(shift__trip__date=MONDAY), list(mine.filter(shift__trip__date__gt=NOW.date()))
    afterwards.correct_hours(signup_id=held[0].pk, extra_minutes=20, **when)
    afterwards.say_no_show(signup_id=held[1].pk, why=f"{BO} var syg", **when)
    signing.withdraw(signup_id=coming[0].pk, why=f"{BO.upper()}s bil", **when)
    signing.withdraw(signup_id=coming[1].pk, why="Bo er på ferie", **when)
    swaps.ask_swap(signup_id=coming[2].pk, to=dan, by=bo, now=NOW)
    dans = signing.sign_up(shift_id=coming[1].shift_id, member=dan, **when)
    swaps.ask_swap(signup_id=dans.pk, to=bo, by=dan, now=NOW)
    where = {"where": at(season, "Mosede").pk, "weekday": 0}
    standing.stand(member=bo, season=season, **where, by=bo, now=NOW, today=NOW.date())
    away = coming[5].shift.trip.date
    absence.say_absent(member=bo, first=away, last=away, by=bo, now=NOW, today=NOW.date())


def _office(carla, dan, season, plan):
    """What people wrote, in every place where they may write; and what files said."""
    by = {"by": carla.user, "now": NOW}
    stop = Stop.objects.get(season=season, name="Sandholm")
    Stop.objects.filter(pk=stop.pk).update(contact=f"{BO}, 22 33 44 55, eller {ANDERS}, 99887766")
    marked = changing.mark_of(changing.wishes_of(stop))
    asked = proposals.propose(
        stop_id=stop.id, kind=Kind.NEVER, amount=None, move=None, plan_id=plan.id, opened_with=marked,
        why=f"{BO} kan ikke mere", by=dan.user, now=NOW,
    )  # fmt: skip
    proposals.accept(proposal_id=asked.id, answer=f"Ring til  {BO.lower()} på {PHONE}", **by)
    history.name_plan(
        plan_id=plan.id, name=f"Uden {ANDERS}", why=f"{BO} holder op", opened_with=history.mark_of(plan), **by
    )
    publish_times(plan_id=plan.id, why=f"aftalt med {ANDERS}", **by)
    files = {"plan": plan, "language": "da", "asked_at": NOW}
    PlanFile.objects.create(kind="runsheets", content=f"Tur A: {ANDERS}, {BO}".encode(), made_at=NOW, **files)
    upload = uploads.hand_in(name=f"hold {BO}.xlsx", content=BO.encode(), organisation=carla.organisation, **by)
    fault = {"file": "volunteers", "row": 2, "column": "days", "found": f"{BO};tirsdag", "what": {}, "expected": {}}
    uploads.turn_down(upload_id=upload.pk, faults=[fault], now=NOW)
    assert Upload.objects.get(pk=upload.pk).content is None
    asks = uploads.hand_in(name="hold.xlsx", content=BO.encode(), organisation=carla.organisation, **by)
    uploads.turn_down(upload_id=asks.pk, faults=[{**fault, "found": "Nørby", "instead": "Nørby (Struer)"}], now=NOW)
    Why.objects.create(plan=plan, stop=stop, asked_at=NOW, told={"said": [f"{ANDERS} har ikke flere timer"]})
    room, _van = shelves(carla)
    good = goods(carla)[0]
    given = {"store": room, "good": good, "quantity": 4, "best_before": None, "key": "k1"}
    stocking.donate(**given, note=f"fra {BO}", why=f"hentet af {ANDERS}", **by)


def _cafes(carla, bo):
    """A café was cancelled, one is late; a note, a mishap and a guest's words; and the words were read."""
    cafes = Occurrence.objects.filter(date__gt=NOW.date()).order_by("date", "starts")
    by = {"by": carla.user, "now": NOW}
    breaking.cancel(occurrence_id=cafes[0].pk, why=f"{ANDERS} er syg", **by)
    breaking.hold_later(occurrence_id=cafes[3].pk, starts=cafes[3].starts + 30, why=f"{BO}s bil vil ikke", **by)
    told: list[tuple[str, dict[str, Any]]] = [
        ("open", {}),
        ("count", {"what": "first", "n": 3}),
        ("set", {"field": "note", "value": f"{BO} har nøglen. Bo kommer kl. 9.", "was": []}),
        ("mishap", {"what": "cold", "text": f"sagt af {ANDERS}"}),
        ("words", {"text": f"{BO} lyttede til mig", "read_back": False}),
        ("close", {"seen": {}}),
    ]
    cafe = Occurrence.objects.filter(date=MONDAY).first()
    wrote(cafe, bo, *told)
    read_by = {"member": carla, "occurrence_id": cafe.pk, "now": NOW}
    own_words.read_words(**read_by, why=f"{BO} bad om det")
