"""The kinds of need as a taxonomy of the standard, so that others read what a service helps with."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from driveout.core.words import NeedKind, Saying, Sector

BASE = "https://drive-out.example/taxonomy/"
NEEDS, SECTORS = "needs", "sector"
TAXONOMIES = {
    NEEDS: Saying("What a next step is wanted with", "Hvad man ønsker et næste skridt med"),
    SECTORS: Saying("Who gives the help", "Hvem der giver hjælpen"),
}
SAID: Mapping[str, Saying] = {
    NeedKind.DEBT: Saying("Debt and money", "Gæld og penge"),
    NeedKind.LEGAL: Saying("Rights and law", "Ret og jura"),
    NeedKind.ADDICTION: Saying("Alcohol and drugs", "Alkohol og stoffer"),
    NeedKind.HEALTH: Saying("Body and mind", "Krop og sind"),
    NeedKind.HOUSING: Saying("A place to live", "Et sted at bo"),
    NeedKind.COMPANY: Saying("Somebody to be with", "Nogen at være sammen med"),
    NeedKind.FAMILY: Saying("Family and children", "Familie og børn"),
    NeedKind.WORK: Saying("Work and benefits", "Arbejde og ydelser"),
    NeedKind.OTHER: Saying("Something else", "Noget andet"),
}
SECTOR_SAID: Mapping[str, Saying] = {
    Sector.PUBLIC: Saying("Public", "Offentlig"),
    Sector.CIVIL: Saying("Civil society", "Civilsamfund"),
}


def key(*parts: str) -> str:
    """A number that says nothing and is always the same for the same parts."""
    return str(uuid5(NAMESPACE_URL, BASE + "/".join(parts)))


def taxonomies() -> list[dict[str, Any]]:
    """Ours, as the standard writes them."""
    return [
        {"id": key(name), "name": said.english, "description": said.danish, "version": "1"}
        for name, said in TAXONOMIES.items()
    ]


def terms() -> list[dict[str, Any]]:
    """Every term of ours, with its taxonomy."""
    return [term(NEEDS, name) for name in SAID] + [term(SECTORS, name) for name in SECTOR_SAID]


def term(taxonomy: str, code: str) -> dict[str, Any]:
    """One term. `code`: a kind of need, or who gives help."""
    said = (SAID if taxonomy == NEEDS else SECTOR_SAID)[code]
    return {
        "id": key(taxonomy, code), "code": str(code), "name": said.english, "description": said.danish,
        "taxonomy": TAXONOMIES[taxonomy].english, "taxonomy_id": key(taxonomy), "language": "en",
    }  # fmt: skip


def attributes(owner: str, entity: str, taxonomy: str, codes: Iterable[str]) -> list[dict[str, Any]]:
    """The terms that a row has. `owner`: its number; `entity`: service or organization."""
    return [
        {
            "id": key("attribute", owner, code), "link_id": owner, "link_entity": entity, "link_type": taxonomy,
            "taxonomy_term_id": key(taxonomy, code), "value": str(code), "taxonomy_term": term(taxonomy, code),
        }
        for code in codes
    ]  # fmt: skip


def read(rows: Iterable[Mapping[str, Any]]) -> tuple[list[str], list[dict[str, Any]], str]:
    """What attributes say of needs, those that are others' own, and who gives help (empty: not said)."""
    needs, others, sector = [], [], ""
    own = {key(NEEDS, code): str(code) for code in SAID}
    sectors = {key(SECTORS, code): str(code) for code in SECTOR_SAID}
    for row in rows:
        number = row.get("taxonomy_term_id") or (row.get("taxonomy_term") or {}).get("id")
        if number in own:
            needs.append(own[number])
        elif number in sectors:
            sector = sectors[number]
        else:
            others.append(dict(row))
    return sorted(set(needs)), others, sector
