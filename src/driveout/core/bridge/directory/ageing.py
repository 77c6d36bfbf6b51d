"""How old what we know is. An entry is never taken away for its age: it is shown, with the age beside it."""

from datetime import date

LINE_EVERY = 90  # days between two looks at a help line
EVERY = 180  # and at anything else
SILENT_MOST = 3  # so many silences in a row are shown to everybody


def age_of(checked_on: date | None, today: date, every_days: int) -> str:
    """never, fresh, soon (the last fifth of the time) or stale. `checked_on`: when somebody last spoke with them."""
    if checked_on is None:
        return "never"
    days = (today - checked_on).days
    if days > every_days:
        return "stale"
    return "soon" if 5 * days >= 4 * every_days else "fresh"
