"""The demo's directory: the national lines, and a few invented offers around Nykøbing Mors, from a table as people
write one. Names and numbers of those are made up."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from driveout.records.team.models import Member

HEADS = (
    *("Navn", "Organisation", "Sektor", "Beskrivelse", "Hjælper med", "Telefon", "Adresse", "Postnr", "By", "Bredde"),
    *("Længde", "Skjul adressen", "Sprog", "Åbent", "Telefontid", "Hvem kan komme", "Pris"),
)
ROWS = (
    (
        *("Gældsrådgivning Nord", "Gældsrådgivning Nord", "civil"),
        *("Gratis råd om gæld, rykkere og budget. De kan komme ud i caféen.", "Gæld og penge", "12 34 56 75"),
        *("Havnegade 0", "7900", "Nykøbing Mors", "56,795", "8,858", "", "Dansk, engelsk"),
        *("man-tor 10-16; fre 10-14", "alle dage 9-21", "Alle over 18. Ingen henvisning", "Gratis"),
    ),
    (
        *("Rådgivning om alkohol og stoffer", "Kommunen på øen", "offentlig"),
        *("Samtaler og behandling. Man kan selv ringe.", "Alkohol og stoffer", "12 34 56 76"),
        *("Rådhustorvet 0", "7900", "Nykøbing Mors", "56,796", "8,861", "", "Dansk"),
        *("man-ons 9-15; tor 9-17; fre 9-13", "", "Alle over 18", "Gratis"),
    ),
    (
        *("Gadesygeplejersken", "Kommunen på øen", "offentlig"),
        *("Ser på sår, taler om medicin, går med til læge.", "Krop og sind", "12 34 56 77"),
        *("", "", "", "", "", "", "Dansk", "", "man-fre 8-15", "Alle", "Gratis"),
    ),
    (
        *("Krisecenter på øen", "Krisecenter på øen", "civil"),
        *("Et sikkert sted at bo for en tid.", "Et sted at bo, Familie og børn", "12 34 56 78"),
        *("", "", "", "", "", "ja", "Dansk, engelsk, arabisk", "", "døgnet rundt", "", "Spørg"),
    ),
    (
        *("Retshjælpen i Thisted", "Retshjælpen i Thisted", "civil"),
        *("Hjælp til breve fra kommunen, klager og skilsmisse.", "Ret og jura", "12 34 56 79"),
        *("Storegade 0", "7700", "Thisted", "56,956", "8,694", "", "Dansk", "tir 16-18; tor 16-18", ""),
        *("Alle", "Gratis"),
    ),
)


def fill_directory(carla: "Member", now: datetime) -> None:
    """Once; again it changes nothing. Two silences of Bo's and Alma's stand at the debt counsellors."""
    from driveout.core.bridge.directory.items import take_apart
    from driveout.core.words import Heard
    from driveout.jobs.help_lines import take_lines
    from driveout.outside.hsds.sheet import from_rows
    from driveout.records.bridge.directory.marking import mark_help
    from driveout.records.bridge.directory.models import HelpService
    from driveout.records.bridge.directory.taking import take_list

    since = now - timedelta(days=60)
    take_lines(organisation=carla.organisation, now=since)
    listed = from_rows([HEADS, *ROWS], "demo")
    found = take_apart(listed.rows)
    report = take_list(organisation=carla.organisation, found=found, whose_list="", by=None, now=since)
    if not report.taken:
        return
    rows = {row.name: row for row in HelpService.objects.filter(organisation=carla.organisation)}
    for name, heard, days in (
        ("Gældsrådgivning Nord", Heard.FITS, 50), ("Gældsrådgivning Nord", Heard.SILENT, 12),
        ("Gældsrådgivning Nord", Heard.SILENT, 8), ("Rådgivning om alkohol og stoffer", Heard.FITS, 20),
        ("Gadesygeplejersken", Heard.FULL, 3), ("Krisecenter på øen", Heard.FITS, 40),
    ):  # fmt: skip
        at = now - timedelta(days=days)
        mark_help(service=rows[name], heard=heard, by=carla.user, now=at, once=f"demo {name} {days}")
