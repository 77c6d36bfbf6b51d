"""What each deed of the records is done with, so that nothing but whose it is stands in its way: ids and rows of what
is here, and what has to be done before it by somebody of the house."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from driveout.core.bridge.directory.items import take_apart
from driveout.core.simulate.small_town import HUB, small_town
from driveout.core.words import (
    Broken,
    GapWhy,
    Heard,
    Mishap,
    NeedKind,
    Party,
    PickUp,
    ReferralState,
    SaidHow,
    Shared,
    Track,
    Wish,
    WishKind,
)  # fmt: skip
from driveout.outside.hsds.fakes import service
from driveout.records.bridge.directory.fields_typed import Written
from driveout.records.bridge.referral.consenting import Receiver, take_consent
from driveout.records.bridge.referral.drafting import write_contact_card
from driveout.records.drive.days import breaking
from driveout.records.drive.days.repairing import repair_day
from driveout.records.drive.stock import catalogue, counting, stocking
from driveout.records.drive.stock.queries import Yard
from driveout.records.models import (
    Frontier,
    Good,
    HelpService,
    Lot,
    Organisation,
    Place,
    PlanRun,
    SecondFactor,
    Stop,
    Store,
    Thread,
    Trip,
    Upload,
    Volunteer,
    Way,
)
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.models.change import Kind
from driveout.records.plan.models.edit import Register
from driveout.records.plan.models.frontier import Of
from driveout.records.plan.models.work import State
from driveout.records.plan.plans import history
from driveout.records.plan.publishing.actions import publish_times
from driveout.records.plan.questions.frontiers import mark_of as mark_of_curve
from driveout.records.plan.registers import editing
from driveout.records.plan.registers.values import mark_of, read
from driveout.records.plan.seasons import copies
from driveout.records.plan.wishes import changing
from driveout.records.team import guide, links, people, second
from driveout.records.team.models import Role
from driveout.records.team.persons import person_of
from tests.core.good_plan import good_plan
from tests.on_dates import make_days
from tests.places import hub_at, hub_key
from tests.screens.rights_world import values_at_the_hub
from tests.stored import HERE, NOW

World = dict[str, Any]
MONDAY = NOW.date() - timedelta(days=1)


def world_of(everybody, season, plan) -> World:
    """A value for every argument that any deed has, but for those that `BEFORE` makes. `as_carla`: who does it here."""
    carla, bo = everybody["carla"], everybody["bo"]
    ids = values_at_the_hub(everybody, season, plan)
    stop, trip = Stop.objects.get(pk=ids["stop_id"]), Trip.objects.get(pk=ids["trip_id"])
    room = Store.objects.get(pk=ids["store_id"])
    given = {
        **ids, "carla": carla, "as_carla": {"by": carla.user, "now": NOW}, "now": NOW, "today": MONDAY,
        "season": season, "occurrence_id": ids["cafe_id"], "why": "en prøve", "starts": 660,
        "first": MONDAY, "last": MONDAY,
        "store": room, "source": room, "target": Store.objects.exclude(pk=room.pk).get(organisation=carla.organisation),
        "quantity": 1, "best_before": None, "key": "k", "trip": trip, "pick_ups": [PickUp("Fødevarebanken", 1)],
        "seen": 1, "organisation": carla.organisation, "member": bo, "near": "Struer", "username": "ny",
        "first_name": "Ny", "password": None, "role": Role.READER, "base": None, "phone": "+4512345678", "own": None,
        "name": "Et andet navn", "instead_of": None, "sent_by": "Finn", "first_day": MONDAY, "weeks": 4,
        "keep_wishes": True, "budget_kr_a_week": None, "plan": plan, "language": "da", "content": b"x", "same": False,
        "openings": [], "amount": None, "move": None, "answer": "Nej", "channel": "mail", "typed": "bo.ny@example.org",
        "how": "page", "asked": False, "plan_id": plan.pk,
        "values": {"name": "Tæpper", "unit": "stk.", "kind": "other", "per_guest": 0.0},
        "person": person_of(organisation_id=carla.organisation_id, base_id=hub_at(bo, HUB).pk, key="Bodil", now=NOW),
        "good": stocked(carla, room, ids["good_id"]), "way": Way.objects.get(member=bo), "kind": Kind.OFTEN,
        "opened_with": changing.mark_of(changing.wishes_of(stop)),
        "thread": Thread.objects.get(pk=ids["thread_id"]), "receiver": Receiver("Retshjælpen"),
        "fields": [Shared.NEED], "until": NOW.date() + timedelta(days=9), "read_back": True, "wish": "Hjælp",
        "need": NeedKind.DEBT, "strengths": "", "track": Track.REFER, "told": {Shared.NAME: "Grete"}, "hours": "",
        "party": Party.OWNER, "expires_on": NOW.date() + timedelta(days=9), "called": False, "note": "",
        "service": HelpService.objects.get(pk=ids["service_id"]), "heard": Heard.FITS, "partial": False,
        "found": take_apart([("service", service(1))]), "whose_list": "en liste", "written": written(),
    }  # fmt: skip
    return given | {"lot": Lot.objects.get()}


def written() -> Written:
    """An entry of the directory as its form says it."""
    words: World = dict.fromkeys(("provider", "description", "phone", "email", "url", "who_for", "cost"), "x")
    rows: World = dict.fromkeys(("needs", "languages", "hours", "phone_hours", "closed"), ())
    sure: World = {"places_free": None, "check_every_days": 90, "is_national": False, "status": "active"}
    return Written(name="Et tilbud", sector="civil", place=None, is_hidden=False, **words, **rows, **sure)


def stocked(carla, room: Store, good_id: int):
    """Ten of the good in the room."""
    good = Good.objects.get(pk=good_id)
    given: World = {"store": room, "good": good, "quantity": 10, "best_before": None, "key": "first"}
    stocking.donate(**given, by=carla.user, now=NOW)
    return good


def approved(w: World) -> World:
    approve_plan(plan_id=w["plan_id"], **w["as_carla"])
    return {}


def public(w: World) -> World:
    approved(w)
    publish_times(plan_id=w["plan_id"], **w["as_carla"])
    return {}


def dated(w: World) -> World:
    w["season"].first_day = MONDAY
    w["season"].save(update_fields=["first_day"])
    return approved(w)


def in_a_fortnight(w: World) -> World:
    dated(w)
    return {"first": MONDAY + timedelta(days=14)}


def broken_day(w: World) -> World:
    dated(w)
    day = MONDAY + timedelta(days=7)
    make_days(plan_id=w["plan_id"], today=MONDAY, **w["as_carla"])
    key = hub_key(w["season"])
    van = Trip.objects.filter(date=day).first()
    mishap = Mishap(Broken.VAN, van.van_key or van.van, key)
    return {"proposal": repair_day(season=w["season"], day=day, mishaps=[mishap], now=NOW)}


def cancelled(w: World) -> World:
    breaking.cancel(occurrence_id=w["occurrence_id"], why="x", **w["as_carla"])
    return {}


def scenario(w: World) -> World:
    made = copies.make_scenario(season=w["season"], name="En prøve", why="", **w["as_carla"])
    return {"season_id": made.pk, "season": made}


def became(w: World) -> World:
    made = scenario(w)
    copies.make_it_the_season(season_id=made["season_id"], why="", **w["as_carla"])
    return made


def next_season(w: World) -> World:
    given: World = {"name": "Den næste", "first_day": MONDAY, "weeks": 2, "keep_wishes": False}
    made = copies.make_next_season(season=w["season"], **given, **w["as_carla"])
    return {"season_id": made.pk}


def counted(w: World) -> World:
    return {"count": counting.start_count(store=w["store"], **w["as_carla"])}


def ended_good(w: World) -> World:
    Good.objects.filter(pk=w["good"].pk).update(ended_at=NOW)
    return {}


def fresh_good(w: World) -> World:
    values = {"name": "Sæbe", "unit": "stk.", "kind": "other", "per_guest": 0.0}
    good = catalogue.save_good(organisation=w["organisation"], good=None, values=values, **w["as_carla"])
    return {"good": good}


def next_hub(w: World) -> World:
    where = Place.objects.create(organisation=w["organisation"], kind="hub", name="Havn", lat=56.0, lon=9.0)
    return {"hubs": {str(where.pk): Yard("Havn", {})}}


def of_register(w: World) -> World:
    row = Volunteer.objects.filter(hub__season=w["season"], name="Bodil").first()
    return {"kind": "Volunteer", "row_id": row.pk, "organisation_id": w["organisation"].pk}


def invitation(w: World) -> World:
    given = {"first_name": "Ny", "role": Role.READER, "base": None, "organisation": w["organisation"]}
    return {"invitation": links.invite(**given, **w["as_carla"])[0]}


def waiting_link(w: World) -> World:
    """Somebody gave more than they hold, so that it waits for a coordinator."""
    given = {"first_name": "Ny", "role": Role.COORDINATOR, "base": None, "organisation": w["organisation"]}
    return {"link": links.invite(**given, by=w["member"].user, now=NOW)[0]}


def with_factor(w: World) -> World:
    second.begin(user=w["member"].user, now=NOW)
    SecondFactor.objects.update(confirmed_at=NOW)
    return {}


def factor_asked(w: World) -> World:
    Organisation.objects.filter(pk=w["organisation"].pk).update(second_factor_asked=True)
    return {}


def away(w: World) -> World:
    people.end_access(member=w["member"], **w["as_carla"])
    return {}


def guide_away(w: World) -> World:
    guide.put_away(member=w["member"], **w["as_carla"])
    w["member"].refresh_from_db()
    return {}


def idle(w: World) -> World:
    PlanRun.objects.update(state=State.DONE, ended_at=NOW)
    Frontier.objects.update(state=State.DONE, ended_at=NOW)
    return {"of": Of.BUDGET}


def curve(w: World) -> World:
    idle(w)
    Frontier.objects.update(
        of=Of.FAIRNESS, tried=1, points=[{"floor_share": 0.5}], made_from=mark_of_curve(w["season"]), held={}
    )
    return {"of": Of.FAIRNESS, "limit": 0.25}


def row_of_a_stop(w: World) -> World:
    rows = read(w["season"].pk, Register.STOP, [w["stop_id"]])
    wanted = {pk: {**row, "seats": row["seats"] + 1} for pk, row in rows.items()}
    return {"register": Register.STOP, "rows": wanted, "opened_with": mark_of(rows), "season_id": w["season"].pk}


def undone_edit(w: World) -> World:
    editing.undo(edit_id=w["edit_id"], **w["as_carla"])
    return {}


def undone_wish(w: World) -> World:
    changing.undo(change_id=w["change_id"], **w["as_carla"])
    return {}


def asks_for_names(w: World) -> World:
    Upload.objects.filter(pk=w["upload_id"]).update(state="asks", ended_at=NOW)
    return {}


def visit(w: World) -> World:
    stop = Stop.objects.get(pk=w["stop_id"])
    Stop.objects.filter(pk=stop.pk).update(visits_min=1, visits_max=2)
    return {"wish": Wish(WishKind.VISIT, stop.name)}


def new_proposal(w: World) -> World:
    return {"kind": Kind.OFTEN, "amount": 2, "plan_id": None}


def agreed(w: World) -> World:
    """A person said yes."""
    told = {"thread": w["thread"], "fields": w["fields"], "how": SaidHow.SPOKEN, "read_back": True}
    take_consent(**told, receiver=w["receiver"], until=w["until"], **w["as_carla"])
    return {}


def on_a_card(w: World) -> World:
    """A person gave a name."""
    write_contact_card(thread=w["thread"], told=w["told"], expires_on=w["until"], today=NOW.date(), **w["as_carla"])
    return {}


BEFORE: dict[str, Callable[[World], World]] = {
    "bridge.referral.consenting.take_consent": lambda w: {"how": SaidHow.SPOKEN},
    "bridge.referral.consenting.withdraw_consent": agreed,
    "bridge.referral.drafting.delete_contact_card": on_a_card,
    "bridge.referral.drafting.hand_over": lambda w: {"to": w["carla"]},
    "bridge.referral.drafting.write_contact_card": lambda w: {"today": NOW.date()},
    "bridge.referral.gaps.note_gap": lambda w: {"why": GapWhy.DISTANCE},
    "bridge.referral.gaps.write_hub_number": lambda w: {"role": "Hubleder", "phone": "21345678"},
    "bridge.referral.links.send": agreed,
    "bridge.referral.moving.remark": lambda w: {"kind": "answer", "called": ""},
    "bridge.referral.moving.say": lambda w: {"state": ReferralState.ON_HOLD, "called": ""},
    "drive.days.breaking.take_back": cancelled,
    "drive.days.making.put_on_dates": dated,
    "drive.days.removing.remove_season": next_season,
    "drive.days.settling.settle_repair": broken_day,
    "drive.days.telling.publish_times": approved,
    "drive.days.together.hold_plan": in_a_fortnight,
    "drive.days.together.preview": in_a_fortnight,
    "drive.stock.catalogue.end_good": fresh_good,
    "drive.stock.catalogue.open_stores": next_hub,
    "drive.stock.catalogue.save_good": lambda w: {"good": None},
    "drive.stock.catalogue.use_good_again": ended_good,
    "drive.stock.counting.drop_count": counted,
    "drive.stock.counting.finish_count": counted,
    "drive.stock.counting.note_count": lambda w: counted(w) | {"seen": {w["lot"].pk: 3}},
    "drive.stock.counting.note_more": counted,
    "plan.files.uploads.ask_for_file": lambda w: {"kind": "map"},
    "plan.files.uploads.take_names": asks_for_names,
    "plan.plans.history.name_plan": lambda w: {"opened_with": history.mark_of(w["plan"])},
    "plan.plans.saving.save_plan": lambda w: {"season": small_town(), "plan": good_plan()},
    "plan.publishing.actions.publish_times": approved,
    "plan.publishing.actions.take_approval_back": approved,
    "plan.publishing.actions.take_season_back": became,
    "plan.publishing.actions.take_times_down": public,
    "plan.questions.frontiers.ask_for_frontier": idle,
    "plan.questions.frontiers.ask_for_point": curve,
    "plan.registers.editing.edit": row_of_a_stop,
    "plan.registers.editing.redo": undone_edit,
    "plan.search.asking.ask_for_plan": idle,
    "plan.seasons.copies.delete_scenario": scenario,
    "plan.seasons.copies.make_it_the_season": scenario,
    "plan.seasons.copies.take_it_back": became,
    "plan.seasons.taking_in.forget_season": scenario,
    "plan.seasons.taking_in.import_season": lambda w: {"words": replace(small_town(), name="En anden")},
    "plan.wishes.changing.redo": undone_wish,
    "plan.wishes.changing.wish": lambda w: {"amount": 1},
    "plan.wishes.dropping.drop_wish": visit,
    "plan.wishes.proposals.propose": new_proposal,
    "plan.work.lifecycle.stop": lambda w: {"kind": PlanRun, "pk": w["run_id"], "what": "stopped a search"},
    "team.actions.welcome": lambda w: {"organisation": HERE},
    "team.erasure.erase_from_register": of_register,
    "team.giving.confirm": waiting_link,
    "team.guide.take_back": guide_away,
    "team.links.withdraw": invitation,
    "team.people.give_access_back": away,
    "team.second.ask_for": factor_asked,
    "team.second.trace_reset": with_factor,
    "tell.second_factor.reset_second_factor": with_factor,
}
PARTS = {  # of a deed that has asked, or nothing that is done
    *("drive.crew.by_hand.tell_or_ring", "drive.crew.plan_people.sign", "drive.crew.plan_people.clear"),
    *("drive.days.dated.cancel", "drive.days.remade.list_of", "drive.news.lists.make_list"),
    *("drive.stock.at_cafe.hand_out_from_cafes", "drive.stock.booking.book", "drive.stock.booking.written"),
    "drive.stock.settling.follow",
    *("drive.stock.demo.stock_the_demo", "meet.adding.add_up_again", "trust.actions.leave_trace"),
    *("team.giving.holds", "team.giving.check_holds"),  # ask what somebody holds
    *("trust.reading.note_readings", "trust.retention.retain"),  # a page's own reading; the clock and the command line
}
