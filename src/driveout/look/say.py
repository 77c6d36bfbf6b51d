"""Numbers, times, days and names as people read them, in the language of the page: what every area says alike."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby

from django.utils import formats, timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as later

from driveout.core.travel.municipalities import BY_CODE
from driveout.core.words import TwoWays, clock, clock_iso, day_and_minute

DAYS = (
    later("mandag"),
    later("tirsdag"),
    later("onsdag"),
    later("torsdag"),
    later("fredag"),
    later("lørdag"),
    later("søndag"),
)
DAYS_SHORT = (later("Man"), later("Tir"), later("Ons"), later("Tor"), later("Fre"), later("Lør"), later("Søn"))


def number(value: float, decimals: int = 0) -> str:
    """1271 → “1.271” in Danish, “1,271” in English."""
    rounded = round(value, decimals) if decimals else round(value)
    return formats.number_format(rounded, decimal_pos=decimals, use_l10n=True, force_grouping=True)


def time(minute: int) -> str:
    """Minute of the day: “10.30” and “10” in Danish, “10:30” elsewhere."""
    return clock(minute) if get_language() == "da" else clock_iso(minute)


def span(starts: int, minutes: int) -> str:
    """“10–11.30”."""
    return f"{time(starts)}–{time(starts + minutes)}"


def day(weekday: int) -> str:
    """“mandag”."""
    return _(DAYS[weekday])


def day_short(weekday: int) -> str:
    """“Man”."""
    return _(DAYS_SHORT[weekday])


def capital(text: str) -> str:
    """The first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def date_short(day_of_year: date) -> str:
    """“24. nov.”, “24 Nov”."""
    return formats.date_format(day_of_year, pgettext("date without year", "j. N"))


def date_year_free(day_of_year: date) -> str:
    """“24. november”, “24 November”: where everybody knows the year."""
    return formats.date_format(day_of_year, pgettext("date in full without year", "j. F"))


def month_short(day_of_year: date) -> str:
    """“nov.”, “Nov”."""
    return formats.date_format(day_of_year, pgettext("month alone", "N"))


def date_long(day_of_year: date) -> str:
    """“24. november 2026”, “24 November 2026”."""
    return formats.date_format(day_of_year, pgettext("date with year", "j. F Y"))


def dates(days: Iterable[date]) -> str:
    """“14., 24. og 31. december 2026, 1. januar 2027”: a month is said once."""
    months = [list(month) for _key, month in groupby(sorted(set(days)), key=lambda day: (day.year, day.month))]
    told = []
    for month in months:
        firsts = [formats.date_format(day, pgettext("day of a month alone", "j.")) for day in month[:-1]]
        last = date_long(month[-1])
        told.append(_("%(days)s og %(last)s") % {"days": ", ".join(firsts), "last": last} if firsts else last)
    return ", ".join(told)


def moment(at: datetime) -> str:
    """“24. november 2026 kl. 14.05”: a point in time where we live."""
    here = timezone.localtime(at)
    return _("%(date)s kl.\u00a0%(time)s") % {"date": date_long(here.date()), "time": time(day_and_minute(here)[1])}


def weeks(first_day: date | None, many: int) -> str:
    """“Uge 37–49, 2026”; empty when no first day is set."""
    if first_day is None:
        return ""
    first = first_day.isocalendar()
    last = date.fromordinal(first_day.toordinal() + 7 * many - 1).isocalendar()
    if first.year == last.year:
        return _("Uge %(first)s–%(last)s, %(year)s") % {"first": first.week, "last": last.week, "year": first.year}
    return _("Uge %(first)s, %(year)s – uge %(last)s, %(next_year)s") % {
        "first": first.week,
        "year": first.year,
        "last": last.week,
        "next_year": last.year,
    }


def municipality(code: str) -> str:
    """“773” → “Morsø”; what is not a known code is shown as it stands."""
    known = BY_CODE.get(code)
    return known.name if known else code


AFTER_Z = {ord("æ"): "{a", ord("ø"): "{b", ord("å"): "{c"}


def danish_order(name: str) -> str:
    """A key that sorts æ, ø and å after z."""
    return name.lower().translate(AFTER_Z)


def two_ways(doubt: TwoWays) -> str:
    """Beside a field: «9.5» kan læses på to måder: 9.30 eller 9.50."""
    one, other = doubt.danish if get_language() == "da" else doubt.readings
    return _("«%(typed)s» kan læses på to måder: %(one)s eller %(other)s. Skriv det med to cifre efter tegnet.") % {
        "typed": doubt.text, "one": one, "other": other,
    }  # fmt: skip
