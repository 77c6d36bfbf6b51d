"""A wish is a word: where a file, a row or a form must carry one, its key says it and is read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from driveout.core.words import Nonsense, Weekday, Wish, WishKind
from driveout.core.words.wish import OF_A_HUB

named = st.text(min_size=1) | st.sampled_from(
    ["Karby", "Vig: skolen", "A:monday", "monday", "50 % af Vig", "%3A", "::"]
)
days = st.sampled_from(Weekday)


def wishes() -> st.SearchStrategy[Wish]:
    return st.one_of(
        st.builds(Wish, st.just(WishKind.PIN), named, days),
        st.builds(Wish, st.just(WishKind.FORBID), named, st.none() | days),
        st.builds(Wish, st.just(WishKind.VISIT), named),
        st.builds(lambda kind, hub: Wish(kind, hub=hub), st.sampled_from(OF_A_HUB), named),
        st.builds(Wish, st.sampled_from([WishKind.BUDGET, WishKind.FLOOR])),
    )


@given(wishes())
def test_what_a_key_says_is_read_again(wish):
    assert Wish.from_key(wish.key, "It is so.", "Sådan er det.") == wish


@given(wishes(), wishes())
def test_two_wishes_have_two_keys(one, other):
    assert (one.key == other.key) == (one == other)


def test_keys_are_plain_to_read():
    assert Wish(WishKind.PIN, "Karby", Weekday.TUESDAY).key == "pin:Karby:tuesday"
    assert Wish(WishKind.FORBID, "Karby").key == "forbid:Karby"
    assert Wish(WishKind.VANS, hub="Vig: skolen").key == "vans:Vig%3A skolen"
    assert Wish(WishKind.BUDGET).key == "budget"


def test_the_same_thing_is_the_same_wish_whatever_is_said_of_it():
    assert Wish(WishKind.FLOOR, sentence="Every one gets a share.") == Wish(WishKind.FLOOR, danish="Alle får en del.")


@pytest.mark.parametrize(
    "key", ["", "pin", "pin:Karby", "pin::monday", "pin:Karby:someday", "visit", "budget:Karby", "x:y:z"]
)
def test_what_is_no_key_is_refused(key):
    with pytest.raises(Nonsense):
        Wish.from_key(key)


@pytest.mark.parametrize(
    "said",
    [
        {"kind": WishKind.PIN, "stop": "Karby"},
        {"kind": WishKind.PIN, "day": Weekday.MONDAY},
        {"kind": WishKind.FORBID, "stop": "Karby", "hub": "Vils"},
        {"kind": WishKind.VISIT, "stop": "Karby", "day": Weekday.MONDAY},
        {"kind": WishKind.HOURS, "stop": "Karby"},
        {"kind": WishKind.VANS},
        {"kind": WishKind.BUDGET, "hub": "Vils"},
        {"kind": WishKind.FLOOR, "day": Weekday.MONDAY},
    ],
)
def test_a_wish_names_what_it_is_about_and_nothing_else(said):
    with pytest.raises(Nonsense):
        Wish(**said)
