"""Words about guests and about what is proven. Key → name, meaning, source, what it rests on."""

from django.utils.translation import gettext as _

Rows = dict[str, tuple[str, str, str, str]]


def guests() -> Rows:
    """How many come."""
    return {
        "guests": (
            _("Gæster om ugen"),
            _("Så mange gæster venter vi i en almindelig uge. Det er et gennemsnit, ikke et løfte."),
            _("Regnet ud fra behovet på hvert sted, åbningstiden og antallet af stole."),
            "need",
        ),
        "single_weeks": (
            _("Enkelte uger"),
            _("I 8 af 10 uger ligger antallet mellem de to tal. I 1 af 10 er det lavere, og i 1 af 10 højere."),
            _("Regnet ud fra, hvor meget hvert sted svinger. Vejret er ikke regnet med."),
            "need",
        ),
        "interval": (
            _("Spænd ved en åbning"),
            _("«7 gæster (5–9)» betyder: vi venter 7. I 8 af 10 uger kommer der mellem 5 og 9."),
            _("Regnet ud fra, hvor usikkert stedets behov er."),
            "need",
        ),
        "known": (
            _("Antaget eller lært"),
            _("Antaget er et gæt, som ingen har talt efter endnu. Lært er et gæt, som tal fra åbninger har rettet."),
            _("Står for hvert sted. Antallet af åbninger viser, hvor meget der er lært."),
            "need",
        ),
        "target": (
            _("Mål"),
            _("Så mange gæster om ugen er der lovet. Planen søger ikke målet, den søger så højt, den kan."),
            _("Skrevet ind i sæsonen."),
            "season",
        ),
    }


def proof() -> Rows:
    """What is proven, and what a plan is measured by."""
    return {
        "roof": (
            _("Højst muligt"),
            _(
                "Ingen plan med samme folk, vogne og penge kan vente flere gæster. "
                "Det gælder gennemsnittet over ugerne."
            ),
            _("Bevist af planlæggeren og prøvet af en kontrol, der ikke deler kode med den."),
            "proof",
        ),
        "gap": (
            _("Afstand til bedste plan"),
            _("Så meget kan en bedre plan højst vinde. Er afstanden 0,2 %, er der næsten intet at hente."),
            _("Forskellen mellem det højst mulige og planen, delt med det højst mulige."),
            "proof",
        ),
        "unproven": (
            _("Ikke bevist"),
            _("Der kan være en bedre plan, men den er højst så meget bedre, som der står. Planen kan godt bruges."),
            _("Søgningen sluttede, før alt var gået igennem. Ved planen står hvorfor, og hvad der hjælper."),
            "season",
        ),
        "openings": (
            _("Åbninger om ugen"),
            _("En åbning er én gang, caféen står ét sted. Et sted kan få en eller to åbninger om ugen."),
            _("Talt i planen."),
            "season",
        ),
        "tours": (
            _("Ture om ugen"),
            _("En tur er én vogn og én fører på én dag. Turen begynder og slutter ved hubben."),
            _("Talt i planen."),
            "season",
        ),
        "difference": (
            _("Forskel"),
            _("Tallet efter minus tallet før. Plus betyder mere i den nye plan, minus betyder mindre."),
            _("Regnet ud fra de to planer, som de er gemt."),
            "season",
        ),
    }
