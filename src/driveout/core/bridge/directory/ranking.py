"""In which order help is shown. Who gives it, public or civil, is not asked: nobody comes first for that."""

from collections.abc import Iterable

from driveout.core.words import Offer

FAR_KM = 10**6


def ranked(offers: Iterable[Offer]) -> list[Offer]:
    """Open and not full first; then near before far, what one can ring anywhere last of the near; then what was looked
    after latest; then the name."""
    return sorted(offers, key=_turn)


def _turn(offer: Offer) -> tuple[bool, bool, float, int, str, str]:
    away = offer.away_km if offer.away_km is not None else (FAR_KM if not offer.is_national else FAR_KM / 2)
    age = -(offer.checked_on.toordinal() if offer.checked_on else 0)
    return (offer.full, not offer.open_now, round(away / 5), age, offer.name.casefold(), offer.key)
