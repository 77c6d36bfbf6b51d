"""Words about money and time, and about the curves. Key → name, meaning, source, what it rests on."""

from django.utils.translation import gettext as _

Rows = dict[str, tuple[str, str, str, str]]


def money() -> Rows:
    """Kroner, minutes and prices."""
    return {
        "kroner": (
            _("Kroner om ugen"),
            _("Så meget koster en uge: kilometer, timer og åbninger. Hubbens faste udgifter er ikke med."),
            _("Satserne står i sæsonen. Kilometer og timer er fra planens ture."),
            "season",
        ),
        "driving": (
            _("Kørsel om ugen"),
            _("Så længe er alle vogne på vejen i en uge. Tid til at stille op og pakke sammen er ikke med."),
            _("Køretid mellem stederne, rundet op til hele fem minutter. Kilden står under «Sådan er det regnet»."),
            "roads",
        ),
        "price": (
            _("Hvad én mere ville give"),
            _(
                "Så mange gæster vinder hubben med en time, en vogndag, en frivillig eller 1.000 kr. "
                "mere. Nul betyder: det er noget andet, der mangler."
            ),
            _("Hubben er planlagt igen med én mere. Andre hubs beholder deres plan."),
            "need",
        ),
        "guests_per_1000": (
            _("Gæster pr. 1.000 kr."),
            _("Så mange gæster giver de sidste 1.000 kr. af budgettet. Det er prisen på penge, når hubs deler dem."),
            _("Fra den sidste søgning, eller fra to planer med hvert sit budget."),
            "need",
        ),
        "budget": (
            _("Budget"),
            _("Så meget må en uge højst koste. Planen går aldrig over."),
            _("Skrevet ind i sæsonen."),
            "season",
        ),
    }


def what_if() -> Rows:
    """The curves, and hub by hub."""
    return {
        "budget_curve": (
            _("Kurven over penge og gæster"),
            _("Hvert punkt er en hel plan med sit eget budget. Hvor kurven bliver flad, hjælper flere penge ikke."),
            _("Regnet her, punkt for punkt. Under hver kurve står hvornår."),
            "need",
        ),
        "fairness_curve": (
            _("Kurven over alle og de dårligst stillede"),
            _(
                "Hvert punkt er en plan, der lover den dårligst stillede kommune lidt mere. "
                "Kurven viser, hvad løftet koster i gæster."
            ),
            _("Regnet her, punkt for punkt. Under hver kurve står hvornår."),
            "need",
        ),
        "without_hub": (
            _("Gæster i alt uden hubben"),
            _("Så mange gæster ville mangle, hvis hubben lukkede. Dens penge er lagt ud til de andre hubs."),
            _("Hubbens gæster i planen minus det, som pengene giver andre steder."),
            "need",
        ),
    }
