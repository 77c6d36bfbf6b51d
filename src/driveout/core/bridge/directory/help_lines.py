"""National help lines, each with where its number was read and how old that page was. None of us has rung them: whoever
does so says it in the directory, which asks again every 90 days.

Only what a source says stands here. Where two sources give different hours, or none does, there are none.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from driveout.core.bridge.directory import needs
from driveout.core.bridge.directory.typed_hours import schedules_of
from driveout.core.words import NeedKind, Sector

READ_ON = date(2026, 11, 29)


@dataclass(frozen=True, slots=True)
class Line:
    """`of`: how old the source is, as it says itself; empty where it does not. `hours`: as people write them."""

    name: str
    provider: str
    sector: Sector
    phone: str
    needs: tuple[NeedKind, ...]
    what: str
    source: str
    of: str
    hours: str = ""
    who_for: str = ""
    cost: str = ""
    area: str = "Danmark"


_DOCTOR = "https://da.m.wikipedia.org/wiki/Vagtl%C3%A6ge"
_DOCTOR_SOUTH = "https://laegevagten.dk/en/region/southern/medical-helpline"
_DOCTOR_MIDDLE = "https://laegevagten.dk/en/region/central/medical-helpline"
_DOCTOR_ZEALAND = "https://dagensmedicin.dk/laegevagt-i-region-sjaelland-afslutter-flere-patienter/"
_DOCTOR_SAID = "Læge om aftenen, natten og i weekenden. Ring, før du tager af sted."


def _doctor(region: str, phone: str, source: str, of: str) -> Line:
    name, health = f"Lægevagten i {region}", (NeedKind.HEALTH,)
    return Line(name, region, Sector.PUBLIC, phone, health, _DOCTOR_SAID, source, of, area=region)


LINES = (
    Line(
        "BørneTelefonen", "Børns Vilkår", Sector.CIVIL, "116 111", (NeedKind.FAMILY,),
        "Børn og unge kan tale med en voksen om det, der er svært.",
        "https://ekstrabladet.dk/nyheder/samfund/boernetelefonen-vil-hjaelpe-tusindvis-af-unge-om-natten/8945221",
        "2021–2022", hours="24/7", who_for="Børn og unge",
    ),
    Line(
        "Børns Vilkårs bisidning", "Børns Vilkår", Sector.CIVIL, "35 55 55 59", (NeedKind.FAMILY, NeedKind.LEGAL),
        "En bisidder går med til møder med kommunen.", "https://bornsvilkar.dk/det-goer-vi/bisidning/", "",
        who_for="Børn og unge under 18. Op til 23, hvis man får støtte efter en anbringelse",
    ),
    Line(
        "Lev Uden Vold", "Lev Uden Vold", Sector.CIVIL, "1888", (NeedKind.FAMILY, NeedKind.HOUSING),
        "Råd til alle, der lever med vold eller kender nogen, der gør.",
        "https://levudenvold.dk/aktuelt/nyheder/lev-uden-vold-modtog-i-2022-rekordmange-opkald/", "2022",
        hours="24/7", cost="Gratis og anonymt",
    ),
    Line(
        "Livslinien", "Livslinien", Sector.CIVIL, "70 201 201", (NeedKind.HEALTH,),
        "Når livet gør så ondt, at man tænker på at tage sit eget liv. Også for dem omkring.",
        "https://psykiatrienisyddanmark.dk/radgivning-og-rettigheder/radgivning/"
        "parorende-til-et-menneske-med-psykisk-sygdom", "",
    ),
    Line(
        "Alkolinjen", "Alkolinjen", Sector.UNKNOWN, "80 200 500", (NeedKind.ADDICTION,),
        "Råd om alkohol, for den, der drikker, og for dem omkring.",
        "https://www.bt.dk/samfund/hotline-bliver-kimet-ned-rekordmange-soeger-om-hjaelp-til-alkoholmisbrug",
        "januar 2024",
    ),
    Line(
        "StopSpillet", "Spillemyndigheden", Sector.PUBLIC, "70 22 28 25", (NeedKind.ADDICTION, NeedKind.DEBT),
        "Råd, når spil om penge fylder for meget.",
        "https://www.spillemyndigheden.dk/en/news/"
        "more-500-have-applied-help-compulsive-gambling-stopspillet-helpline-success", "30. september 2019",
        hours="man-tor 9-21; fre 9-17",
    ),
    Line(
        "Sct. Nicolai Tjenesten", "Kirkens Korshær", Sector.CIVIL, "70 120 110", (NeedKind.COMPANY, NeedKind.HEALTH),
        "En at tale med, når det er svært.", "https://kbh.kirkenskorshaer.dk/sted/sct-nicolai-tjenesten/", "",
    ),
    Line(
        "Ældretelefonen", "Ældretelefonen", Sector.UNKNOWN, "32 210 210", (NeedKind.COMPANY,),
        "For ældre mennesker, der savner nogen at tale med.",
        "https://www.tvsyd.dk/syd-og-soenderjylland/nu-kan-ensomme-aeldre-ringe-til-saerlig-telefonlinje", "juni 2024",
    ),
    Line(
        "Ombudsmandens Børnekontor", "Folketingets Ombudsmand", Sector.PUBLIC, "33 13 25 12",
        (NeedKind.FAMILY, NeedKind.LEGAL), "Råd om børns rettigheder og klager over myndigheder.",
        "https://www.boernekontoret.ombudsmanden.dk/om", "", hours="man-tor 9-15; fre 9-14",
    ),
    Line(
        "Gadejuristen", "Gadejuristen", Sector.CIVIL, "33 31 00 75", (NeedKind.LEGAL,),
        "Retshjælp til mennesker, der lever meget af livet på gaden.", "https://polspy.org/dk/dokumenter/1144986",
        "4. december 2024",
    ),
    _doctor("Region Hovedstaden", "1813", _DOCTOR, ""),
    _doctor("Region Sjælland", "1818", _DOCTOR_ZEALAND, "nummeret fra 2022"),
    _doctor("Region Syddanmark", "70 11 07 07", _DOCTOR_SOUTH, ""),
    _doctor("Region Midtjylland", "70 11 31 31", _DOCTOR_MIDDLE, ""),
    _doctor("Region Nordjylland", "70 15 03 00", _DOCTOR, ""),
)  # fmt: skip


def as_service(line: Line) -> dict[str, Any]:
    """The line as the standard writes it; where it was read stands in `additional_urls`."""
    number, giver = needs.key("line", line.name), needs.key("line giver", line.provider)
    sector = [line.sector] if line.sector in needs.SECTOR_SAID else []
    age = f" Siden er fra: {line.of}." if line.of else " Siden siger ikke, hvor gammel den er."
    label = f"Nummeret er læst {READ_ON.isoformat()}.{age}"
    made: dict[str, Any] = {
        "id": number, "name": line.name, "status": "active", "description": line.what,
        "phones": [{"id": needs.key("line phone", line.name), "number": line.phone}],
        "schedules": schedules_of(line.hours, key=f"line/{line.name}", how="phone"),
        "eligibility_description": line.who_for, "fees_description": line.cost,
        "service_areas": [{"id": needs.key("line area", line.name), "name": line.area}],
        "additional_urls": [{"id": needs.key("line source", line.name), "label": label, "url": line.source}],
        "attributes": needs.attributes(number, "service", needs.NEEDS, [str(one) for one in line.needs]),
        "organization": {
            "id": giver, "name": line.provider, "description": line.provider,
            "attributes": needs.attributes(giver, "organization", needs.SECTORS, [str(one) for one in sector]),
        },
    }  # fmt: skip
    return {name: value for name, value in made.items() if value not in ("", [])}
