"""What is wrong with what somebody wrote, in one sentence that says what to do."""

from django.utils.translation import gettext as _

from driveout.records.bridge.referral.rules import CivilNumber, ConsentIsOver, Lacks, NoSuchDay, NotNow, NotReachable
from driveout.records.team.rules import Refused
from driveout.records.tell.ways import NoAddress


def trouble(refused: Refused) -> list[str]:
    """All faults at once."""
    if isinstance(refused, Lacks):
        return [_lacks(what) for what in refused.what]
    says = {
        CivilNumber: _("Der står et CPR-nummer. Det gemmer vi aldrig. Slet det, og gem igen."),
        NoSuchDay: _(
            "Dagen passer ikke. Et møde skal ligge fremme og højst et år væk, et samtykke gælder højst et halvt år."
        ),
        NotNow: _("Det følger ikke af det, der står nu. Se tråden igennem; en anden kan have skrevet imens."),
        ConsentIsOver: _("Der er intet samtykke, der gælder. Spørg gæsten først."),
        NotReachable: _("Vælg en, der arbejder her nu."),
        NoAddress: _("Det er ikke et telefonnummer. Skriv for eksempel 21 34 56 78."),
    }
    return [next((said for of, said in says.items() if isinstance(refused, of)), says[NotNow])]


def _lacks(what: str) -> str:
    says = {
        "receiver": _("Skriv, hvem der skal hjælpe."),
        "fields": _("Vælg mindst én ting, gæsten vil dele."),
        "read_back": _("Læs det op for gæsten, og sæt kryds, når gæsten har sagt ja."),
        "name": _("Skriv mindst én ting på kortet."),
        "wish": _("Skriv ønsket."),
        "role": _("Skriv, hvem der tager telefonen, for eksempel «Hubleder»."),
        "until": _("Vælg en dag."),
    }
    return says[what]
