"""Names of colleagues and crew are for those who work with them. A reader gets the role instead; and what was counted
at one café or on one day is for them too: of six guests one may be known, so a reader gets months (`meet.told.safe`).

The door says once whether this request may see names; every presenter then asks here instead of printing a name. As
with the language of a page, it belongs to the request and not to any one value.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_hidden: ContextVar[bool] = ContextVar("names_are_hidden", default=False)


@contextmanager
def names(*, hidden: bool) -> Iterator[None]:
    """Within it, names are said or, when `hidden`, roles."""
    before = _hidden.set(hidden)
    try:
        yield
    finally:
        _hidden.reset(before)


def are_hidden() -> bool:
    """May this request see no names?"""
    return _hidden.get()


def person(user: Any) -> str:
    """A colleague's first name; a role for those who see no names; empty when nobody is known."""
    if not user:
        return ""
    return _("en medarbejder") if are_hidden() else str(user.first_name or user.username)


def crew(name: str) -> str:
    """An employee's name, or “medarbejder”."""
    return _("medarbejder") if are_hidden() and name else name


def hosts(volunteers: list[str]) -> list[str]:
    """Volunteers' names, or how many there are."""
    n = len(volunteers)
    if not are_hidden() or not n:
        return volunteers
    return [ngettext("%(n)s frivillig", "%(n)s frivillige", n) % {"n": n}]
