"""Somebody looked for in a list of the crew, by the same reading of names as the search of the whole office."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from driveout.core.words.sought import Sought
from driveout.office import say

LONGEST = 80  # characters that are read


@dataclass(frozen=True, slots=True)
class LookedFor:
    """What was typed; with nothing typed, everybody is meant."""

    text: str

    def means(self, *words: str, number: str = "") -> bool:
        """Is it this person, by name, hub or role, or by the number?"""
        sought = Sought(self.text)
        return not self.text or sought.is_in(*words) or sought.rings(number)

    def values(self, shown: int, of: int) -> dict[str, Any]:
        """For the page: what was typed, and “8 af 174”."""
        some = _("%(shown)s af %(of)s") % {"shown": say.number(shown), "of": say.number(of)}
        every = ngettext("%(n)s person", "%(n)s personer", of) % {"n": say.number(of)}
        return {"q": self.text, "searched": True, "shown": some if self.text else every, "any": of > 0}


def looked_for(asked: QueryDict) -> LookedFor:
    """What the form of the list sends."""
    return LookedFor(" ".join(asked.get("q", "")[:LONGEST].replace("\0", "").split()))
