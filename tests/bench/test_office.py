"""The office's measurement runs on a tiny office, finds its pages by itself, and marks what misses its mark."""

import pytest

from bench.office.__main__ import DATABASES, on, report, spread
from bench.office.addresses import names
from bench.office.town import Size
from tests.migrated import begin_with_it
from tests.patience import HANG_S


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    size = Size(hubs=2, plans=3, requests=2, people=0, changes=1, seconds=int(HANG_S))
    return size, on("SQLite", begin_with_it(tmp_path_factory.mktemp("bench")), size, False)


def test_every_kind_of_line_is_said(said, capsys):
    size, here = said
    report(dict.fromkeys(DATABASES, here), size)
    told = capsys.readouterr().out
    for words in ("20 stops, 3 plans", "season ?hub", "compare", "a stop's reasons", "a move's price", "0 people plan"):
        assert words in told
    assert all(len(here["prices"][kind]) == 1 for kind in ("reasons", "moves", "wishes"))


def test_pages_are_found_and_answer_with_a_number_of_queries(said):
    pages = {name: page for name, page in said[1]["pages"].items() if page["status"] == 200}
    for name in (
        "season",
        "season ?vis=steder",
        "plans",
        "plan",
        "compare",
        "files",
        "what_if",
        "new_season",
        "upload",
    ):
        page = pages[name]
        assert 0 < page["queries"] < 60 and len(page["seconds"]) == 2
        assert page["kB"] > 1 or name == "upload"  # a file that is read leads on, without a page of its own


def test_an_address_within_addresses_keeps_its_space_and_arguments():
    from django.urls import get_resolver

    found = dict(names(get_resolver()))
    assert found["office:compare"] == ("season_id", "before", "after")


def test_what_misses_its_mark_is_marked():
    assert spread([0.1, 0.2, 0.4], 300) == "200, 400 ✗"
    assert spread([0.1], 300) == "100, 100"
    assert spread([], 300) == "none"
