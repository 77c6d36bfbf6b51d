"""Copenhagen's time as a calendar carries it: two yearly rules, as the European Union has had them since 1996.

Not a list of dates: some readers keep only the first date of such a list, and read every café of a summer an hour late.
"""

from datetime import datetime, timedelta

import icalendar

ZONE = "Europe/Copenhagen"


def zone() -> icalendar.Timezone:
    """To stand in each calendar. A begin is told in the time that holds just before it: 02.00 and 03.00."""
    found = icalendar.Timezone()
    found.add("tzid", ZONE)
    for part, name, first, before, after in (
        (icalendar.TimezoneDaylight(), "CEST", datetime(1996, 3, 31, 2), 1, 2),
        (icalendar.TimezoneStandard(), "CET", datetime(1996, 10, 27, 3), 2, 1),
    ):
        part.add("tzname", name)
        part.add("dtstart", first)
        part.add("rrule", {"freq": "yearly", "bymonth": first.month, "byday": "-1su"})
        part.add("tzoffsetfrom", timedelta(hours=before))
        part.add("tzoffsetto", timedelta(hours=after))
        found.add_component(part)
    return found
