"""A name is one within its season: whoever shares one gets a name that would do, whatever is known of where it is."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from driveout.core.simulate.small_town import HUB, small_town
from driveout.core.travel.one_name import LONGEST, Named, named_in, shared
from driveout.core.words import Saying, Vehicle, alike
from tests.pace import examples

NAMES = st.sampled_from(["Nørby", "NØRBY", " nørby", "Nørby (Hjørring)", "Nørby (2)", "Ø" * LONGEST, "Vig"])
NAMED = st.builds(
    Named, NAMES, st.sampled_from(["", "v"]), st.sampled_from(["", "860", "561", "udland"]),
    st.sampled_from(["", "Ribe"]), st.sampled_from(["", "Skolen", "Hovedgaden 12, " * 12]),
)  # fmt: skip


@settings(max_examples=examples(200))
@given(st.lists(NAMED, max_size=8), st.lists(NAMED, max_size=3, unique_by=lambda one: (one.within, alike(one.name))))
def test_taken_each_name_is_one_and_has_room(coming, stand):
    found = list(shared(coming, stand))
    instead = {id(two.one): two.instead for two in found}
    names = [(one.within, alike(instead.get(id(one), one.name))) for one in (*stand, *coming)]
    assert len(set(names)) == len(names)
    assert all(len(name) <= LONGEST for name in instead.values())
    first = {(one.within, alike(one.name)) for one in stand}
    for one in coming:  # exactly those are asked about whose name another has that stands or came before
        key = (one.within, alike(one.name))
        assert (id(one) in instead) == (key in first)
        first.add(key)


def test_the_shortest_that_tells_them_apart_is_offered():
    ribe = Named("Nørby", municipality="561", hub="Ribe", at="Skolen")
    for other, instead in (
        (replace(ribe, municipality="860"), "Nørby (Hjørring)"),
        (replace(ribe, hub="Brovst"), "Nørby (Brovst)"),
        (replace(ribe, at="Hallen"), "Nørby (Hallen)"),
        (replace(ribe, name="NØRBY"), "NØRBY (2)"),
    ):
        assert [two.instead for two in shared([other], [ribe])] == [instead]


def test_where_it_is_is_told_in_both_languages():
    named = Named("Nørby", municipality="860", hub="Brovst", at="Skolen, Hovedgaden 12")
    english = "Hjørring Municipality, hub Brovst, Skolen, Hovedgaden 12"
    assert named.where == Saying(english, "Hjørring Kommune, hub Brovst, Skolen, Hovedgaden 12")
    assert Named("Nørby").where == Saying("", "")


def test_hubs_and_stops_share_their_names_and_a_van_has_its_hubs_own():
    town = small_town()
    second = replace(town.hubs[0], name="Anden", key="b")
    season = replace(
        town, hubs=(*town.hubs, second), stops=(*town.stops, replace(town.stops[0], name=HUB, key="s")),
        vehicles=(*town.vehicles, Vehicle("Van 1", "b"), Vehicle("van 1", HUB, key="v")),
    )  # fmt: skip
    assert [(two.one.name, two.one.within) for two in shared(named_in(season))] == [(HUB, ""), ("van 1", HUB)]
