"""Words about places, and about who gets what. Key → name, meaning, source, what it rests on."""

from django.utils.translation import gettext as _

Rows = dict[str, tuple[str, str, str, str]]


def places() -> Rows:
    """One place and its visits."""
    return {
        "served": (
            _("Steder, der får besøg"),
            _("Så mange af sæsonens steder får mindst én åbning om ugen. Resten står under «Skal ses på»."),
            _("Talt i planen."),
            "season",
        ),
        "guess": (
            _("Gæt"),
            _(
                "Så mange ville komme til én åbning om ugen, hvis der var stole til alle. "
                "Planen regner videre fra gættet."
            ),
            _("Skrevet ind i sæsonen, eller rettet af tal fra åbninger."),
            "need",
        ),
        "seats": (
            _("Pladser"),
            _("Så mange kan sidde ned på én gang. Er der flere, går nogle igen, og dem tæller planen ikke med."),
            _("Skrevet ind i sæsonen for hvert sted."),
            "season",
        ),
        "inhabitants": (
            _("Indbyggere"),
            _("Så mange bor i byen. Tallet hjælper dig med at vurdere gættet, men planen bruger det ikke."),
            _("Fra et offentligt register, når sæsonen har det med."),
            "season",
        ),
        "one_more": (
            _("Ét besøg mere"),
            _(
                "Så meget vinder stedet, og så meget mister andre, når tiden er brugt her. "
                "Summen viser, om det er umagen værd."
            ),
            _("Hubben er planlagt igen med ét besøg mere. Alt andet er, som det er."),
            "need",
        ),
        "needed": (
            _("Hvad der skal til"),
            _(
                "Så mange gæster skal der komme, før et besøg her er bedst for helheden. "
                "Kommer der færre, mister andre mere."
            ),
            _("Det, som andre steder ville miste, hvis der blev kørt herud."),
            "need",
        ),
    }


def fairness() -> Rows:
    """Shares of municipalities, and the price of changing what people are used to."""
    return {
        "fairness": (
            _("Fordeling"),
            _("Planen kan søge flest gæster i alt, eller også dele dem mere jævnt. Du vælger det i sæsonens rammer."),
            _("Skrevet ind i sæsonen."),
            "season",
        ),
        "floor": (
            _("Mindst til hver kommune"),
            _("En kommunes fulde del er dens del af behovet. 50 % lover hver kommune mindst halvdelen af sin del."),
            _("Skrevet ind i sæsonen. Her er det prøvet med flere tal."),
            "need",
        ),
        "share": (
            _("Kommunens andel"),
            _("Kommunens del af gæsterne delt med dens del af behovet. Ved 100 % får den netop sin del."),
            _("Regnet ud fra planen og behovet på kommunens steder."),
            "need",
        ),
        "change_price": (
            _("Prisen for at ændre"),
            _(
                "Så mange gæster skal en flytning vinde på hele sæsonen, før planen flytter noget, folk er vant til. "
                "0 betyder: flyt frit."
            ),
            _("Skrevet ind i sæsonen."),
            "season",
        ),
    }
