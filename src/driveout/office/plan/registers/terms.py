"""The season's own form: dates, money, fairness and rules."""

from django.utils.translation import gettext as _

from driveout.core.words.fields import SEASON, TERMS
from driveout.office.forms import kinds
from driveout.office.forms.forms import Field, Group
from driveout.office.plan.registers.declared import asked, kind_of


def terms_groups(holidays: str) -> list[Group]:
    """`holidays`: as it stands, also when it is another country's."""
    return [_dates(holidays), _money(), _fairness(), _tours(), _steadiness()]


def _dates(holidays: str) -> Group:
    countries = [("DK", _("Danmarks helligdage")), ("", _("ingen helligdage"))]
    if holidays not in dict(countries):
        countries.append((holidays, holidays))
    return Group(
        _("Hvornår"),
        (
            asked(SEASON, "name", _("Sæsonens navn")),
            asked(SEASON, "first_day", _("Første dag"), _("Skriv 24-8-2026. Tomt: ingen kalender.")),
            asked(SEASON, "weeks", _("Varighed, uger")),
            Field("holidays", _("Ingen kører på"), kinds.choice(countries)),
            asked(SEASON, "closed_dates", _("Andre lukkede dage"), _("En dato på hver linje.")),
        ),
    )


def _money() -> Group:
    return Group(
        _("Penge"),
        (
            asked(
                TERMS,
                "budget_kr_a_week",
                _("Budget, kr. om ugen"),
                _("For alle ture. Tomt: ingen grænse."),
            ),
            asked(TERMS, "kr_per_km", _("Kørsel, kr. pr. km"), kind=kind_of(TERMS["kr_per_km"], thousands=False)),
            asked(TERMS, "kr_per_employee_hour", _("Løn, kr. pr. time")),
            asked(TERMS, "kr_per_opening", _("Mad og andet, kr. pr. åbning")),
            asked(
                SEASON,
                "target_guests_a_week",
                _("Mål, gæster om ugen"),
                _("Vises ved siden af planen. Ændrer den ikke."),
            ),
            asked(
                TERMS,
                "guests_per_1000_kr",
                _("Sparede 1.000 kr. er lige så godt som, gæster"),
                _("0: det er ikke noget værd at spare."),
            ),
        ),
    )


def _fairness() -> Group:
    ways = [
        ("none", _("flest gæster i alt")),
        ("floor", _("et gulv: hver kommune får en mindste del")),
        ("proportional", _("forholdsmæssig: en gæst tæller mere, hvor der er få")),
    ]
    return Group(
        _("Fordeling"),
        (
            Field("fairness", _("Hvad er vigtigst?"), kinds.choice(ways)),
            asked(
                TERMS,
                "floor_share",
                _("Gulvet, procent"),
                _("Bruges kun med et gulv: så meget får hver kommune mindst af sin del."),
            ),
            asked(
                TERMS,
                "second_visit_share",
                _("Nye gæster ved andet besøg, procent"),
                _("Når et sted får to besøg om ugen."),
            ),
        ),
    )


def _tours() -> Group:
    return Group(
        _("Regler for ture"),
        (
            asked(TERMS, "stops_a_tour", _("Steder på en tur, højst")),
            asked(TERMS, "load_minutes", _("Læsse ved hubben, minutter")),
            asked(TERMS, "unload_minutes", _("Tømme ved hubben, minutter")),
            asked(
                TERMS,
                "leg_step_minutes",
                _("Rund op til hele, minutter"),
                _("Pakke ned, køre og stille op rundes op. Åbninger begynder på de hele."),
            ),
            asked(TERMS, "break_after_minutes", _("Pause, når turen er længere end, minutter")),
            asked(TERMS, "break_minutes", _("Pausens længde, minutter")),
            asked(
                TERMS,
                "rest_minutes",
                _("Hvile mellem to arbejdsdage, minutter"),
                _("660 er de 11 timer, loven siger."),
            ),
            asked(TERMS, "spacing_days", _("Mindst så mange dage mellem to besøg")),
        ),
    )


def _steadiness() -> Group:
    return Group(
        _("Når planen laves om"),
        (
            asked(
                TERMS,
                "change_price_guests",
                _("At flytte en åbning skal give mindst, gæster i sæsonen"),
                _("Højt tal: tiderne bliver, som folk kender dem."),
            ),
            asked(TERMS, "same_hour_minutes", _("Samme tid er højst så mange minutter fra")),
        ),
    )
