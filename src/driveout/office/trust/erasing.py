"""Before somebody is taken out: what goes, what stays, and what a person has to look at."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from driveout.office import say
from driveout.records.team.models import Member
from driveout.records.team.scrubbing import Said, said_of
from driveout.records.team.whose import Person, unsure

MOST_SHOWN = 200  # texts; more of them and nobody reads them


def erase_page(person: Person, name: str) -> dict[str, Any]:
    """Plain values. As slow as reading through all that people wrote."""
    said = said_of(person)
    texts = _texts([one for one in said if not one.by_hand])
    return {
        "name": name,
        "signs_in": person.member is not None,
        "texts": texts[:MOST_SHOWN],
        "more": max(0, len(texts) - MOST_SHOWN),
        "things": _texts([one for one in said if one.by_hand]),
        "namesakes": _namesakes(person.member) if person.member else [],
    }


def chosen(sent: Sequence[str]) -> set[str]:
    """The tokens of all texts that were ticked; a box holds those of every place that says the same."""
    return {token for box in sent for token in box.split()}


def _texts(said: Sequence[Said]) -> list[dict[str, Any]]:
    """Each text once, with where it stands: a reason is kept with the deed and in the trace."""
    found: dict[str, list[Said]] = {}
    for one in said:
        found.setdefault(one.text, []).append(one)
    return [
        {
            "text": text,
            "where": ", ".join(dict.fromkeys(_where(one.table) for one in those)),
            "tokens": " ".join(dict.fromkeys(one.token for one in those)),
        }
        for text, those in found.items()
    ]


def _where(table: str) -> str:
    words = {
        "Call": _("en ringeliste"), "CallList": _("en ringeliste"),
        "Change": _("et ønske til planen"), "Edit": _("registret"), "FieldEvent": _("en note fra en café"),
        "Lot": _("en vare på lager"), "Message": _("en besked"), "Occurrence": _("en café"),
        "Phone": _("en telefons navn"), "Plan": _("en plan"), "PlanRun": _("en plan"), "Proposal": _("et forslag"),
        "PublicChange": _("de offentlige tider"), "Reading": _("en læsning"), "Season": _("en sæson"),
        "Signup": _("en vagt"), "StockEvent": _("lager"), "Stop": _("et sted"), "Tally": _("en note fra en café"),
        "Trace": _("spor"), "Trip": _("en tur"), "Upload": _("en fil, der blev sendt"),
        "Why": _("et svar om planen"),
        "WordsRead": _("en læsning af egne ord"), "Good": _("en vare"), "Hub": _("en hub"),
        "Place": _("et sted"),
        "PublicEvent": _("de offentlige tider"), "PublicMove": _("de offentlige tider"),
        "PublicOpening": _("de offentlige tider"),
        "CountedMonth": _("en hub"), "PublicFigure": _("en hub"),
        "PublicTimes": _("de offentlige tider"), "Standing": _("en fast vagt"), "Store": _("et lager"),
        "Tour": _("en tur"), "Vehicle": _("en vogn"), "Consent": _("et samtykke"),
        "HubNumber": _("et nummer at ringe til"),
        "HelpAt": _("vejviseren"), "HelpCheck": _("vejviseren"), "HelpPlace": _("vejviseren"),
        "HelpProvider": _("vejviseren"), "HelpService": _("vejviseren"), "HelpUpload": _("vejviseren"),
    }  # fmt: skip
    return words[table]


def _namesakes(member: Member) -> list[dict[str, Any]]:
    """Those of the registers that have the name at the hub, where nobody can say which of them it is."""
    address = {"Employee": "office:erase_employee", "Volunteer": "office:erase_volunteer"}
    word = {"Employee": _("medarbejder"), "Volunteer": _("frivillig")}
    return [
        {"address": address[kind], "id": row.pk, "name": row.name, "what": word[kind], "season": row.hub.season.name,
         "days": say.days(row.weekdays) or _("ingen dage")}
        for kind, row in unsure(member)
    ]  # fmt: skip
