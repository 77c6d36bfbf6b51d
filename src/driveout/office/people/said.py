"""What is said where somebody gives more than they hold: who can."""

from django.utils.translation import gettext as _

COMMAND = "manage.py reset_link"


def only_a_coordinator(coordinators: list[str]) -> str:
    """A role that was not given. `coordinators`: first names of those who can."""
    if coordinators:
        told = {"who": coordinators[0]}
        return _("Den rolle kan kun en koordinator give. Bed %(who)s om det. Intet er ændret.") % told
    return _("Den rolle kan kun en koordinator give. Bed den, der passer serveren, om det. Intet er ændret.")


def waits_for(coordinators: list[str], *, is_reset: bool) -> str:
    """A link that was made, and does not work yet. `is_reset`: to a new password, which may be a coordinator's own."""
    if not coordinators:
        return _("Linket virker først, når en koordinator har sagt ja. Den, der passer serveren, kan lave en.")
    first = _("Linket virker først, når %(who)s eller en anden koordinator har sagt ja.") % {"who": coordinators[0]}
    if not is_reset:
        return first
    last = _("Kan ingen af dem logge ind, laver den, der passer serveren, et nyt link: %(command)s.")
    return f"{first} {last % {'command': COMMAND}}"
