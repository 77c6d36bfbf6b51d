"""The registers' names: in addresses, in headings, in sentences."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from driveout.records.plan.models.edit import Register

SLUGS = {
    "terms": Register.SEASON,
    "hubs": Register.HUB,
    "stops": Register.STOP,
    "vans": Register.VEHICLE,
    "employees": Register.EMPLOYEE,
    "volunteers": Register.VOLUNTEER,
}
SLUG_OF = {register: slug for slug, register in SLUGS.items()}
PEOPLE = (Register.EMPLOYEE, Register.VOLUNTEER)


@dataclass(frozen=True)
class Name:
    """One register in words: all of it, one row, a new row, what it is, and its icon."""

    all: str
    one: str
    new: str
    what: str
    icon: str


def name_of(register: Register) -> Name:
    """In the page's language."""
    return {
        Register.SEASON: Name(
            _("Sæsonens rammer"), _("sæsonen"), "", _("Datoer, budget, satser, fordeling og regler."), "banknote"
        ),
        Register.HUB: Name(
            _("Hubs"), _("hubben"), _("Ny hub"), _("Byer, som vognene kører fra, og deres arbejdsdage."), "house"
        ),
        Register.STOP: Name(
            _("Steder"), _("stedet"), _("Nyt sted"), _("Hvor caféen kan stå, hvornår, og hvor mange der ventes."),
            "coffee",
        ),
        Register.VEHICLE: Name(_("Vogne"), _("vognen"), _("Ny vogn"), _("Hvilke dage de kan køre."), "car"),
        Register.EMPLOYEE: Name(
            _("Medarbejdere"), _("medarbejderen"), _("Ny medarbejder"), _("Deres dage og timer."), "user"
        ),
        Register.VOLUNTEER: Name(
            _("Frivillige"), _("den frivillige"), _("Ny frivillig"), _("Deres dage, og hvor meget de kan."), "users"
        ),
    }[register]  # fmt: skip
