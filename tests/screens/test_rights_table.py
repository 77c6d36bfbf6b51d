"""Every address against every role, as tests/rights.py says; and what another organisation, or a reader, never sees."""

import re
from datetime import timedelta
from http.cookies import SimpleCookie
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from driveout.core.simulate.small_town import HUB, small_town
from driveout.records.models import (
    Edit,
    FieldEvent,
    Invitation,
    Occurrence,
    OwnWords,
    Phone,
    Place,
    PlaceQuestion,
    Shift,
    Signup,
    Stop,
    Trip,
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
from tests.rights import PAGE, ROLES, RULES, Rule, page
from tests.stocked import goods, shelves
from tests.stored import HERE, NOW, store_plan

pytestmark = pytest.mark.django_db
WHO = dict(zip(ROLES, ("carla", "dan", "alma", "reader", "operator", "bo", "eva", ""), strict=True))
# Answers 404 to those who may see it while there is nothing: no outline, curve, published times or clash.
MAY_BE_MISSING = {
    *("office:land", "office:what_if_csv", "public:times", "office:drop_wish"),
    # what is another's own, or names nobody because the one body for every form does not
    *("field:give_back", "field:ask_swap", "field:answer_swap", "field:own_hours", "field:stand", "field:end_standing"),
    *("field:end_absence", "office:ask_for_shift", "office:put_on_shift", "office:note_paper"),
}
MAY_BE_NAMED = {"office:guide": {"Carla"}}  # whom to ask: the coordinator
WRITTEN = {  # one body for every form: what is not asked for is left alone
    "first_name": "Læser", "role": "reader", "hub": "", "wish": "never:", "why": "en prøve", "again": "",
    "login": "nobody", "password": "wrong", "name": "Et navn", "language": "da",
}  # fmt: skip


def addresses() -> dict[str, list[str]]:
    """Name of every address → the parameters it takes."""
    found: dict[str, list[str]] = {}

    def walk(resolver, space: str, before: list[str]) -> None:
        for part in resolver.url_patterns:
            taken = before + list(part.pattern.converters)
            if isinstance(part, URLPattern):
                found[space + (part.name or str(part.pattern))] = taken
            else:
                walk(part, f"{space}{part.namespace}:" if part.namespace else space, taken)

    walk(get_resolver(), "", [])
    return found


def ruled() -> dict[str, list[str]]:
    """Those with a rule; the first test tells of the others."""
    return {name: taken for name, taken in addresses().items() if name in RULES}


def test_every_address_has_a_rule():
    advice = [
        f"{name} has no rule. Add to RULES in tests/rights.py a line such as\n"
        f'    "{name}": read("what it is", OFFICE),\nand run: python -m tests.rights'
        for name in addresses().keys() - RULES.keys()
    ]
    assert not advice, "\n\n".join(advice)
    gone = RULES.keys() - addresses().keys()
    assert not gone, f"{sorted(gone)} are no longer addresses: take them out of RULES in tests/rights.py"


def test_the_page_of_rights_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.rights"


@pytest.fixture
def everybody(people):
    """The cast, with a reader and an operator; Dan, Alma and Bo at the town's hub."""
    for name in ("dan", "alma", "bo"):
        people[name].base = hub_at(people[name], HUB)
        people[name].save()
    for name, role, first in (("reader", Role.READER, "Læser"), ("operator", Role.OPERATOR, "Drift")):
        people[name] = welcome(
            username=name, first_name=first, password=f"cafe-{name}", organisation=HERE, role=role, by=None, now=NOW
        )
    return people


@pytest.fixture
def values(everybody, season, plan):
    """A value for each parameter that an address takes: all of Carla's organisation."""
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
        "season_id": season.id, "plan_id": plan.id, "before": plan.id,
        "after": store_plan(carla, season, sent_by="another test").id,
        "stop_id": stop.id, "hub_id": season.hubs.get().id, "change_id": change.id, "edit_id": edit.id,
        "proposal_id": asked.id, "store_id": shelves(carla)[0].id, "good_id": goods(carla)[0].id, "act": "modtag",
        "slug": "stops", "row_id": stop.id, "run_id": asking.ask_for_plan(season_id=season.id, **by).id,
        "frontier_id": frontiers.ask_for_frontier(season=season, of=Of.BUDGET, **by).id, "of": "budget",
        "upload_id": kept.id, "kind": "map", "member_id": everybody["bo"].id, "link_id": link.id,
        "secret": secret, "mark": "0" * 16, "pk": 0, "day": cafe.date, "cafe_id": cafe.id, "trip_id": cafe.trip_id,
        **crew,
        "place_id": stop.where_id, "question_id": a_question(stop).id,
        "channel": "mail", "token": stop_token(way), "words_id": words_said(cafe, everybody["bo"]).id,
        "phone_id": phone_of(everybody["dan"]).id,
        "feed_secret": make_address(member=everybody["bo"], by=None, now=NOW),
    }  # fmt: skip


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


@pytest.fixture
def ask(everybody):
    """`ask("reader", "get", address)` and nothing is left of it afterwards."""

    def client(name: str) -> Client:
        browser = Client()
        if name:
            browser.force_login(everybody[name].user)
        return browser

    clients = {name: client(name) for name in [*WHO.values(), "finn"]}

    kept = {name: browser.cookies.output(header="", sep=";") for name, browser in clients.items()}

    phones = {name: phone_of(everybody[name]) if name else TestPhone() for name in clients}
    signed = {reverse(name) for name, rule in RULES.items() if rule.phone}

    def asked(name: str, method: str, address: str):
        clients[name].cookies = SimpleCookie(kept[name])  # signing out, too, is taken back
        with transaction.atomic():
            if address in signed:
                answer = phones[name].call(method.upper(), address)
            else:
                answer = getattr(clients[name], method)(address, WRITTEN if method == "post" else None)
            transaction.set_rollback(True)
        return answer

    return asked


def phone_of(member) -> TestPhone:
    """A phone of anybody's, registered while they could: what counts is what they may do now."""
    phone = TestPhone()
    values = {"member": member, "public_key": phone.key, "name": "en telefon", "made_at": timezone.now()}
    Phone.objects.create(pk=phone.id, signed_in_at=timezone.now(), **values)
    return phone


def address_of(name: str, taken: list[str], values) -> str:
    for parameter in taken:
        assert parameter in values, f"{name} takes <{parameter}>: add it to `values` in {__file__}"
    return reverse(name, kwargs={parameter: values[parameter] for parameter in taken})


def outcome(answer) -> str:
    """“yes”, or how it was refused."""
    if answer.status_code in (301, 302) and answer.headers["Location"].startswith("/log-ind/?next="):
        return "sign in"
    return {401: "sign in", 403: "no", 404: "missing", 405: "takes none"}.get(answer.status_code, "yes")


def expected(rule: Rule, method: str, role: str, name: str) -> set[str]:
    who = rule.get if method == "get" else rule.post
    if who is None:
        return {"takes none", "no", "sign in"}
    if role not in who:
        return {"sign in"} if role == "nobody" else {"no", "missing"} if role == "partner" else {"no"}
    if name == "mfa_remove_webauthn":  # nobody here has one
        return {"missing", "sign in"}
    return {"yes", "missing"} if name in MAY_BE_MISSING else {"yes"}


def needs_a_sign_in(rule: Rule, method: str) -> bool:
    who = rule.get if method == "get" else rule.post
    return who is None or "nobody" not in who


def test_every_role_may_what_its_column_says_and_nothing_else(ask, values):
    """And no browser keeps what needs a sign-in: a page, a file, a part of a page or a refusal.

    In one world: nothing is left of what anybody asked, so the next finds it as it was."""
    wrong = []
    for role in ROLES:
        for name, taken in ruled().items():
            for method in ("get", "post"):
                answer = ask(WHO[role], method, address_of(name, taken, values))
                found = outcome(answer)
                wanted = expected(RULES[name], method, role, name)
                if found not in wanted:
                    wrong.append(
                        f"{role}: {method} {name}: {found}, tests/rights.py says {' or '.join(sorted(wanted))}"
                    )
                kept = answer.headers.get("Cache-Control", "")
                if needs_a_sign_in(RULES[name], method) and "no-store" not in kept:
                    wrong.append(f"{role}: {method} {name}: a browser keeps it (“{kept}”)")
    assert not wrong, "\n".join(wrong)


def test_another_organisation_sees_nothing_and_changes_nothing(ask, values):
    theirs = {"act", "kind", "of", "slug", "mark", "secret", "pk", "channel", "token", "feed_secret"}  # no rows
    for method in ("get", "post"):
        for name, taken in ruled().items():
            answer = ask("finn", method, address_of(name, taken, values))
            if set(taken) - theirs and name != "public:times":
                assert outcome(answer) in {"missing", "no", "takes none"}, f"{method} {name}: {answer.status_code}"
                assert not re.search(r"Mosede|Small town|Alma|Carla", answer.content.decode()), name
            else:
                assert not re.search(r"Mosede|Small town|Alma\b|\bDan\b", answer.content.decode(errors="ignore")), name


def crew() -> set[str]:
    """Everybody a reader is told nothing of."""
    town = small_town()
    ours = {*(p.name for p in town.employees), *(p.name for p in town.volunteers)}
    return ours | {
        "Carla",
        "Dan",
        "Alma",
        "Bo",
        "12 34 56 78",
    }


def test_a_reader_is_shown_no_name(ask, values, everybody):
    for plain in ("", "?vis=steder", "?hub=alle", f"?sted={values['stop_id']}", "?dag=1"):
        assert not named(ask("reader", "get", reverse("office:season", args=(values["season_id"],)) + plain)), plain
    for slug in ("employees", "volunteers", "stops", "hubs", "vans"):
        address = reverse("office:register", args=(values["season_id"], slug))
        assert not named(ask("reader", "get", address)), slug
    for name, taken in ruled().items():
        if RULES[name].get and "reader" in RULES[name].get and name != "account_logout":
            found = named(ask("reader", "get", address_of(name, taken, values))) - MAY_BE_NAMED.get(name, set())
            assert not found, (
                f"{name} shows {found} to a reader. Say names through office/hidden.py (person, crew, hosts), "
                "or leave them out where may_see_crew(member) is false."
            )


def named(answer) -> set[str]:
    said = re.sub(r"<script.*?</script>", "", answer.content.decode(errors="ignore"), flags=re.S)
    return {name for name in crew() if re.search(rf"\b{name}\b", said)}


def test_the_same_pages_do_show_names_to_the_crew(ask, values):
    assert named(ask("alma", "get", reverse("office:season", args=(values["season_id"],))))
    assert named(ask("alma", "get", reverse("office:plans", args=(values["season_id"],))))


@pytest.mark.parametrize("kind", ["excel", "csv", "runsheets"])
def test_files_with_names_are_not_for_readers(ask, values, kind):
    season, plan = values["season_id"], values["plan_id"]
    for method, name in (("post", "office:make_file"), ("get", "office:fetch_file")):
        address = reverse(name, args=(season, plan, kind))
        assert outcome(ask("reader", method, address)) == "no"
        assert outcome(ask("alma", method, address)) == "yes"
    listed = ask("reader", "get", reverse("office:files", args=(season, plan))).content.decode()
    assert "filerne uden navne" in listed and f"lav-{kind}" not in listed


def test_no_secret_is_ever_shown(ask, values):
    digest = Invitation.objects.get(pk=values["link_id"]).digest
    for name in ("office:people", "office:traces", "office:own_access"):
        said = ask("carla", "get", reverse(name)).content.decode()
        assert values["secret"] not in said and digest not in said
