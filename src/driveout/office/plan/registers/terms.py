"""The season's own form: dates, money, fairness and rules."""

from dataclasses import replace

from django.utils.translation import gettext as _

from driveout.office.forms import kinds
from driveout.office.forms.forms import Field, Group

TERMS = (
    "budget_kr_a_week",
    "kr_per_km",
    "kr_per_employee_hour",
    "kr_per_opening",
    "load_minutes",
    "unload_minutes",
    "leg_step_minutes",
    "stops_a_tour",
    "break_after_minutes",
    "break_minutes",
    "rest_minutes",
    "spacing_days",
    "second_visit_share",
    "fairness",
    "floor_share",
    "change_price_guests",
    "same_hour_minutes",
    "guests_per_1000_kr",
    "holidays",
)


def terms_groups(holidays: str) -> list[Group]:
    """`holidays`: as it stands, also when it is another country's."""
    return [_dates(holidays), _money(), _fairness(), _tours(), _steadiness()]


def percent() -> kinds.Kind:
    """A share from 0 to 1, written as per cent."""
    plain = kinds.decimal(0, 100)
    return replace(
        plain,
        read=lambda typed: round(plain.read(typed.rstrip("% ")) / 100, 6),
        shown=lambda share: plain.shown(round(100 * share, 4)),
        said=lambda share: f"{plain.said(round(100 * share, 4))} %",
    )


def _dates(holidays: str) -> Group:
    countries = [("DK", _("Danmarks helligdage")), ("", _("ingen helligdage"))]
    if holidays not in dict(countries):
        countries.append((holidays, holidays))
    return Group(
        _("Hvornår"),
        (
            Field("name", _("Sæsonens navn"), kinds.text(required=True)),
            Field("first_day", _("Første dag"), kinds.day_of_year(), _("Skriv 24-8-2026. Tomt: ingen kalender.")),
            Field("weeks", _("Varighed, uger"), kinds.whole(1, 104)),
            Field("holidays", _("Ingen kører på"), kinds.choice(countries)),
            Field("closed_dates", _("Andre lukkede dage"), kinds.days_of_year(), _("En dato på hver linje.")),
        ),
    )


def _money() -> Group:
    def kroner(most: float, *, optional: bool = False) -> kinds.Kind:
        return kinds.decimal(0, most, thousands=True, optional=optional)

    return Group(
        _("Penge"),
        (
            Field(
                "budget_kr_a_week",
                _("Budget, kr. om ugen"),
                kroner(1e9, optional=True),
                _("For alle ture. Tomt: ingen grænse."),
            ),
            Field("kr_per_km", _("Kørsel, kr. pr. km"), kinds.decimal(0, 1000)),
            Field("kr_per_employee_hour", _("Løn, kr. pr. time"), kroner(10_000)),
            Field("kr_per_opening", _("Mad og andet, kr. pr. åbning"), kroner(100_000)),
            Field(
                "target_guests_a_week",
                _("Mål, gæster om ugen"),
                kinds.decimal(0, 1e6, thousands=True, optional=True),
                _("Vises ved siden af planen. Ændrer den ikke."),
            ),
            Field(
                "guests_per_1000_kr",
                _("Sparede 1.000 kr. er lige så godt som, gæster"),
                kinds.decimal(0, 1000),
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
            Field(
                "floor_share",
                _("Gulvet, procent"),
                percent(),
                _("Bruges kun med et gulv: så meget får hver kommune mindst af sin del."),
            ),
            Field(
                "second_visit_share",
                _("Nye gæster ved andet besøg, procent"),
                percent(),
                _("Når et sted får to besøg om ugen."),
            ),
        ),
    )


def _tours() -> Group:
    return Group(
        _("Regler for ture"),
        (
            Field("stops_a_tour", _("Steder på en tur, højst"), kinds.whole(1, 6)),
            Field("load_minutes", _("Læsse ved hubben, minutter"), kinds.whole(0, 240)),
            Field("unload_minutes", _("Tømme ved hubben, minutter"), kinds.whole(0, 240)),
            Field(
                "leg_step_minutes",
                _("Rund op til hele, minutter"),
                kinds.whole(1, 60),
                _("Pakke ned, køre og stille op rundes op. Åbninger begynder på de hele."),
            ),
            Field("break_after_minutes", _("Pause, når turen er længere end, minutter"), kinds.whole(0, 1440)),
            Field("break_minutes", _("Pausens længde, minutter"), kinds.whole(0, 240)),
            Field(
                "rest_minutes",
                _("Hvile mellem to arbejdsdage, minutter"),
                kinds.whole(0, 1440),
                _("660 er de 11 timer, loven siger."),
            ),
            Field("spacing_days", _("Mindst så mange dage mellem to besøg"), kinds.whole(1, 3)),
        ),
    )


def _steadiness() -> Group:
    return Group(
        _("Når planen laves om"),
        (
            Field(
                "change_price_guests",
                _("At flytte en åbning skal give mindst, gæster i sæsonen"),
                kinds.decimal(0, 10_000),
                _("Højt tal: tiderne bliver, som folk kender dem."),
            ),
            Field("same_hour_minutes", _("Samme tid er højst så mange minutter fra"), kinds.whole(0, 1440)),
        ),
    )
