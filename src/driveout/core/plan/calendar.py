"""Which days of a season nobody drives: public holidays and the season's closed dates (rules-of-a-plan, rule 18)."""

from collections.abc import Collection, Set
from datetime import date, timedelta
from functools import lru_cache

from driveout.core.words import Nonsense, Season, Weekday

EVES = ((12, 24), (12, 31))  # month and day


def dates_of(season: Season, weekday: Weekday) -> tuple[date, ...]:
    """All dates of the season that fall on the weekday, open or not; empty when the season has no first day."""
    if season.first_day is None:
        return ()
    first = season.first_day + timedelta((weekday - season.first_day.weekday()) % 7)
    return tuple(first + timedelta(7 * week) for week in range(season.weeks))


def closed_on(season: Season) -> dict[date, str]:
    """Dates of the season on which nobody drives → why: the holiday's name, or “closed”. In order of date."""
    if season.first_day is None:
        return {}
    last = season.first_day + timedelta(7 * season.weeks - 1)
    why = dict.fromkeys(season.closed_dates, "closed")
    why.update(public_holidays(season.terms.holidays, frozenset(range(season.first_day.year, last.year + 1))))
    return {day: why[day] for day in sorted(why) if season.first_day <= day <= last}


def shut_anyway(season: Season, working: Collection[int]) -> tuple[date, ...]:
    """Dates on which Denmark is shut though they are no public holidays, and on which the season would drive.

    24 and 31 December: people are off by agreement, halls are locked, and the law closes the shops (lukkeloven, § 1).
    `working`: the weekdays that somebody drives. Nothing for a season that keeps no Danish holidays.
    """
    if season.first_day is None or season.terms.holidays != "DK":
        return ()
    days = [season.first_day + timedelta(n) for n in range(7 * season.weeks)]
    closed = closed_on(season)
    return tuple(day for day in days if (day.month, day.day) in EVES and day.weekday() in working and day not in closed)


def open_share(season: Season) -> tuple[float, ...]:
    """For Monday to Sunday, the share of the season's dates on which openings are held: 11/13 with two holidays."""
    closed = closed_on(season)
    shares = []
    for weekday in Weekday:
        dates = dates_of(season, weekday)
        shares.append(sum(day not in closed for day in dates) / len(dates) if dates else 1.0)
    return tuple(shares)


@lru_cache(maxsize=64)
def _holidays(country: str, years: frozenset[int]) -> tuple[tuple[date, str], ...]:
    import holidays  # slow to import, and many seasons have no calendar

    try:
        own = holidays.country_holidays(country).default_language  # else the names follow the machine's locale
        found = holidays.country_holidays(country, years=years, language=own)
    except NotImplementedError as unknown:  # what the package raises for a code it has no country for
        raise Nonsense(f"holidays: “{country}” is not a country code that is known. Write for example DK.") from unknown
    return tuple(sorted(found.items()))


def public_holidays(country: str, years: Set[int]) -> dict[date, str]:
    """Public holidays of a country (ISO 3166 code; "" has none) in those years → their local names.

    From the `holidays` package, whose tables need no network. Raises Nonsense for an unknown code.
    """
    return dict(_holidays(country, frozenset(years))) if country else {}
