"""Who read what, when and why, as sentences; a period, a person and a kind may be chosen. And as rows of a file."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from driveout.look import say
from driveout.records.meet.who_read import (
    CODE,
    STEPS,
    WORDS,
    Read,
    Wanted,
    names_of,
    read_by_anybody,
    read_by_others,
    whose_was_read,
)
from driveout.records.team.models import Member
from driveout.records.team.queries import members_of
from driveout.records.trust.models import Seeing
from driveout.records.trust.reading import Whose

MOST_NAMES = 6  # in a sentence; the file has all
EARLIEST, LATEST = 1990, 2200  # years
MOST_ROWS = 20_000  # moments in a file


def who_read_page(member: Member, asked: QueryDict) -> dict[str, Any]:
    """For those who lead. Plain values; fifteen queries at most."""
    wanted, whose = wanted_of(asked), whose_was_read(member)
    rows, older = read_by_anybody(member, wanted)
    names = names_of({*whose, *(one for row in rows for one in row.of)})
    chosen = {name: asked.get(name, "") for name in ("fra", "til", "slags", "af", "om")}
    return {
        **_common(rows, names, older, chosen, is_first=wanted.before is None),
        "kinds": _options([("", _("Alt")), *_kinds().items()], chosen["slags"]),
        "readers": _options([("", _("Alle")), *_readers(member)], chosen["af"]),
        "people": _options([("", _("Alle")), *_people(whose, names)], chosen["om"]),
    }


def own_page(member: Member, asked: QueryDict) -> dict[str, Any]:
    """For whom it is about. Plain values; five queries."""
    wanted = wanted_of(asked)
    rows, older = read_by_others(member, wanted)
    names = names_of({one for row in rows for one in row.of})
    chosen = {name: asked.get(name, "") for name in ("fra", "til")}
    return _common(rows, names, older, chosen, is_first=wanted.before is None)


def file_rows(member: Member, asked: QueryDict, *, own: bool) -> Iterator[list[str]]:
    """A head, and a row for each person of each reading."""
    yield [_("Hvornår"), _("Hvem læste"), _("Hvad"), _("Om hvem"), _("Hvorfor")]
    wanted = wanted_of(asked)
    rows = read_by_others(member, wanted)[0] if own else read_by_anybody(member, wanted, most=MOST_ROWS)[0]
    names = names_of({one for row in rows for one in row.of})
    for row in rows:
        told = [say.moment(row.at), _who(row), _kinds().get(row.what, row.what)]
        about = [names[one] or _nobody() for one in row.of] or [_cafe(row)]
        yield from ([*told, one, row.why] for one in about)


def wanted_of(asked: QueryDict) -> Wanted:
    """What the address asks for; what makes no sense is not asked for."""
    by = asked.get("af", "")
    return Wanted(
        first=_day(asked.get("fra", "")),
        last=_day(asked.get("til", "")),
        what=asked.get("slags", "") if asked.get("slags", "") in _kinds() else "",
        by=int(by) if by.isdecimal() and len(by) < 12 else None,
        of=_whose(asked.get("om", "")),
        before=_moment(asked.get("foer", "")),
    )


def _common(
    rows: Sequence[Read], names: dict[Whose, str], older: datetime | None, chosen: dict[str, str], *, is_first: bool
) -> dict[str, Any]:
    kept = {name: value for name, value in chosen.items() if value}
    return {
        "rows": [{"when": say.moment(row.at), "what": sentence(row, names), "why": row.why} for row in rows],
        "chosen": chosen,
        "is_chosen": bool(kept),
        "is_first": is_first,
        "older": urlencode({**kept, "foer": older.isoformat()}) if older else "",
        "newest": urlencode(kept),
    }


def sentence(row: Read, names: dict[Whose, str]) -> str:
    """“Carla læste Bos telefonnummer”."""
    told = {"who": _who(row), "cafe": _cafe(row)}
    if row.what == WORDS:
        told["n"] = say.number(row.n)
        return (
            ngettext(
                "%(who)s læste en gæsts egne ord fra %(cafe)s",
                "%(who)s læste egne ord fra %(n)s gæster på %(cafe)s",
                row.n,
            )
            % told
        )
    if row.what in (STEPS, CODE):
        words = {STEPS: _("%(who)s så næste skridt fra %(cafe)s"), CODE: _("%(who)s slog en kode op fra %(cafe)s")}
        return words[row.what] % told
    called = sorted(names[one] or _nobody() for one in row.of)
    return _of_people(row) % {**told, "whose": _listed([*map(genitive, called)]), "whom": _listed(called)}


def _of_people(row: Read) -> str:
    return {
        Seeing.PHONE: _("%(who)s læste %(whose)s telefonnummer"),
        Seeing.PAPERS: _("%(who)s læste %(whose)s papirer"),
        Seeing.HOURS: _("%(who)s læste %(whose)s timer"),
        Seeing.HOURS_FILE: _("%(who)s hentede %(whose)s timer som fil"),
        Seeing.ALL: _("%(who)s læste alt, vi har om %(whom)s"),
        Seeing.FILE: _("%(who)s hentede alt, vi har om %(whom)s, som fil"),
        Seeing.PLAN_FILE: _("%(who)s hentede en fil med en plan, hvor %(whose)s navn og dage står"),
    }[Seeing(row.what)]


def _listed(names: list[str]) -> str:
    """“Bos”, “Almas og Bos”, “Almas, Bos og 11 mere”."""
    shown = names
    if len(names) > MOST_NAMES:
        shown = [*names[: MOST_NAMES - 1], _("%(n)s mere") % {"n": say.number(len(names) - MOST_NAMES + 1)}]
    return (
        shown[0] if len(shown) == 1 else _("%(some)s og %(last)s") % {"some": ", ".join(shown[:-1]), "last": shown[-1]}
    )


def genitive(name: str) -> str:
    """“Bos”, “Jens’”; in English “Bo’s”."""
    if (get_language() or "da").startswith("en"):
        return f"{name}’s"
    return f"{name}’" if name[-1:].casefold() in ("s", "x", "z") else f"{name}s"


def _kinds() -> dict[str, str]:
    return {
        Seeing.PHONE.value: _("Telefonnumre"),
        Seeing.PAPERS.value: _("Papirer"),
        Seeing.HOURS.value: _("Timer"),
        Seeing.HOURS_FILE.value: _("Timer som fil"),
        Seeing.ALL.value: _("Alt om en person"),
        Seeing.FILE.value: _("Alt om en person som fil"),
        Seeing.PLAN_FILE.value: _("En plan med navne som fil"),
        WORDS: _("Gæsters egne ord"),
        STEPS: _("Næste skridt"),
        CODE: _("Koder på kort"),
    }


def _who(row: Read) -> str:
    return (row.who.first_name or row.who.username) if row.who else _("En, der ikke er her mere,")


def _nobody() -> str:
    return _("en tidligere på holdet")


def _cafe(row: Read) -> str:
    return f"{row.cafe.place}, {say.date_long(row.cafe.date)}" if row.cafe else _("en café")


def _readers(member: Member) -> list[tuple[str, str]]:
    return [(str(one.user_id), one.user.first_name or one.user.username) for one in members_of(member.organisation_id)]


def _people(whose: list[Whose], names: dict[Whose, str]) -> list[tuple[str, str]]:
    rows = [(_told(one), names[one] or _nobody()) for one in whose]
    return sorted(rows, key=lambda row: row[1])


def _options(rows: Sequence[tuple[str, str]], chosen: str) -> list[dict[str, Any]]:
    return [{"value": value, "word": word, "chosen": value == chosen} for value, word in rows]


def _told(one: Whose) -> str:
    """Whose, as an address says it: “m12”, or “b3:key”."""
    return f"m{one.member}" if one.member is not None else f"b{one.base}:{one.person}"


def _whose(told: str) -> Whose | None:
    kind, rest = told[:1], told[1:]
    base, _colon, person = rest.partition(":")
    if kind == "m" and rest.isdecimal() and len(rest) < 12:
        return Whose(member=int(rest))
    return Whose(base=int(base), person=person) if kind == "b" and base.isdecimal() and len(base) < 12 else None


def _day(typed: str) -> date | None:
    try:
        found = date.fromisoformat(typed[:10])
    except ValueError:
        return None
    return found if EARLIEST <= found.year <= LATEST else None


def _moment(typed: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(typed[:40])
    except ValueError:
        return None
    return found if found.tzinfo else None
