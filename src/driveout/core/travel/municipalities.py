"""The 98 municipalities: code, name, region and Statistics Denmark's group.

Facts from Statistics Denmark (regions: NUTS; groups: KOMMUNEGRUPPER, version 2018, still in force), CC BY 4.0.
Christiansø (411) is not a municipality and is left out.
"""

import re

from driveout.core.words import Municipality, MunicipalityGroup, alike, one_line

_GROUPS: dict[str, dict[MunicipalityGroup, str]] = {
    "Nordjylland": {
        MunicipalityGroup.METROPOLITAN: """
            851 Aalborg
        """,
        MunicipalityGroup.COMMUTER: """
            840 Rebild
        """,
        MunicipalityGroup.RURAL: """
            773 Morsø, 787 Thisted, 810 Brønderslev, 813 Frederikshavn, 820 Vesthimmerlands, 825 Læsø,
            846 Mariagerfjord, 849 Jammerbugt, 860 Hjørring
        """,
    },
    "Midtjylland": {
        MunicipalityGroup.METROPOLITAN: """
            751 Aarhus
        """,
        MunicipalityGroup.PROVINCIAL: """
            615 Horsens, 657 Herning, 661 Holstebro, 730 Randers, 740 Silkeborg, 791 Viborg
        """,
        MunicipalityGroup.COMMUTER: """
            706 Syddjurs, 710 Favrskov, 727 Odder, 746 Skanderborg, 756 Ikast-Brande, 766 Hedensted
        """,
        MunicipalityGroup.RURAL: """
            665 Lemvig, 671 Struer, 707 Norddjurs, 741 Samsø, 760 Ringkøbing-Skjern, 779 Skive
        """,
    },
    "Syddanmark": {
        MunicipalityGroup.METROPOLITAN: """
            461 Odense
        """,
        MunicipalityGroup.PROVINCIAL: """
            561 Esbjerg, 607 Fredericia, 621 Kolding, 630 Vejle
        """,
        MunicipalityGroup.COMMUTER: """
            410 Middelfart, 420 Assens, 430 Faaborg-Midtfyn, 440 Kerteminde, 450 Nyborg, 480 Nordfyns,
            575 Vejen
        """,
        MunicipalityGroup.RURAL: """
            479 Svendborg, 482 Langeland, 492 Ærø, 510 Haderslev, 530 Billund, 540 Sønderborg,
            550 Tønder, 563 Fanø, 573 Varde, 580 Aabenraa
        """,
    },
    "Sjælland": {
        MunicipalityGroup.CAPITAL: """
            253 Greve, 269 Solrød
        """,
        MunicipalityGroup.PROVINCIAL: """
            259 Køge, 265 Roskilde, 330 Slagelse, 370 Næstved
        """,
        MunicipalityGroup.COMMUTER: """
            316 Holbæk, 320 Faxe, 329 Ringsted, 336 Stevns, 340 Sorø, 350 Lejre
        """,
        MunicipalityGroup.RURAL: """
            306 Odsherred, 326 Kalundborg, 360 Lolland, 376 Guldborgsund, 390 Vordingborg
        """,
    },
    "Hovedstaden": {
        MunicipalityGroup.CAPITAL: """
            101 København, 147 Frederiksberg, 151 Ballerup, 153 Brøndby, 155 Dragør, 157 Gentofte,
            159 Gladsaxe, 161 Glostrup, 163 Herlev, 165 Albertslund, 167 Hvidovre, 169 Høje-Taastrup,
            173 Lyngby-Taarbæk, 175 Rødovre, 183 Ishøj, 185 Tårnby, 187 Vallensbæk, 190 Furesø,
            201 Allerød, 223 Hørsholm, 230 Rudersdal, 240 Egedal
        """,
        MunicipalityGroup.PROVINCIAL: """
            217 Helsingør, 219 Hillerød
        """,
        MunicipalityGroup.COMMUTER: """
            210 Fredensborg, 250 Frederikssund, 260 Halsnæs, 270 Gribskov
        """,
        MunicipalityGroup.RURAL: """
            400 Bornholm
        """,
    },
}


def _read() -> tuple[Municipality, ...]:
    found = []
    for region, groups in _GROUPS.items():
        for group, listed in groups.items():
            for entry in " ".join(listed.split()).split(", "):
                code, name = entry.split(" ", 1)
                found.append(Municipality(code, name, region, group))
    return tuple(sorted(found, key=lambda municipality: municipality.code))


MUNICIPALITIES = _read()
BY_CODE = {municipality.code: municipality for municipality in MUNICIPALITIES}
BY_NAME = {municipality.name: municipality for municipality in MUNICIPALITIES}


def municipality_code(text: str) -> str:
    """The three digits of the one that is meant; "" where none is, or where number and name disagree.

    “773”, “0773” as the registers have it (CPR, DAR, BBR), “773.0” of a column of numbers, “Morsø”, “Morsø Kommune”,
    “0773 Morsø”.
    """
    found = re.fullmatch(r"(?:0?([1-9][0-9]{2})(?:[.,]0+)?(?![0-9]))?[\s,:·–-]*(.*)", one_line(text))
    code, name = (found[1] or "", found[2]) if found else ("", text)
    by_name = _CALLED.get(_folded(name), "")
    if not name:
        return code if code in BY_CODE else ""
    return by_name if code in ("", by_name) else ""


def _folded(name: str) -> str:
    return re.sub(r"\s+(regions)?kommune$", "", alike(name)).replace("å", "aa")


_CALLED = {_folded(one.name): one.code for one in MUNICIPALITIES}
_CALLED = {**{f"{name}s": code for name, code in _CALLED.items()}, **_CALLED}  # Københavns Kommune
