"""Work in line outlives a new version: its task is found where it stands now."""

import ast
from importlib import import_module

import pytest
from django.apps import apps
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from tests.shape.files import ROOT

moves = import_module("driveout.records.migrations.0013_tasks_have_moved")

# Whoever moves a task changes its address here, and maps the old one in a migration as 0013 does: rows hold it.
ADDRESSES = {
    "driveout.jobs.directory_uploads.read_help",
    "driveout.jobs.uploading.read_upload",
    "driveout.jobs.uploading.write_file",
    "driveout.records.plan.questions.frontiers.draw",
    "driveout.records.plan.questions.reasons.answer",
    "driveout.records.plan.registers.pricing.price_edit",
    "driveout.records.plan.search.worker.search",
    "driveout.records.plan.wishes.move_prices.price",
}


def tasks() -> set[str]:
    """The address of every function that is a task."""
    found = set()
    for path in (ROOT / "src").rglob("*.py"):
        module = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and any("task(" in ast.unparse(d) for d in node.decorator_list):
                found.add(f"{module}.{node.name}")
    return found


def test_no_task_moves_unseen():
    assert tasks() == ADDRESSES
    assert {import_string(address).module_path for address in ADDRESSES} == ADDRESSES


@pytest.mark.django_db
@pytest.mark.parametrize("old", ["tasks.search", "whys.answer", "frontiers.draw", "pricing.price"])
def test_work_that_waited_before_the_move_is_found(old):
    waits = DBTaskResult.objects.create(
        task_path=f"driveout.records.plan.{old}",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        exception_class_path="",
    )
    with pytest.raises(ImportError):
        waits.task  # noqa: B018
    moves.follow(apps, None)
    assert DBTaskResult.objects.get(pk=waits.pk).task.module_path in ADDRESSES
