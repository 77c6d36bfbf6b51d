"""A café that is at another time each week than guests were told: one line a café, and a word at its opening."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from driveout.core.words import told_hall
from driveout.look import say
from driveout.records.publish.models import PublicMove, PublicOpening


class Moved:
    """The moves of a season's public times, in words. No query."""

    def __init__(self, moves: Sequence[PublicMove], today: date) -> None:
        self.moves, self.today = {move.place_key: move for move in moves}, today

    def lines(self) -> list[dict[str, str]]:
        """One a café, by the alphabet: what holds from when, and what was told before."""
        return [{"says": self._says(move), "was": self._was(move)} for move in self.in_order()]

    def in_order(self) -> list[PublicMove]:
        """By the alphabet."""
        return sorted(self.moves.values(), key=lambda move: say.danish_order(move.place))

    def at(self, opening: PublicOpening) -> str:
        """What to say at one opening of the week; nothing where it is as it was."""
        move = self.moves.get(opening.place_key)
        hours = [opening.weekday, opening.starts, opening.minutes, opening.venue]
        if move is None or (hours in move.before) == (hours in move.after):
            return ""
        is_new, told = hours in move.after, {"date": _date(move)}
        if self._holds(move):
            return _("Ny tid") if is_new else _("Gælder ikke mere. Se øverst.")
        return (_("Fra den %(date)s") if is_new else _("Indtil den %(date)s")) % told

    def _holds(self, move: PublicMove) -> bool:
        return bool(move.from_date <= self.today)

    def _says(self, move: PublicMove) -> str:
        new = [hours for hours in move.after if hours not in move.before]
        told = {"place": move.place, "when": _when(new or move.after, move), "date": _date(move)}
        now = self._holds(move)
        if not move.after:
            return (_("%(place)s: fra nu kommer vi her ikke mere") if now
                    else _("%(place)s: fra den %(date)s kommer vi her ikke mere")) % told  # fmt: skip
        if not new:
            return (_("%(place)s: fra nu kun %(when)s") if now
                    else _("%(place)s: fra den %(date)s kun %(when)s")) % told  # fmt: skip
        if now:
            return _("%(place)s: fra nu %(when)s") % told
        if len(new) == 1 and new[0][0] == move.from_date.weekday():
            told["when"] = _hour(new[0], move)
            return _("%(place)s: fra %(day)s den %(date)s %(when)s") % {**told, "day": say.day(new[0][0])}
        return _("%(place)s: fra den %(date)s %(when)s") % told

    def _was(self, move: PublicMove) -> str:
        gone = [hours for hours in move.before if hours not in move.after]
        if not gone:
            return ""
        told = {"when": _when(gone, move)}
        return (_("før %(when)s") if self._holds(move) else _("indtil da %(when)s")) % told


def _date(move: PublicMove) -> str:
    return say.date_year_free(move.from_date)


def _when(week: list[Any], move: PublicMove) -> str:
    """“torsdag kl. 10.30–12 og fredag kl. 13–14”, and the hall where it is another than it was: once, if it is one."""
    halls = {hours[3] for hours in week}
    parts = [f"{say.day(hours[0])} {_hour(hours, move if len(halls) > 1 else None)}" for hours in week]
    said = pgettext("between openings of a week", " og ").join(parts)
    return f"{said}{_hall(halls.pop(), move)}" if len(halls) == 1 else said


def _hour(hours: list[Any], move: PublicMove | None) -> str:
    """“kl. 10.30–12”, with the hall where a move is given."""
    _weekday, starts, minutes, hall = hours
    here = _("kl.\u00a0%(time)s") % {"time": say.span(starts, minutes)}
    return f"{here}{_hall(hall, move)}" if move else here


def _hall(hall: str, move: PublicMove) -> str:
    """“, Hallen”; nothing where all was and is in one hall."""
    halls = {venue for week in (move.before, move.after) for *_rest, venue in week}
    told = told_hall(hall)
    return f", {told}" if told and len(halls) > 1 else ""
