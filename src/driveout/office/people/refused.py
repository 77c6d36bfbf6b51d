"""Why a page is refused, said to the person who asked for it, and who can help."""

from django.utils.translation import gettext as _

from driveout.records.team.models import Member, Role
from driveout.records.team.queries import coordinators_of
from driveout.records.team.rules import may_see_office


def why_refused(member: Member | None, *, changes: bool) -> list[str]:
    """Sentences for a 403. `changes`: something was to be changed, not read. One query."""
    if member is None:
        return [_("Din bruger hører ikke til en organisation endnu."), _("Spørg den, der gav dig adgang.")]
    sentences = [_why(Role(member.role), changes)]
    names = [name for name in coordinators_of(member.organisation_id) if name != member.user.first_name]
    if names:
        sentences.append(_("Spørg %(name)s. Hun eller han kan give dig adgang.") % {"name": names[0]})
    return sentences


def way_on(member: Member | None) -> dict[str, str]:
    """Where to go from here: the front page, if it would not only say the same again."""
    if may_see_office(member):
        return {"href": "/", "word": _("Til forsiden")}
    if member is not None and member.role == Role.OPERATOR:
        return {"href": "/", "word": _("Til brugerne")}
    if member is not None and member.role == Role.VOLUNTEER:
        return {"href": "/", "word": _("Til dine vagter")}
    if member is not None and member.role == Role.PARTNER:
        return {"href": "/", "word": _("Din adgang")}
    return {"href": "/log-ud/", "word": _("Log ind som en anden")}


def _why(role: Role, changes: bool) -> str:
    if role == Role.READER:
        return _("Du kan læse med, men ikke ændre noget.") if changes else _("Som læser kan du ikke se det her.")
    if role == Role.OPERATOR:
        return _("Du passer brugere og adgang. Sæsonerne er for dem, der planlægger og kører turene.")
    if role == Role.HUB_LEADER and changes:
        return _("Som hubleder kan du ændre steder ved din egen hub. Resten bestemmer koordinatoren.")
    if role == Role.HUB_LEADER:
        return _("Det her er koordinatorens side.")
    if role == Role.EMPLOYEE:
        return _("Kun koordinatoren kan planlægge og beslutte.") if changes else _("Det her er koordinatorens side.")
    if role == Role.COORDINATOR:
        return _("Det her kan ikke lade sig gøre.")
    return _("Kontoret er for dem, der planlægger og kører turene.")
