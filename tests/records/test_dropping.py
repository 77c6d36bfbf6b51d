"""Which wish a form or a row speaks of. Dropping it on screen: tests/screens/test_clashes.py."""

from driveout.core.words import Weekday, Wish, WishKind
from driveout.records.plan.wishes.dropping import wish_of_a_stop


def test_a_name_with_a_colon_is_still_a_name():
    """As it was kept before such names were escaped, and as it is kept now."""
    for wish in (
        Wish(WishKind.PIN, "Vig: skolen", Weekday.MONDAY),
        Wish(WishKind.FORBID, "Vig: skolen"),
        Wish(WishKind.VISIT, "Vig:monday"),
    ):
        before = wish.key.replace("%3A", ":")
        assert before != wish.key
        assert wish_of_a_stop(wish.key) == wish_of_a_stop(before) == wish
    assert wish_of_a_stop(Wish(WishKind.BUDGET).key) is None and wish_of_a_stop("Vig") is None
