"""The hands of each rule of what is kept: which rows it is about today, and what is done to them.

Tables are named, not imported: what is kept of every step is decided here, and no step knows of another.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.db.models import CharField, Exists, OuterRef, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from driveout.core.words import Keeping
from driveout.records.trust.models import Trace
from driveout.records.trust.names import FORMER, take_name_away

Rows = Any  # a query set
OF_CAFE = "occurrence__season__organisation"
NOTED = {"mishap": "text", "count": "why", "shadow": "what", "set": "value"}  # where an event has room for words


@dataclass(frozen=True)
class Cut:
    """Where a rule cuts: rows of before `day`, or before the moment `at` when it began here, are kept no more."""

    today: date
    day: date
    at: datetime

    @classmethod
    def of(cls, keeping: Keeping, today: date) -> "Cut":
        """Where it cuts today."""
        day = keeping.last_kept(today)
        return cls(today, day, timezone.make_aware(datetime.combine(day, time())))


Due = Callable[[int, Cut], Rows]
Take = Callable[[Rows, datetime], int]


def _table(name: str) -> Any:
    return apps.get_model("records", name)


def _older(name: str, path: str, *, day: str = "", at: str = "", **more: Any) -> Due:
    """Rows of a table, whose organisation is at `path`, with that date or moment before the cut."""

    def due(organisation_id: int, cut: Cut) -> Rows:
        before = {f"{day}__lt": cut.day} if day else {f"{at}__lt": cut.at}
        return _table(name).objects.filter(**{path: organisation_id}, **before, **more)

    return due


def _delete(rows: Rows, _now: datetime) -> int:
    """How many of the rows themselves went; what hung on them is not counted."""
    n = int(rows.count())
    rows.delete()
    return n


def _wipe(**empty: Any) -> Take:
    """Empty these fields, and say when, where the row has room for it."""

    def take(rows: Rows, now: datetime) -> int:
        has_room = any(field.name == "wiped_at" for field in rows.model._meta.fields)
        return int(rows.update(**empty, **({"wiped_at": now} if has_room else {})))

    return take


def _words(organisation_id: int, cut: Cut) -> Rows:
    """The day stands in the row: a year on when it was written, later when somebody renewed it."""
    return _table("OwnWords").objects.filter(**{OF_CAFE: organisation_id}, keep_until__lt=cut.today, wiped_at=None)


def _notes(organisation_id: int, cut: Cut) -> Rows:
    said = Q()
    for kind, name in NOTED.items():
        own = Q(kind=kind, **{f"body__{name}__isnull": False}) & ~Q(**{f"body__{name}": ""})
        said |= own & Q(body__field="note") if kind == "set" else own
    return _table("FieldEvent").objects.filter(said, **{OF_CAFE: organisation_id}, received_at__lt=cut.at)


def _wipe_notes(rows: Rows, _now: datetime) -> int:
    """The words go, in the event and in the sum that repeats the last note; every count stays."""
    touched = list(rows)
    for event in touched:
        event.body = {**event.body, NOTED[event.kind]: ""}
    rows.model.objects.bulk_update(touched, ["body"], batch_size=200)
    notes = {str(event.pk) for event in touched if event.kind == "set"}
    cafes = {event.occurrence_id for event in touched if event.kind == "set"}
    for tally in _table("Tally").objects.filter(occurrence__in=cafes).select_for_update(no_key=True):
        for value in tally.fields.get("note", ()):
            if value["id"] in notes:
                value["value"] = ""
        tally.save(update_fields=["fields"])
    return len(touched)


def _absences(organisation_id: int, cut: Cut) -> Rows:
    """Over, and in no season that still runs."""
    over = _table("Absence").objects.filter(_of_crew(organisation_id), last__lt=cut.day)
    for first, last in _seasons(organisation_id):
        if last >= cut.day:
            over = over.exclude(first__lte=last, last__gte=first)
    return over


def _of_crew(organisation_id: int) -> Q:
    """Of who signs in here, or of somebody of the register."""
    return Q(member__organisation=organisation_id) | Q(person__organisation=organisation_id)


def _checks(organisation_id: int, cut: Cut) -> Rows:
    return _table("Check").objects.filter(_of_crew(organisation_id), valid_until__lt=cut.day)


def _seasons(organisation_id: int) -> Iterator[tuple[date, date]]:
    rows = _table("Season").objects.filter(organisation=organisation_id, first_day__isnull=False)
    for first, weeks in rows.values_list("first_day", "weeks"):
        yield first, first + timedelta(days=7 * weeks - 1)


def _names(organisation_id: int, cut: Cut) -> Rows:
    of_old = {"shift__trip__season__organisation": organisation_id, "shift__trip__date__lt": cut.day}
    return _table("Signup").objects.filter(**of_old).exclude(member=None, name__startswith=FORMER)


def _take_names(rows: Rows, _now: datetime) -> int:
    return sum(take_name_away(row) for row in rows.select_related("member", "shift__trip"))


def _tries(_organisation_id: int, cut: Cut) -> Rows:
    """Nobody can say whose they were."""
    return _table("WrongTries").objects.filter(last_at__lt=cut.at)


def _ways(organisation_id: int, _cut: Cut) -> Rows:
    return _table("Way").objects.filter(member__organisation=organisation_id, member__user__is_active=False)


def _persons(organisation_id: int, _cut: Cut) -> Rows:
    """Whom no register of any season has any more, and who does not sign in."""
    rows = _table("Person").objects.filter(organisation=organisation_id, member=None)
    for table in ("Employee", "Volunteer"):
        here = _table(table).objects.filter(hub__season__organisation=organisation_id)
        rows = rows.exclude(Exists(here.filter(hub__where=OuterRef("base"), key=OuterRef("key"))))
    return rows


def _traces(organisation_id: int, cut: Cut) -> Rows:
    """Of the organisation's people, and of them and its own rows where nobody in particular did it."""
    own = [f"organisation {organisation_id}"]
    for kind in ("Season", "Member"):
        numbers = _table(kind).objects.filter(organisation=organisation_id).values_list("id", flat=True)
        own += [f"{kind.lower()} {number}" for number in numbers]
    threads = _table("Thread").objects.filter(organisation=organisation_id)
    of_threads = threads.annotate(name=Concat(Value("thread "), Cast("pk", CharField()))).values("name")
    nobodys = Q(about__in=own) | Q(about__in=of_threads)
    return Trace.objects.filter(Q(who__member__organisation=organisation_id) | Q(who=None) & nobodys, at__lt=cut.at)


def _wipe_threads(rows: Rows, now: datetime) -> int:
    """All that is the person's goes; kind of need, state and days stay to be counted."""
    numbers = list(rows.values_list("pk", flat=True))
    _table("ThreadStep").objects.filter(thread__in=numbers).update(note="", called="", who=None)
    _table("Consent").objects.filter(thread__in=numbers).delete()
    _table("ContactCard").objects.filter(thread__in=numbers).delete()
    empty = {"code": "", "wish": "", "strengths": "", "due_at": None, "due_from": None, "call_me_at": None}
    return int(_table("Thread").objects.filter(pk__in=numbers).update(**empty, appointment_at=None, wiped_at=now))


HANDS: dict[str, tuple[Due, Take]] = {
    "own words": (_words, _wipe(text="")),
    "cards": (_older("Card", OF_CAFE, day="last_step_on", wiped_at=None), _wipe(code="")),
    "threads": (_older("Thread", "organisation", at="last_step_at", wiped_at=None), _wipe_threads),
    "contact cards": (_older("ContactCard", "thread__organisation", day="expires_on"), _delete),
    "notes": (_notes, _wipe_notes),
    "messages": (_older("Message", "member__organisation", at="made_at"), _delete),
    "refusals": (_older("Refusal", "phone__member__organisation", at="at"), _delete),
    "absences": (_absences, _delete),
    "swaps": (_older("Swap", "to__organisation", day="signup__shift__trip__date"), _delete),
    "standing": (_older("Standing", "member__organisation", at="ended_at"), _delete),
    "names on shifts": (_names, _take_names),
    "checks": (_checks, _delete),
    "addresses": (_ways, _delete),
    "crew persons": (_persons, _delete),
    "calls": (_older("CallList", "season__organisation", day="date"), _delete),
    "calendars": (_older("FeedStamp", "organisation", at="since"), _delete),
    "calendar addresses": (_older("FeedAddress", "member__organisation", at="ended_at"), _delete),
    "phones": (_older("Phone", "member__organisation", at="ended_at", name__gt=""), _wipe(name="")),
    "calls of phones": (_older("HeardCall", "phone__member__organisation", at="good_until"), _delete),
    "wrong passwords": (_tries, _delete),
    "invitations": (_older("Invitation", "organisation", at="expires_at"), _delete),
    "readings": (_older("WordsRead", "words__occurrence__season__organisation", at="at"), _delete),
    "readings of people": (_older("Reading", "organisation", at="at"), _delete),
    "traces": (_traces, _delete),
    "marks of help": (_older("HelpCheck", "service__organisation", at="at"), _delete),
    "lists of help": (_older("HelpUpload", "organisation", at="at"), _delete),
    "files": (_older("PlanFile", "plan__season__organisation", at="asked_at"), _delete),
}
