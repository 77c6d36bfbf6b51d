"""One world for the table of rights: a row of each kind at one hub, and for every role somebody there, somebody at
another hub of the same organisation, and somebody of another organisation."""

from datetime import timedelta
from http.cookies import SimpleCookie
from uuid import uuid4

from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.core.words import NeedKind
from driveout.records.bridge.referral.beginning import begin_alone
from driveout.records.models import (
    Edit,
    Employee,
    FieldEvent,
    HelpProvider,
    HelpService,
    Occurrence,
    OwnWords,
    Phone,
    Place,
    PlaceQuestion,
    Shift,
    Signup,
    Stop,
    Trip,
    Volunteer,
    Way,
)
from driveout.records.plan.files import uploads
from driveout.records.plan.models.change import Kind
from driveout.records.plan.models.frontier import Of
from driveout.records.plan.questions import frontiers
from driveout.records.plan.search import asking
from driveout.records.plan.wishes import changing, proposals
from driveout.records.team import links
from driveout.records.team.actions import welcome
from driveout.records.team.models import Role
from driveout.records.tell.feed_address import make_address
from driveout.records.tell.ways import stop_token
from tests.field.phones import TestPhone
from tests.places import at, hub_at
from tests.records.crew.town import one_of_each
from tests.rights import RULES
from tests.rights_rule import AT_A_HUB, ROLES
from tests.stocked import goods, shelves
from tests.stored import ELSEWHERE, HERE, NOW, store_plan

WHO = dict(zip(ROLES, ("carla", "dan", "alma", "reader", "operator", "bo", "eva", ""), strict=True))
NEXT_HUB = {role: f"{role} next door" for role in ROLES if role in AT_A_HUB}
STRANGERS = {role: f"{role} far away" for role in ROLES if role not in {"partner", "nobody"}}
WRITTEN = {  # one body for every form: what is not asked for is left alone
    "first_name": "Læser", "role": "reader", "hub": "", "wish": "never:", "why": "en prøve", "again": "",
    "login": "nobody", "password": "wrong", "name": "Et navn", "language": "da",
}  # fmt: skip


def all_of_them(people):
    """The cast with a reader and an operator, Dan, Alma and Bo at the town's hub; and who is next door and far away."""
    for name in ("dan", "alma", "bo"):
        people[name].base = hub_at(people[name], HUB)
        people[name].save()
    for name, role, first in (("reader", Role.READER, "Læser"), ("operator", Role.OPERATOR, "Drift")):
        people[name] = _someone(name, role, first)
    for word, name in NEXT_HUB.items():
        people[name] = _someone(name, Role(word), "Nabo")
        people[name].base = hub_at(people[name], "Hubben ved siden af")
        people[name].save()
    for word, name in STRANGERS.items():
        people[name] = _someone(name, Role(word), "Fremmed", ELSEWHERE)
        people[name].base = hub_at(people[name], HUB) if word in AT_A_HUB else None  # a hub of the same name
        people[name].save()
    return people


def _someone(name: str, role: Role, first: str, where: str = HERE):
    name = name.replace(" ", "-")
    return welcome(username=name, first_name=first, password=name, organisation=where, role=role, by=None, now=NOW)


def values_at_the_hub(everybody, season, plan):
    """A value for each parameter that an address takes: all of Carla's organisation and the town's hub."""
    carla = everybody["carla"]
    by = {"by": carla.user, "now": NOW}
    stop = Stop.objects.get(season=season, name="Mosede")
    Stop.objects.filter(pk=stop.pk).update(contact="Ring til Birthe på 12 34 56 78")
    opened_with = changing.mark_of(changing.wishes_of(stop))
    change = changing.wish(
        stop_id=stop.id, kind=Kind.NEVER, amount=None, openings=[], opened_with=opened_with, why="", **by
    )
    edit = Edit.objects.create(
        season=season, register="stop", name="Mosede", before={}, after={}, made_at=NOW, made_by=carla.user
    )
    asked = proposals.propose(
        stop_id=stop.id,
        kind=Kind.OFTEN,
        amount=1,
        move=None,
        plan_id=None,
        opened_with=changing.mark_of(changing.wishes_of(Stop.objects.get(pk=stop.pk))),
        why="en prøve",
        by=everybody["dan"].user,
        now=NOW,
    )
    kept = uploads.hand_in(name="a.xlsx", content=b"x", organisation=carla.organisation, **by)
    way = Way.objects.create(member=everybody["bo"], channel="mail", address="bo@example.org", made_at=NOW)
    cafe = cafe_tomorrow(season)
    crew = one_of_each(cafe, everybody["bo"], everybody["dan"])
    link, secret = links.invite(first_name="Læser", role=Role.READER, base=None, organisation=carla.organisation, **by)
    return {
        "organisation_id": carla.organisation_id, "what": "sted", "key": stop.where.key,
        "scope": "sted", "scope_key": stop.where.key, "recipe_key": "pasta", "advice_key": "nat",
        "season_id": season.id, "base_key": season.hubs.get().where.key, "place_key": stop.where.key,
        "plan_id": plan.id, "before": plan.id,
        "after": store_plan(carla, season, sent_by="another test").id,
        "stop_id": stop.id, "hub_id": season.hubs.get().id, "change_id": change.id, "edit_id": edit.id,
        "proposal_id": asked.id, "store_id": shelves(carla)[0].id, "good_id": goods(carla)[0].id, "act": "modtag",
        "slug": "stops", "row_id": stop.id, "run_id": asking.ask_for_plan(season_id=season.id, **by).id,
        "frontier_id": frontiers.ask_for_frontier(season=season, of=Of.BUDGET, **by).id, "of": "budget",
        "upload_id": kept.id, "kind": "map", "member_id": everybody["bo"].id, "link_id": link.id,
        "thread_id": thread_at(cafe, everybody["alma"]).id, "link_secret": "nobody-has-it", "letter": "plan",
        "secret": secret, "mark": "0" * 16, "pk": 0, "day": cafe.date, "cafe_id": cafe.id, "trip_id": cafe.trip_id,
        **crew,
        "volunteer_id": Volunteer.objects.filter(hub__season=season).first().id,
        "employee_id": Employee.objects.filter(hub__season=season).first().id,
        "place_id": stop.where_id, "question_id": a_question(stop).id,
        "channel": "mail", "token": stop_token(way), "words_id": words_said(cafe, everybody["bo"]).id,
        "phone_id": phone_of(everybody["dan"]).id,
        "service_id": help_of(carla).id, "name": "services",
        "feed_secret": make_address(member=everybody["bo"], by=None, now=NOW),
    }  # fmt: skip


def help_of(carla) -> HelpService:
    """An entry of the directory."""
    provider = HelpProvider.objects.create(organisation=carla.organisation, name="Rådgivning", told_at=NOW)
    words = {"name": "Rådgivning", "key": "x", "told_at": NOW, "check_every_days": 90}
    return HelpService.objects.create(organisation=carla.organisation, provider=provider, **words)


def a_question(stop) -> PlaceQuestion:
    """Whether two places are one."""
    other = Place.objects.create(organisation_id=stop.where.organisation_id, kind="stop", name="By", lat=56.0, lon=9.0)
    return PlaceQuestion.objects.create(one=stop.where, other=other, why="far", asked_at=NOW)


def cafe_tomorrow(season) -> Occurrence:
    """A café that is still to come, hosted by Bo."""
    day = {"season": season, "date": timezone.localdate() + timedelta(days=1), "hub": HUB, "base": hub_at(season, HUB)}
    trip = Trip.objects.create(
        **day, name="Tur", van="Van 1", driver="Alma", leaves=560, returns=865, driving_minutes=35, km=35.0
    )
    cafe = Occurrence.objects.create(
        **day,
        trip=trip,
        where=at(season, "Mosede"),
        place="Mosede",
        lat=56.52,
        lon=8.28,
        starts=600,
        promised=600,
        minutes=90,
        seats=7,
        guests=6.3,
    )
    shift = Shift.objects.create(trip=trip, occurrence=cafe, role="host", needed=1)
    Signup.objects.create(shift=shift, name="Bo", made_at=NOW)
    return cafe


def words_said(cafe: Occurrence, member) -> OwnWords:
    """Somebody said something there."""
    at = {"told_at": NOW, "received_at": NOW}
    row = {"phone_id": phone_of(member).id, "occurrence": cafe, "seq": 1, "kind": "words", "body": {}, "digest": "d"}
    event = FieldEvent.objects.create(id=uuid4(), **row, **at)
    return OwnWords.objects.create(event=event, occurrence=cafe, text="Jeg sover i bilen", keep_until=NOW.date())


def phone_of(member) -> TestPhone:
    """A phone of anybody's, registered while they could: what counts is what they may do now."""
    phone = TestPhone()
    values = {"member": member, "public_key": phone.key, "name": "en telefon", "made_at": timezone.now()}
    Phone.objects.create(pk=phone.id, signed_in_at=timezone.now(), **values)
    return phone


class Asking:
    """`ask("reader", "get", address)`, and nothing is left of it afterwards."""

    def __init__(self, everybody) -> None:
        self.members = everybody
        self.clients: dict[str, Client] = {}
        self.kept: dict[str, str] = {}
        self.phones: dict[str, TestPhone] = {}
        self.signed = {reverse(name) for name, rule in RULES.items() if rule.phone}

    def __call__(self, name: str, method: str, address: str):
        if name not in self.clients:
            self._let_in(name)
        client = self.clients[name]
        client.cookies = SimpleCookie(self.kept[name])  # signing out, too, is taken back
        with transaction.atomic():
            if address in self.signed:
                answer = self.phones[name].call(method.upper(), address)
            else:
                answer = getattr(client, method)(address, WRITTEN if method == "post" else None)
            transaction.set_rollback(True)
        return answer

    def _let_in(self, name: str) -> None:
        browser = Client()
        if name:
            browser.force_login(self.members[name].user)
        self.clients[name], self.kept[name] = browser, browser.cookies.output(header="", sep=";")
        self.phones[name] = phone_of(self.members[name]) if name else TestPhone()


def thread_at(cafe, owner):
    """A thread of the café's hub."""
    row = begin_alone(hub=cafe.base, need=NeedKind.DEBT, wish="Hjælp til breve", now=NOW)
    row.owner, row.where = owner, cafe.where
    row.save()
    return row
