"""Numbers, times and days as people read them, in the language of the page."""

from datetime import date

from django.utils import formats
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

from driveout.core.words import clock, clock_iso


def number(value: float, decimals: int = 0) -> str:
    """1271 → “1.271” in Danish, “1,271” in English."""
    rounded = round(value, decimals) if decimals else round(value)
    return formats.number_format(rounded, decimal_pos=decimals, use_l10n=True, force_grouping=True)


def percent(share: float) -> str:
    """A share as people read it: fewer decimals the larger it is, never a false zero."""
    value = share * 100
    if value < 0.01:
        return _("under %(least)s %%") % {"least": number(0.01, 2)}
    return _("%(value)s %%") % {"value": number(value, 2 if value < 0.1 else 1 if value < 10 else 0)}


def time(minute: int) -> str:
    """Minute of the day: “10.30” and “10” in Danish, “10:30” elsewhere."""
    return clock(minute) if get_language() == "da" else clock_iso(minute)


def span(starts: int, minutes: int) -> str:
    """“10–11.30”."""
    return f"{time(starts)}–{time(starts + minutes)}"


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


def day(weekday: int) -> str:
    """“mandag”."""
    names = (_("mandag"), _("tirsdag"), _("onsdag"), _("torsdag"), _("fredag"), _("lørdag"), _("søndag"))
    return names[weekday]


def day_short(weekday: int) -> str:
    """“Man”."""
    names = (_("Man"), _("Tir"), _("Ons"), _("Tor"), _("Fre"), _("Lør"), _("Søn"))
    return names[weekday]


def capital(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def date_short(day_of_year: date) -> str:
    """“24. nov.”, “24 Nov”."""
    return formats.date_format(day_of_year, pgettext("date without year", "j. M"))


def listing(names: list[str], most: int = 3) -> str:
    """“Karby, Vils og Redsted”; a long list ends with how many more there are."""
    if len(names) > most + 1:
        more = len(names) - most
        return _("%(names)s og %(more)s andre") % {"names": ", ".join(names[:most]), "more": number(more)}
    if len(names) < 2:
        return "".join(names)
    return _("%(names)s og %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}
