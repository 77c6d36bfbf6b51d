"""What can wait: what runs out, what was changed since yesterday, and who could come in with less than they should."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.drive.crew import TERMS
from driveout.core.words import Paper
from driveout.look.crew import paper_word
from driveout.office import say
from driveout.office.drive.days.around import phones
from driveout.office.drive.reads import note
from driveout.office.people.all import copied
from driveout.office.today.rows import CanWait
from driveout.office.today.seen import Today
from driveout.records.drive.crew.checks import lacking
from driveout.records.drive.crew.mates import Mate, checks_by_who
from driveout.records.drive.days.queries import changed_since
from driveout.records.drive.models import Check, Occurrence
from driveout.records.drive.stock.queries import run_out
from driveout.records.team import second
from driveout.records.team.models import Role
from driveout.records.trust.models import Seeing
from driveout.records.trust.queries import last_copy

FEW_CODES = 3  # recovery codes: with fewer it is time for new ones
MOST_NAMED = 4


def what_can_wait(today: Today) -> list[CanWait]:
    """Eleven queries at most."""
    return [
        *_changed(today),
        *_goods(today),
        *_papers(today),
        *_silent(today),
        *_own_codes(today),
        *(_of_the_house(today) if today.member.role == Role.COORDINATOR else ()),
    ]


def _changed(today: Today) -> Iterator[CanWait]:
    """What guests read otherwise than the day before yesterday: one line a change, however many weeks it holds. One
    query."""
    yesterday = timezone.make_aware(datetime.combine(today.day - timedelta(days=1), time()))
    alike: defaultdict[tuple[object, ...], list[Occurrence]] = defaultdict(list)
    for cafe in changed_since(today.season.pk, yesterday, today.day, hub=today.hub):
        alike[(cafe.where_id, cafe.date.weekday(), cafe.state, cafe.starts, cafe.starts == cafe.promised)].append(cafe)
    for cafes in alike.values():
        yield _one_change(today, cafes)


def _one_change(today: Today, cafes: list[Occurrence]) -> CanWait:
    first, more = cafes[0], len(cafes) - 1
    told = {"day": say.day(first.date.weekday()), "date": say.date_year_free(first.date), "at": say.time(first.starts)}
    icon = "clock"
    if first.state == "cancelled":
        icon, text = "calendar-x", _("er aflyst %(day)s den %(date)s.")
    elif first.starts != first.promised:
        text = _("åbner kl.\u00a0%(at)s %(day)s den %(date)s.")
    else:
        text = _("holder som lovet %(day)s den %(date)s.")
    small = ngettext("Og %(n)s gang til.", "Og %(n)s gange til.", more) % {"n": say.number(more)} if more else ""
    href = f"{reverse('office:day', args=(today.season.pk, first.date))}?hub={first.hub_key}#c{first.pk}"
    return CanWait(icon, first.place, text % told, small, href)


def _goods(today: Today) -> Iterator[CanWait]:
    """What is eaten by the day after tomorrow or thrown away. One query."""
    base = int(today.hub) if today.hub else None
    rows = run_out(today.member.organisation_id, today.tomorrow, base=base)
    if not rows:
        return
    goods = {row.lot.good_id: row.lot.good.name for row in rows}
    over = sum(row.lot.best_before is not None and row.lot.best_before < today.day for row in rows)
    text = _("udløber senest i morgen.")
    small = ngettext("%(n)s parti er over datoen.", "%(n)s partier er over datoen.", over) % {"n": say.number(over)}
    yield CanWait(
        "coffee",
        say.capital(say.listing(list(goods.values()))),
        text,
        small if over else "",
        reverse("office:stock"),
    )


def _papers(today: Today) -> Iterator[CanWait]:
    """Who is on shift without a paper, and whose runs out within a month; that it was read is noted. Five queries."""
    href = reverse("office:crew_papers", args=(today.season.pk,))
    if n := len(
        {
            today.crew.key_of[row[1].id]
            for row in lacking(today.crew, today.now, hub=today.hub)
            if row[0].date <= today.tomorrow
        }
    ):
        strong = ngettext("%(n)s på vagt", "%(n)s på vagt", n) % {"n": say.number(n)}
        text = _("i dag og i morgen mangler et papir.")
        yield CanWait("shield-check", strong, text, href=href, kind="warn")
    soon = _soon_over(today)
    if not soon:
        return
    note(today.member, Seeing.PAPERS, [mate for mate, _row in soon[:MOST_NAMED]])
    for mate, row in soon[:MOST_NAMED]:
        assert row.valid_until is not None
        told = {"paper": paper_word(Paper(row.kind)), "date": say.date_long(row.valid_until)}
        over = row.valid_until < today.day
        text = _("skal have ny %(paper)s. Den udløb %(date)s.") if over else _("skal have ny %(paper)s før %(date)s.")
        yield CanWait("shield-check", mate.name, text % told, href=href, kind="warn" if over else "")
    if (more := len(soon) - MOST_NAMED) and more > 0:
        text = ngettext("papir mere udløber snart.", "papirer mere udløber snart.", more)
        yield CanWait("shield-check", say.number(more), text, href=href)


def _soon_over(today: Today) -> list[tuple[Mate, Check]]:
    """The newest paper of each kind of those one looks after, where it runs out within a month or did. One query."""
    mates, until = {one.who: one for one in today.led()}, today.day + timedelta(days=TERMS.soon_days)
    found = []
    for who, rows in checks_by_who(mates.values()).items():
        newest: dict[str, Check] = {}
        for row in rows:
            newest.setdefault(row.kind, row)
        found += [(mates[who], one) for one in newest.values() if one.valid_until and one.valid_until <= until]
    return sorted(found, key=lambda pair: (str(pair[1].valid_until), pair[0].name))


def _silent(today: Today) -> Iterator[CanWait]:
    """How many phones were silent for a day; those that are missed stand among what waits. One query."""
    said = phones(today.member, today.now)
    if said and said["kind"] == "warn":
        yield CanWait("smartphone", _("Telefoner"), said["text"], href=reverse("office:phones"))


def _own_codes(today: Today) -> Iterator[CanWait]:
    """Two queries at most."""
    user = today.member.user_id
    if second.has_second(user) and (left := second.codes_left(user)) < FEW_CODES:
        text = ngettext("%(n)s nødkode er tilbage. Lav nye.", "%(n)s nødkoder er tilbage. Lav nye.", left)
        yield CanWait("lock", _("Din adgang"), text % {"n": say.number(left)}, href=reverse("office:own_access"))


def _of_the_house(today: Today) -> Iterator[CanWait]:
    """Who should have a second factor and has none, and a copy that is old. Two queries."""
    here, people = today.member.organisation, reverse("office:people")
    if here.second_factor_asked and (n := second.how_many_lack(here.pk)):
        strong = ngettext("%(n)s person", "%(n)s personer", n) % {"n": say.number(n)}
        yield CanWait("lock", strong, _("mangler en kode eller en adgangsnøgle."), href=people)
    said = None if settings.DEMO else copied(last_copy(), today.now)
    if said and said["tone"] == "warn":
        yield CanWait("download", _("Kopier"), said["text"], href=people, kind="warn")
