"""`driveout import hsds` and `driveout export hsds`: exit codes, and what a program reads of them."""

import json

import pytest

from driveout.core.bridge.directory.help_lines import LINES
from driveout.outside.hsds.fakes import MANY, WRONG, feed, service, services
from driveout.records.models import HelpService, PublicHelp
from tests.jobs.cli import Run
from tests.stored import HERE, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys):
    cast()

    def asked(*words):
        return Run(capsys, "import", "hsds", *words, "--organisation", HERE)

    return asked


def test_each_kind_of_feed_has_its_answer(run):
    table = {}
    for kind in ("default", "warn", "test", "fail"):
        with feed(kind) as address:
            done = run(address, "--json")
            told = done.json
            again = run(address, "--json")
        refused = {row["item"] for row in told["refused"]}
        table[kind] = (done.code, len(told["taken"]), len(refused), bool(told["warnings"]))
        assert again.code == done.code
        assert again.json["taken"] == []
        assert len(again.json["unchanged"]) == len(told["taken"])
    assert table == {"default": (0, 15, 0, False), "warn": (0, MANY, 0, True), "test": (0, 5, 0, False),
                     "fail": (4, 0, len(WRONG), False)}  # fmt: skip


def test_of_a_half_good_file_the_good_are_taken_only_when_asked_for(run, tmp_path):
    path = tmp_path / "services.json"
    path.write_text(json.dumps([service(1), {**service(2), "status": "open"}]))
    done = run(path, "--json")
    assert done.code == 4 and done.json["taken"] == [] and HelpService.objects.count() == 0
    [refused] = done.json["refused"]
    assert refused["item"] == "Rådgivning 2" and refused["field"] == "status" and "open" in refused["reason"]
    part = run(path, "--json", "--partial")
    assert part.code == 4 and service(1)["id"] in part.json["taken"]
    assert HelpService.objects.get().name == "Rådgivning 1"


def test_no_directory_at_all_is_two(run, tmp_path):
    (tmp_path / "a.json").write_text("{}")
    for where in (tmp_path / "a.json", tmp_path / "no", "http://127.0.0.1:9/"):
        done = run(where, "--json")
        assert done.code == 2
        assert json.loads(done.out)["faults"]


def test_without_json_it_says_so_in_a_sentence(run, tmp_path):
    path = tmp_path / "services.json"
    path.write_text(json.dumps(services("fail")))
    done = run(path, "--lang", "da")
    assert done.code == 4
    assert "Afvist: Rådgivning 1, status" in done.out and "Intet er skrevet" in done.out


def test_the_verified_lines_come_by_a_word_and_twice_is_once(run):
    assert run("lines", "--json").code == 0
    again = run("lines", "--json").json
    assert again["taken"] == [] and HelpService.objects.count() == len(LINES)
    assert set(HelpService.objects.values_list("check_every_days", flat=True)) == {90}


def test_whose_directory_it_is_has_to_be_said_where_there_are_several(capsys):
    cast()
    done = Run(capsys, "import", "hsds", "lines")
    assert done.code == 2 and HERE in done.err


def test_a_second_word_goes_with_hsds_alone(capsys):
    assert Run(capsys, "import", "some-season", "more").code == 2
    assert Run(capsys, "import", "hsds").code == 2
    assert Run(capsys, "export", "some-season", "plan.json").code == 2


def test_what_is_published_is_written_out(run, capsys, tmp_path):
    run("lines")
    done = Run(capsys, "export", "hsds", tmp_path / "out")
    assert done.code == 0
    page = json.loads((tmp_path / "out" / "services.json").read_text())
    assert page["total_items"] == len(page["contents"]) == PublicHelp.objects.filter(kind="service").count()
    back = run(tmp_path / "out", "--json")
    assert back.code == 0
