"""Our calendars in four readers: each café at the hour it is held, winter and summer, before and after a change.

`python -m tests.outside.test_read_by_others` prints the table.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from driveout.core.plan.calendar import closed_on, dates_of
from driveout.core.simulate.small_town import small_town
from driveout.core.words import Weekday
from driveout.outside.plan_files.calendar import OnADate, as_calendar
from tests.core.good_plan import good_plan, with_opening
from tests.outside.readers import READERS, read

CHANGED, ZONE = datetime(2026, 1, 2, 12, tzinfo=UTC), ZoneInfo("Europe/Copenhagen")
SEASONS = {  # first day, weeks
    "winter": (date(2026, 1, 5), 8),
    "summer": (date(2026, 6, 1), 8),
    "into summer time": (date(2026, 3, 2), 8),
    "out of summer time": (date(2031, 9, 29), 8),
}
NAME = "Forår, sommer; og \\ 2026\nmed glæde"
LATER, OFF = 1, 2  # the week in which Mosede's Monday is later, and in which it is cancelled
CASES = [(season, changed) for season in SEASONS for changed in (False, True)]


def told(season, changed):
    """The town's calendar, and every café's begin and end in UTC: worked out from the plan alone. After the change
    Mosede's Monday is 25 minutes later each week, once 70 more, and once cancelled."""
    first, weeks = SEASONS[season]
    plain = small_town()
    town = replace(plain, name=NAME, first_day=first, weeks=weeks, terms=replace(plain.terms, holidays="DK"))
    plan, dates = good_plan(), [day for day in dates_of(town, Weekday.MONDAY) if day not in closed_on(town)]
    if not changed:
        return as_calendar(town, plan, changed=CHANGED), sorted(truth(town, plan, {}))
    plan = with_opening(plan, 0, starts=625)
    on = [
        OnADate("Mosede", dates[LATER], 625, 695, 90, False, "Kø.", CHANGED),
        OnADate("Mosede", dates[OFF], 625, 625, 90, True, "Sne.", CHANGED),
    ]
    otherwise = {("Mosede", dates[LATER]): 695, ("Mosede", dates[OFF]): None}
    return as_calendar(town, plan, changed=CHANGED, on_dates=on), sorted(truth(town, plan, otherwise))


def truth(town, plan, otherwise):
    for opening in plan.openings:
        for day in dates_of(town, opening.weekday):
            starts = otherwise.get((opening.stop, day), opening.starts)
            if day not in closed_on(town) and starts is not None:
                begin = datetime.combine(day, time(starts // 60, starts % 60), ZONE)
                ends = begin + timedelta(minutes=opening.minutes)
                yield [f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}" for at in (begin, ends)]


@cache
def answers(reader):
    return read(reader, [told(*case)[0] for case in CASES])


@pytest.mark.parametrize("reader", READERS)
def test_every_cafe_is_read_at_its_hour(reader):
    for case, answer in zip(CASES, answers(reader), strict=True):
        _, held = told(*case)
        assert len(held) > 20 and answer["held"] == held, case


@pytest.mark.parametrize("reader", READERS)
def test_the_whole_name_is_read(reader):
    assert {answer["name"] for answer in answers(reader)} == {f"Caféer på hjul · {NAME}"}


def test_the_zone_of_a_calendar_is_copenhagens():
    """Read by its own two rules, without its name: every change of the clock of 40 years, to the second."""
    from io import StringIO

    from dateutil import tz

    text = told("winter", False)[0].decode().replace("\r\n", "\n")
    zone = tz.tzical(StringIO(text)).get("Europe/Copenhagen")
    assert text.count("RRULE:FREQ=YEARLY") == 2 and "RDATE" not in text
    days = [datetime(year, month, day, hour, 30, tzinfo=UTC) for year in range(2020, 2060) for month in (3, 10)
            for day in range(25, 32) for hour in (0, 1)]  # fmt: skip
    wrong = [at for at in days if at.astimezone(zone).utcoffset() != at.astimezone(ZONE).utcoffset()]
    assert wrong == []


if __name__ == "__main__":
    print("reader     " + "".join(f" {season + (', changed' if new else ''):>28}" for season, new in CASES))
    for reader in READERS:
        cells = []
        for case, answer in zip(CASES, answers(reader), strict=True):
            held = told(*case)[1]
            right = len({tuple(row) for row in held} & {tuple(row) for row in answer["held"]})
            cells.append(f"{right} of {len(held)} right")
        print(f"{reader:<11}" + "".join(f" {cell:>28}" for cell in cells))
