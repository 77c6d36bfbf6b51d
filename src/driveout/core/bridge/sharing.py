"""What a receiver sees: the fields that the person said yes to, to them, until a day. Nothing else."""

from collections.abc import Collection, Mapping
from datetime import date

from driveout.core.words import Shared

CARD = frozenset({Shared.NAME, Shared.PHONE, Shared.HOW})  # on the contact card, sealed
LONGEST_DAYS = 183  # a yes is asked anew after half a year: no lasting label


def seen_by_receiver(
    known: Mapping[Shared, str], agreed: Collection[str], until: date, withdrawn: bool, today: date
) -> dict[Shared, str]:
    """What of `known` a receiver may see today, empty values left out. Empty where the yes is over or taken back."""
    if withdrawn or today > until:
        return {}
    return {field: known[field] for field in Shared if field.value in set(agreed) and known.get(field)}
