"""The demo's week in progress: days, crew with gaps, stores, cafés that were held, and one that is cancelled.

Made once, when the first plan is there, by the same deeds that people do on their pages. Each is a transaction of its
own, so that nobody waits, and safe to do twice: a demo that is stopped half-way goes on next time. Where somebody has
approved a plan already, the demo is theirs and nothing is made.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from driveout.records.models import Member, Occurrence, Phone, Plan, Season

DEMO = UUID("0c5b3f0e-6a8d-5a52-9f53-2c1d6c0f7e11")  # ids of the demo's events and phones live below it
WHY = "Prøvens første uge"  # stands in the trace of the approval
COLD = "Der er ingen varme i huset."
SAID = "Det er dejligt, at I kommer. Ellers går der dage, hvor jeg ikke taler med nogen."
SPELT = str.maketrans(
    {"æ": "ae", "ø": "oe", "å": "aa", "Æ": "Ae", "Ø": "Oe", "Å": "Aa"}
)  # a sign-in has no such letters
EVERY_GAP = 23  # so many of the coming shifts lack their host
# What is told of Alma's two cafés: guests by kind, turned away, handed out.
TWO = (
    {"first": 2, "before": 4, "friend": 1, "child": 1, "turned_away": 1, "stayed": 5, "meal": 7, "bag": 3},
    {"first": 1, "before": 5, "early": 2, "stayed": 4, "meal": 6, "clothes": 2, "pack": 1},
)


def begin(now: datetime, today: date) -> bool:
    """Put the first plan to work, unless that was done. False when there is nothing to do."""
    from driveout.records.models import Member, Plan, Season

    members = {m.user.username: m for m in Member.objects.select_related("user", "organisation")}
    carla = members["carla"]
    season = Season.objects.filter(organisation=carla.organisation, is_scenario=False).order_by("id").first()
    plan = Plan.objects.filter(season=season).order_by("id").last() if season else None
    if season is None or plan is None or season.first_day is None or not season.first_day <= today:
        return False
    approved = Plan.objects.filter(season=season, approved_at__isnull=False).first()
    if approved and not _is_half_made(approved, members["alma"]):
        return False
    _make(season, approved or plan, members, now, today)
    return True


def _is_half_made(plan: "Plan", alma: "Member") -> bool:
    """Was it approved for the demo's week, whose last deed is to note Alma's papers?"""
    from driveout.records.models import Check, Trace

    ours = Trace.objects.filter(what="approved a plan", about=f"plan {plan.pk}", details__why=WHY)
    return ours.exists() and not Check.objects.filter(member=alma).exists()


def _make(season: "Season", plan: "Plan", members: "dict[str, Member]", now: datetime, today: date) -> None:
    from driveout.records.drive.days.together import hold_plan
    from driveout.records.drive.stock.demo import stock_the_demo
    from driveout.records.models import OnDates
    from driveout.records.plan.actions import approve_plan

    carla = members["carla"]
    done: dict[str, Any] = {"by": carla.user, "now": now}
    approve_plan(plan_id=plan.pk, why=WHY, **done)
    since = _since(plan, now)
    _drivers(plan, since, now, carla)
    if not OnDates.objects.filter(plan=plan).exists():  # an attempt that stopped may have come so far
        hold_plan(plan_id=plan.pk, first=since, today=since, **done)
    stock_the_demo(organisation=carla.organisation, season=season, today=today, **done)
    _held(season, now)
    _cancelled(season, members["dan"], now, today)
    _crew(season, members, now, today)


def _drivers(plan: "Plan", since: date, now: datetime, carla: "Member") -> None:
    """Whoever drove a café that is over is here too, without a sign-in: their phone has told of it."""
    from django.utils.text import slugify

    from driveout.records.team.actions import welcome
    from driveout.records.team.models import Role

    days = {(since + timedelta(days=n)).weekday() for n in range((now.date() - since).days + 1)}
    tours = plan.tours.filter(weekday__in=days).exclude(employee__name="Alma")
    for hub, name in sorted(set(tours.values_list("hub__name", "employee__name"))):
        welcome(
            username=slugify(f"{name} {hub}".translate(SPELT)), first_name=name, password=None, role=Role.EMPLOYEE,
            hub=hub, organisation=carla.organisation.name, by=carla.user, now=now,
        )  # fmt: skip


def _since(plan: "Plan", now: datetime) -> date:
    """The last day before today on which Alma drives: the first one that is put on dates.

    Not today, however late: what has begun is on no date any more, and the demo would show no café that was held.
    """
    from django.utils import timezone

    today = timezone.localdate(now)
    hers = set(plan.openings.filter(tour__employee__name="Alma").values_list("weekday", flat=True))
    days = [today - timedelta(days=back) for back in range(1, 8)]
    return next((day for day in days if day.weekday() in hers), today)


def _ended(season: "Season", now: datetime) -> "list[Occurrence]":
    """Cafés whose time is over."""
    from driveout.records.drive.days.elsewhere import at
    from driveout.records.models import Occurrence

    rows = Occurrence.objects.filter(season=season).select_related("trip").order_by("date", "starts", "id")
    return [row for row in rows if at(row.date, row.starts + row.minutes) < now]


def _held(season: "Season", now: datetime) -> None:
    """What phones told of the cafés that are over: Alma's own two in full, the others by their sums."""
    from driveout.records.drive.crew.plan_people import connected
    from driveout.records.meet.actions import take_events
    from driveout.records.models import Member

    drivers = connected(season.organisation_id)
    ended = _ended(season, now)
    own = [row for row in ended if row.trip.driver == "Alma"][-2:]
    items: dict[Member, list[dict[str, Any]]] = {}
    for row in ended:
        if driver := drivers.get((row.hub_key, row.trip.driver)):
            mine = items.setdefault(driver, [])
            counts = TWO[own.index(row)] if row in own else _likely(row)
            mine.extend(_items(row, counts, len(mine), full=row in own[:1]))
    for driver, told in items.items():
        fates = take_events(items=told, phone=_phone(driver, now), now=now, app="0.4.0")
        assert all(fate.status in (200, 201) for fate in fates), [f.code for f in fates if f.status > 201][:3]


def _likely(row: "Occurrence") -> dict[str, int]:
    """Guests around what was expected; the same ones each time the demo is made."""
    guests = max(2, round(row.guests) + (row.pk * 7) % 5 - 2)
    first = guests // 4
    return {"first": first, "before": guests - first, "meal": guests, "bag": guests // 3}


def _items(row: "Occurrence", counts: dict[str, int], before: int, *, full: bool) -> list[dict[str, Any]]:
    """The café's events as a phone would have sent them, from opening to closing."""
    from driveout.records.drive.days.elsewhere import at

    told: list[tuple[str, dict[str, Any]]] = [("open", {})]
    told += [("count", {"what": what, "n": n}) for what, n in counts.items() if n]
    if full:
        told += [
            ("words", {"text": SAID, "read_back": True}),
            ("next_step", {"need": "debt", "card": "K7MX-3F9P"}),
            ("mishap", {"what": "cold", "text": "Ovnen blev først varm efter en halv time"}),
            ("set", {"field": "weather", "value": "rain", "was": []}),
            ("set", {"field": "note", "value": "Nøglen hænger i boksen ved døren.", "was": []}),
        ]
    told.append(("close", {"seen": {}}))
    step = row.minutes / len(told)
    return [
        {
            "v": 1,
            "id": str(uuid5(DEMO, f"{row.pk} {n}")),
            "seq": before + n + 1,
            "at": (at(row.date, row.starts) + timedelta(minutes=step * (n + 0.5))).isoformat(),
            "kind": kind,
            "occurrence": row.pk,
            "body": body,
        }
        for n, (kind, body) in enumerate(told)
    ]


def _phone(member: "Member", now: datetime) -> "Phone":
    """A phone nobody holds: its key was made for this and thrown away, so nothing can sign as it."""
    from base64 import b64encode

    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    from driveout.records.meet.phones import register_phone
    from driveout.records.models import Phone

    phone_id = uuid5(DEMO, f"phone of {member.pk}")
    if known := Phone.objects.filter(pk=phone_id).first():
        return known
    spki = ec.generate_private_key(ec.SECP256R1()).public_key()
    key = b64encode(spki.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()
    name = f"{member.user.first_name}s telefon (prøve)"
    return register_phone(phone_id=phone_id, key=key, name=name, member=member, now=now)[0]


def _crew(season: "Season", members: "dict[str, Member]", now: datetime, today: date) -> None:
    """Gaps in the coming days, Bo on one shift of his own choice, and papers that were seen."""
    from driveout.records.drive.crew.checks import note_check
    from driveout.records.drive.crew.signing import withdraw
    from driveout.records.drive.models.crew import CheckKind, ShiftRole, SignupState
    from driveout.records.models import Signup

    carla = members["carla"]

    def papers(member: "Member", kinds: Sequence[CheckKind]) -> None:
        when = {"checked_on": today - timedelta(days=40), "valid_until": today + timedelta(days=325)}
        for kind in kinds:
            note_check(member=member, kind=kind, **when, by=carla, now=now, today=today)

    coming = Signup.objects.filter(
        shift__trip__season=season, shift__trip__date__gt=today, shift__trip__date__lte=today + timedelta(days=10),
        shift__role=ShiftRole.HOST, state=SignupState.SIGNED, member=None,
    )  # fmt: skip
    home = coming.filter(shift__trip__base=members["dan"].base_id).order_by("shift__trip__date", "id")
    gaps: Sequence[Signup] = [*home[:2], *coming.order_by("id")[::EVERY_GAP]]
    for row in {row.pk: row for row in gaps}.values():
        withdraw(signup_id=row.pk, by=carla, now=now)
    papers(members["bo"], [CheckKind.CHILD_SAFETY, CheckKind.INTRODUCTION])
    _bo_takes_one([row.shift_id for row in gaps], members["bo"], now)
    papers(members["alma"], [CheckKind.CHILD_SAFETY, CheckKind.INTRODUCTION, CheckKind.LICENCE])


def _bo_takes_one(shifts: list[int], bo: "Member", now: datetime) -> None:
    """The first of these that nothing stands in the way of."""
    from driveout.records.drive.crew.rules import CannotTake
    from driveout.records.drive.crew.signing import sign_up

    for shift in shifts:
        try:
            sign_up(shift_id=shift, member=bo, by=bo, now=now)
        except CannotTake:
            continue
        return


def _cancelled(season: "Season", dan: "Member", now: datetime, today: date) -> None:
    """The next café of Dan's hub is cancelled, and says why: in the office, to the crew, in the open."""
    from driveout.records.drive.days.breaking import cancel
    from driveout.records.models import Occurrence

    ahead = Occurrence.objects.filter(season=season, base=dan.base_id, date__gt=today).order_by("date", "-starts")
    row = ahead.first()
    if row is not None and not ahead.filter(state="cancelled").exists():
        cancel(occurrence_id=row.pk, why=COLD, by=dan.user, now=now)
