"""Numbers as the office says them: shares, lengths, guests, lists. What every area says alike is in look."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.look.say import (
    capital,
    danish_order,
    date_long,
    date_short,
    date_year_free,
    day,
    day_short,
    moment,
    municipality,
    number,
    span,
    time,
    two_ways,
    weeks,
)

__all__ = [
    "about",
    "capital",
    "danish_order",
    "date_long",
    "date_short",
    "date_year_free",
    "day",
    "day_short",
    "days",
    "guests",
    "hours",
    "listing",
    "moment",
    "municipality",
    "number",
    "percent",
    "span",
    "time",
    "two_ways",
    "weeks",
]


def percent(share: float) -> str:
    """A share as people read it: fewer decimals the larger it is, never a false zero."""
    value = share * 100
    if value < 0.01:
        return _("under %(least)s %%") % {"least": number(0.01, 2)}
    return _("%(value)s %%") % {"value": number(value, 2 if value < 0.1 else 1 if value < 10 else 0)}


def distance(gap: float, proven: bool) -> str:
    """How far a plan is from the best possible; where it is not proven to be best, only that it is no further."""
    said = _("%(gap)s fra bedste plan") if proven else _("højst %(gap)s fra bedste plan")
    return said % {"gap": percent(gap)}


def hours(minutes: float) -> str:
    """A length: “7 timer 45 min.”, “45 min.”."""
    whole, rest = divmod(round(minutes), 60)
    parts = []
    if whole:
        parts.append(ngettext("%(n)s time", "%(n)s timer", whole) % {"n": number(whole)})
    if rest or not whole:
        parts.append(_("%(n)s min.") % {"n": rest})
    return " ".join(parts)


def guests(expected: float, low: float | None, high: float | None) -> str:
    """“7 gæster (5–9)”: a number never stands alone."""
    n = round(expected)
    text = ngettext("%(n)s gæst", "%(n)s gæster", n) % {"n": number(n)}
    return text if low is None or high is None else f"{text} (\u2060{number(low)}\u2060–\u2060{number(high)}\u2060)"


def about(expected: float, decimals: int) -> str:
    """“1 gæst”, “2,5 gæster”: as many decimals as are worth saying. Never below 0: a loss is said with a word."""
    text = number(max(0.0, expected), decimals)
    one = text == number(1)
    return ngettext("%(n)s gæst", "%(n)s gæster", 1 if one else 2) % {"n": text}


def listing(names: Sequence[str], most: int = 3) -> str:
    """“Karby, Vils og Redsted”; a long list ends with how many more there are."""
    if len(names) > most + 1:
        more = len(names) - most
        return _("%(names)s og %(more)s andre") % {"names": ", ".join(names[:most]), "more": number(more)}
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s og %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


def days(weekdays: list[int]) -> str:
    """“mandag–fredag”, “mandag og onsdag”: three or more in a row are a span."""
    runs: list[list[int]] = []
    for weekday in sorted(weekdays):
        if runs and weekday == runs[-1][-1] + 1:
            runs[-1].append(weekday)
        else:
            runs.append([weekday])
    parts = [f"{day(run[0])}–{day(run[-1])}" for run in runs if len(run) > 2]
    parts += [day(weekday) for run in runs if len(run) <= 2 for weekday in run]
    return listing(parts, most=7)
