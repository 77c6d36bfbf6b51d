"""What should be looked at: only what the plan's own numbers say."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.plan.calendar import closed_on, shut_anyway
from driveout.core.words import MONDAY_TO_FRIDAY
from driveout.look.language import either
from driveout.office import say
from driveout.office.plan.season.asked.choice import ALL, ALL_STOPS, Choice
from driveout.office.plan.season.asked.facts import Facts
from driveout.records.plan.seasons.closed_dates import calendar_of

MOST_FERRIES = 4  # that are reached in time; those that are not are all told
FULL_DAY = 0.95  # a tour this near an employee's longest day has no room for a flat tyre


def todo(facts: Facts, choice: Choice) -> list[dict[str, Any]]:
    """Each with an icon, how bad it is, a name, what is so, and where to look (empty: nowhere but here)."""
    if facts.plan is None:
        return [*_eves(facts), *_closed_days(facts)]
    return [
        *_left_out(facts, choice),
        *_too_few_hosts(facts, choice),
        *_below_target(facts),
        *_full_days(facts, choice),
        *_ferries(facts),
        *_budget(facts),
        *_eves(facts),
        *_closed_days(facts),
    ]


def _item(icon: str, kind: str, strong: str, text: str, href: str = "") -> dict[str, Any]:
    return {"icon": icon, "kind": kind, "strong": strong, "text": text, "href": href}


def _left_out(facts: Facts, choice: Choice) -> Iterator[dict[str, Any]]:
    names = [stop.name for stop in facts.stops if stop.id not in facts.visits]
    if names:
        strong = ngettext("%(n)s sted", "%(n)s steder", len(names)) % {"n": say.number(len(names))}
        text = _("får ikke besøg: %(names)s.") % {"names": say.listing(names)}
        href = choice.address(vis=ALL_STOPS, hub=ALL, dag=ALL, kommune="") + "#uden-besoeg"
        yield _item("door-open", "warn", strong, text, href)


def _too_few_hosts(facts: Facts, choice: Choice) -> Iterator[dict[str, Any]]:
    for opening in facts.openings:
        missing = facts.stop[opening.stop_id].volunteers - len(opening.volunteers)
        if missing > 0:
            text = ngettext("mangler %(n)s frivillig %(day)s.", "mangler %(n)s frivillige %(day)s.", missing)
            text %= {"n": missing, "day": say.day(opening.weekday)}
            href = choice.address(hub=opening.hub_id, dag=opening.weekday)
            yield _item("user-plus", "bad", facts.stop[opening.stop_id].name, text, href)


def _below_target(facts: Facts) -> Iterator[dict[str, Any]]:
    target, plan = facts.season.target_guests_a_week, facts.plan
    if plan and target and plan.guests < target - 0.5:
        strong = _("%(n)s gæster") % {"n": say.number(target - plan.guests)}
        yield _item(
            "users", "warn", strong, _("mangler i målet på %(target)s om ugen.") % {"target": say.number(target)}
        )


def _full_days(facts: Facts, choice: Choice) -> Iterator[dict[str, Any]]:
    full = [tour for tour in facts.tours if tour.returns - tour.leaves >= FULL_DAY * tour.employee.minutes_a_day]
    if not full:
        return
    longest = max(full, key=lambda tour: tour.returns - tour.leaves)
    hub = facts.hub[longest.hub_id]
    strong = ngettext("%(n)s tur", "%(n)s ture", len(full)) % {"n": say.number(len(full))}
    text = _("fylder næsten hele arbejdsdagen. Længst: %(hub)s %(day)s, %(hours)s.") % {
        "hub": hub.name,
        "day": say.day(longest.weekday),
        "hours": say.hours(longest.returns - longest.leaves).removesuffix("."),  # a sentence has one full stop
    }
    yield _item("clock", "warn", strong, text, choice.address(hub=hub.id, dag=longest.weekday, kommune=""))


def _ferries(facts: Facts) -> Iterator[dict[str, Any]]:
    """Ferries that are missed or that nobody knows, then a few of the rest, each with the departure to reach."""
    rows = facts.plan.ferries if facts.plan else []
    wrong = [row for row in rows if row["late"] or not row["known"]]
    fine = [row for row in rows if row not in wrong]
    for row in (*wrong, *fine[:MOST_FERRIES]):
        kind = "bad" if row["late"] else "" if row["known"] else "warn"
        yield _item("clock", kind, _("Færge:"), either(row["da"], row["en"]))
    if (more := len(fine) - MOST_FERRIES) > 0:
        text = ngettext("%(n)s overfart mere nås i tide.", "%(n)s overfarter mere nås i tide.", more)
        yield _item("clock", "", _("Færge:"), text % {"n": say.number(more)})


def _budget(facts: Facts) -> Iterator[dict[str, Any]]:
    budget, plan = facts.terms.budget_kr_a_week, facts.plan
    if plan and budget and plan.cost_kr >= 0.99 * budget:
        text = _("af %(budget)s kr. om ugen er brugt. Pengene sætter grænsen.") % {"budget": say.number(budget)}
        yield _item("banknote", "warn", _("%(n)s kr.") % {"n": say.number(plan.cost_kr)}, text)


def _working(facts: Facts) -> set[int]:
    return {tour.weekday for tour in facts.tours} or set(MONDAY_TO_FRIDAY)


def _closed_days(facts: Facts) -> Iterator[dict[str, Any]]:
    """Holidays and closed dates on days that are driven."""
    working = _working(facts)
    weeks: dict[int, list[str]] = {}
    for day in closed_on(calendar_of(facts.season)):
        if day.weekday() in working:
            weeks.setdefault(day.isocalendar().week, []).append(say.day(day.weekday()))
    if weeks:
        n = sum(map(len, weeks.values()))
        strong = ngettext("%(n)s dag", "%(n)s dage", n) % {"n": n}
        each = [_("uge %(week)s %(days)s") % {"week": w, "days": say.listing(days, 5)} for w, days in weeks.items()]
        yield _item("calendar-x", "", strong, _("falder ud i sæsonen: %(weeks)s.") % {"weeks": ", ".join(each)})


def _eves(facts: Facts) -> Iterator[dict[str, Any]]:
    """24 and 31 December, where somebody drives: one press offers them as closed."""
    days = shut_anyway(calendar_of(facts.season), _working(facts))
    if days:
        strong = say.listing([say.date_long(day) for day in days], 4)
        text = _("er der kørsel som andre dage. Skal der være lukket? Så kan de lukkes her.")
        address = reverse("office:row", args=(facts.season.pk, "terms", facts.season.pk))
        yield _item("calendar-x", "warn", strong, text, f"{address}?luk=1")
