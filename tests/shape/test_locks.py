"""A row that is locked to be changed lets others refer to it meanwhile.

PostgreSQL locks a row's key for whoever writes something that refers to it. A lock of the whole row (`FOR UPDATE`)
waits for them, and they for it: a call that wrote one row and waited for another stood still. `no_key=True` does not.
"""

import ast

import pytest

from tests.shape.files import ROOT

GOES = "the row is deleted: nobody may refer to it anew meanwhile"
ALLOWED = {
    ("records/drive/days/removing.py", "remove_season"): GOES,
    ("records/plan/seasons/copies.py", "delete_scenario"): GOES,
}
SOURCES = ROOT / "src" / "driveout"


def locks(source: str):
    """(the function it stands in, does it leave the key alone?) of each lock."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef) and function.name != "select_for_update":
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "select_for_update":
                    yield function.name, any(one.arg == "no_key" for one in call.keywords)


def whole_rows() -> set[tuple[str, str]]:
    return {
        (path.relative_to(SOURCES).as_posix(), function)
        for path in SOURCES.rglob("*.py")
        for function, leaves_key in locks(path.read_text(encoding="utf-8"))
        if not leaves_key
    }


def test_locks_leave_keys_alone_but_where_the_row_goes():
    assert whole_rows() == set(ALLOWED)


@pytest.mark.parametrize("source,found", [
    ("def f():\n    Phone.objects.select_for_update().get()", [("f", False)]),
    ("def f():\n    rows.filter(pk=1).select_for_update(no_key=True).first()", [("f", True)]),
    ("def f():\n    rows.select_for_update(of=('self',))", [("f", False)]),
])  # fmt: skip
def test_it_sees_them(source, found):
    assert list(locks(source)) == found
