"""Nobody's price waits for somebody's file: each kind of work has a line of its own, and each line a worker."""

import pytest
from django.conf import settings
from django.core.management import get_commands
from django.db import OperationalError
from django_tasks_db.management.commands import db_worker

from driveout.jobs.family import Family
from driveout.jobs.management.commands import db_worker as patient
from driveout.jobs.management.commands import quick_worker
from driveout.jobs.management.commands.db_worker import PatientWorker
from driveout.jobs.uploading import read_upload, write_file
from driveout.records.plan.questions.reasons import answer
from driveout.records.plan.registers.pricing import price_edit
from driveout.records.plan.wishes.move_prices import price
from driveout.records.plan.work.queues import FILES, LONG, QUICK


def test_files_do_not_stand_before_answers():
    assert {task.queue_name for task in (read_upload, write_file)} == {FILES}
    assert {task.queue_name for task in (answer, price, price_edit)} == {QUICK}


def test_every_line_has_a_worker_of_its_own():
    lines = [command[command.index("--queue-name") + 1] for command in _with_a_line()]
    assert sorted(lines) == sorted(settings.TASKS["default"]["QUEUES"]) == sorted([LONG, QUICK, FILES])


def test_the_files_worker_comes_last_and_brings_no_planner():
    _english, _danish, last = Family("127.0.0.1", 8000).last
    assert FILES in last and "db_worker" in last


def _with_a_line() -> list[list[str]]:
    family = Family("127.0.0.1", 8000)
    return [command for *_name, command in (*family.first, family.last) if "--queue-name" in command]


def test_a_worker_looks_again_while_somebody_writes_for_long(monkeypatch):
    looks = iter([OperationalError("database is locked"), OperationalError("database is locked"), None])

    def look(_worker):
        if error := next(looks):
            raise error

    monkeypatch.setattr(db_worker.Worker, "run", look)
    worker = PatientWorker(
        queue_names=[FILES], interval=1.0, batch=False, backend_name="default", startup_delay=False, max_tasks=None,
        worker_id="x", excluded_queue_names=[],
    )  # fmt: skip
    worker.run()
    assert next(looks, "all seen") == "all seen"
    looks = iter([OperationalError("no such table")])
    with pytest.raises(OperationalError, match="no such table"):
        worker.run()


def test_the_commands_use_it():
    assert get_commands()["db_worker"] == "driveout.jobs"
    assert issubclass(quick_worker.Command, patient.Command)
