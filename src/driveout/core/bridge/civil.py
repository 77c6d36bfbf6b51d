"""No civil registration number anywhere: what somebody typed is looked through before anything is kept of it."""

import re
from datetime import date

# Ten digits of which the first six are a day: with a line, a space, a dot, a slash of any kind or nothing between.
BETWEEN = r"[\s./\-\u00a0\u2007\u2009-\u2015\u202f\u2212]"
NUMBER = re.compile(
    rf"(?<![\d+])(\d{{2}}){BETWEEN}?(\d{{2}}){BETWEEN}?(\d{{2}}){BETWEEN}{{0,3}}(\d{{4}})(?!\d)", re.ASCII
)


def has_civil_number(text: str) -> bool:
    """Does it hold what reads as a Danish civil registration number? A telephone number of ten digits does not, where
    a plus stands before it or its first six digits are no day."""
    return any(_is_day(*found.groups()[:3]) for found in NUMBER.finditer(text))


def _is_day(day: str, month: str, year: str) -> bool:
    number = int(day)
    number -= 60 if number > 60 else 0  # numbers given to who has none yet
    try:
        date(2000 if year == "00" else 1900 + int(year), int(month), number)
    except ValueError:
        return False
    return True
