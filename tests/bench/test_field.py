"""The field's measurement runs with a few phones, and finds everything that they sent."""

import pytest

from bench.field.__main__ import on, report
from bench.field.sending import written
from bench.field.town import DAY, Size
from bench.office.__main__ import DATABASES
from tests.migrated import begin_with_it
from tests.storm.phone import Request


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    size = Size(phones=3, within=0.2, hubs=2, volunteers=4, times=1)
    return size, on("SQLite", begin_with_it(tmp_path_factory.mktemp("bench")), size)


def test_every_event_is_there_once(said):
    books = said[1]["books"]
    assert books["events"] == books["landed"] == 2 * 3 * len(DAY)
    assert (books["lost"], books["doubled"], books["wrong"], books["wrong sums"]) == (0, 0, [], [])
    assert set(said[1]["again"]["statuses"]) == {"200"}


def test_every_kind_of_line_is_said(said, capsys):
    size, here = said
    report(dict.fromkeys(DATABASES, here), size)
    told = capsys.readouterr().out
    for words in ("3 phones", "within 0 s", "sent again", "the week is fetched", "lost 0, doubled 0", "4 volunteers"):
        assert words in told


def test_a_call_is_written_whole():
    call = written(Request("/felt/api/events/", {"X-Phone": "1"}, b"{}"))
    assert call.startswith(b"POST /felt/api/events/ HTTP/1.1\r\n")
    assert b"Content-Length: 2\r\n" in call and call.endswith(b"X-Phone: 1\r\n\r\n{}")
