"""The parts of the page that wait for an answer: the chosen stop, what moving it costs, and what would help a hub."""

from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl

from driveout.office.plan.season.asked.chosen_stop import Place, asks
from driveout.office.plan.season.changes import sentences
from driveout.office.plan.season.stop import about, answers, moving
from driveout.records.plan.models import Hub, Plan
from driveout.records.plan.publishing.plan_people_know import plan_people_know
from driveout.records.plan.questions import reasons
from driveout.records.plan.questions.reasons import Known
from driveout.records.plan.wishes import move_prices
from driveout.records.plan.wishes.stop_wishes import Move

NO_STOP: dict[str, Any] = {"why": None, "ways": None, "moves": []}


def of_stop(place: Place | None, move: Move | None, *, now: datetime, again: bool) -> dict[str, Any]:
    """Why the stop got what it got, asked when nobody has, and the ways to change it. Four queries."""
    if place is None:
        return NO_STOP
    asked = reasons.ask_about(place.plan, place.stop, now=now, again=again, known=_known(place.plan))
    return {
        "why": answers.stop_panel(place, asked),
        "about": about.about(place, asked),
        "ways": sentences.ways(place) if asks(place) else None,
        "moves": moving.forms(place, move) if asks(place) else [],
        "kept": parse_qsl(place.query.removeprefix("?")),
    }


def of_move(place: Place | None, move: Move | None, *, now: datetime, again: bool) -> dict[str, Any]:
    """What moving an opening of the stop costs, asked when nobody has. One query."""
    if place is None or move is None or not asks(place):
        return {"price": None}
    asked = move_prices.ask_price(place.plan, place.stop, move, now=now, again=again, known=_known(place.plan))
    return {"price": moving.price_panel(place, move, asked)}


def of_hub(plan: Plan | None, hub: Hub | None, query: str, *, asks: bool, now: datetime, again: bool) -> dict[str, Any]:
    """What one more of each would bring a hub; asked when somebody wants to know. One query."""
    if plan is None or hub is None:
        return {"help": None}
    asked = (
        reasons.ask_about(plan, hub, now=now, again=again, known=_known(plan)) if asks else reasons.answered(plan, hub)
    )
    return {"help": answers.hub_panel(hub, asked, query)}


def _known(plan: Plan) -> Known:
    """The plan that planning again would hold, asked of the database only when somebody asks a question."""
    return lambda: plan_people_know(plan.season_id)
