"""What was typed for a new scenario or the next season, and everything that is wrong with it, at once."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from driveout.records.plan.models import Season
from driveout.records.plan.seasons.copies import MOST_WEEKS, NAME_LENGTH

YEARS = range(2000, 2101)
LONGEST_WHY = 2000


@dataclass(frozen=True)
class Typed:
    """What stands in the fields. `faults`: by field, in the order of the page."""

    name: str = ""
    why: str = ""
    first_day: str = ""
    weeks: str = ""
    wishes: bool = True
    faults: tuple[tuple[str, str], ...] = ()

    @property
    def day(self) -> date:
        """Only of what has no fault."""
        found = _day(self.first_day)
        assert found is not None
        return found

    def with_name_taken(self) -> "Typed":
        text = _("Der er allerede en sæson, der hedder «%(name)s». Vælg et andet navn.") % {"name": self.name}
        return Typed(**{**vars(self), "faults": (("name", text), *self.faults)})

    def page(self) -> dict[str, Any]:
        """For the template: values and faults by field, and all faults in a list."""
        wrong = {f"{field}_fault": text for field, text in self.faults}
        listed = [{"field": field, "text": text} for field, text in self.faults]
        return {
            "typed": vars(self),
            "wrong": wrong,
            "faults": listed,
            "most_name": NAME_LENGTH,
            "most_why": LONGEST_WHY,
        }


def read_scenario(post: QueryDict) -> Typed:
    """A name, and why."""
    name, why = _name(post), post.get("why", "").replace("\r\n", "\n").strip()
    faults = _name_faults(name)
    if len(why) > LONGEST_WHY:
        text = _("Teksten er for lang. Den må højst være %(most)s tegn, og den er %(n)s.")
        faults.append(("why", text % {"most": LONGEST_WHY, "n": len(why)}))
    return Typed(name=name, why=why, faults=tuple(faults))


def read_next(post: QueryDict) -> Typed:
    """A name, the first day, the number of weeks, and whether wishes come along."""
    name, first_day, weeks = _name(post), post.get("first_day", "").strip(), post.get("weeks", "").strip()
    faults = _name_faults(name)
    if not first_day:
        faults.append(("first_day", _("Skriv den første dag. Ellers ved vi ikke, hvilke helligdage der er.")))
    elif _day(first_day) is None:
        text = _("«%(typed)s» er ikke en dag. Skriv den som 24-8-2026.")
        faults.append(("first_day", text % {"typed": first_day[:40]}))
    if not (weeks.isdecimal() and len(weeks) < 5 and 1 <= int(weeks) <= MOST_WEEKS):
        text = _("Skriv et helt antal uger fra 1 til %(most)s.") % {"most": MOST_WEEKS}
        faults.append(("weeks", text))
    return Typed(name, "", first_day, weeks, bool(post.get("wishes")), tuple(faults))


def suggested(season: Season, today: date) -> Typed:
    """The next season starts where this one ends, or next Monday when that is over, and lasts as long."""
    after = season.first_day + timedelta(weeks=season.weeks) if season.first_day else today
    monday = today + timedelta(7 - today.weekday())
    return Typed(first_day=max(after, monday).isoformat(), weeks=str(season.weeks))


def _name(post: QueryDict) -> str:
    return " ".join(post.get("name", "").split())


def _name_faults(name: str) -> list[tuple[str, str]]:
    if not name:
        return [("name", _("Skriv et navn. Så kan I kende den fra de andre."))]
    if len(name) > NAME_LENGTH:
        text = _("Navnet er for langt. Det må højst være %(most)s tegn, og det er %(n)s.")
        return [("name", text % {"most": NAME_LENGTH, "n": len(name)})]
    return []


def _day(typed: str) -> date | None:
    """“2026-08-24”, “24.8.2026” and “24-8-2026”; None for what is no day of our time."""
    parts = [part for part in re.split(r"[-./ ]+", typed) if part]
    if len(parts) != 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    year, month, day = map(int, parts if len(parts[0]) == 4 else parts[::-1])
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None
