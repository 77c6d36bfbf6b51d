"""A name is never a key: nobody is found, matched or stored by one. It is shown, searched, and read from files.

A key tells who is meant (`driveout.core.words.names`). Names change, and two may share one.
"""

import ast
from collections.abc import Iterator

import pytest

from tests.shape.files import ROOT
from tests.shape.names_of_rows import ASKED, MATCHED, asked_by_name

FOLDERS = ("core", "outside", "records", "office", "field", "public", "partner", "mine")  # of src/driveout
# What these hold is no hub, stop, van, person or tour: its name is all there is of it.
OTHERS = {
    "column": "columns of a file", "head": "columns of a file", "table": "tables of a file",
    "c": "columns of a file", "path": "files",
    "field": "fields of a class", "f": "fields of a class", "crossing": "crossings, from a list of our own",
    "ferry": "crossings that people have written of", "municipality": "the 98, from a list of our own",
}  # fmt: skip
# File → what is matched by name there, and why it may be.
ALLOWED = {
    "core/plan/left_open.py": {"hub.name": "the hubs that the sources of 2020 name: nothing else is known of them"},
    "core/drive/repair.py": {"tour.name": "a new tour is not called as one that stands: people read both"},
    "core/plan/kept_searches.py": {"one.name": "an answer is written with names, so it is kept by them too"},
    "core/words/fields/field.py": {"one.name": "a field of a class"},
    "core/words/names.py": {"one.name": "those of one name are told apart here"},
    "outside/place_files/by3.py": {"place.name": "a register's file, in which a town has no key that others share"},
    "outside/season_files/refs.py": {"one.name": "whether a name tells who is meant, in a file that people read"},
    "outside/season_files/of_fields.py": {"word.name": "is the name the key?"},
    "outside/season_template.py": {"field.heads[0].name": "columns of a file"},
    "outside/plan_files/meant.py": {"one.name": "a plan's file may know names only; two of one are asked about"},
    "outside/plan_files/reading.py": {"tour.name": "a plan's file may know its tours by name only"},
    "outside/plan_files/as_json.py": {"tour.name": "is the name the key? Then it is written once"},
    "outside/plan_files/printing.py": {"stop.name": "is the name part of the venue's own? Then it is printed once"},
}
ALLOWED |= MATCHED
LOOKS_UP = {"get", "setdefault", "pop", "add", "remove", "discard", "index", "count", "append", "fromkeys"}
REFERS = {"stop", "hub", "hubs", "vehicle", "employee", "volunteers", "tour", "key"}
WORDS = {"Pin": 0, "Forbidden": 0, "EarlierOpening": 0, "Opening": 0, "Vehicle": 1, "Employee": 1, "Volunteer": 1,
         "Tour": 1, "Mishap": 0}  # how many of its first values may be a name  # fmt: skip


def parts(node: ast.expr) -> Iterator[ast.expr]:
    """What a key, or one side of a comparison, is put together of."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        for one in node.elts:
            yield from parts(one)
    elif isinstance(node, ast.JoinedStr):
        for one in node.values:
            yield from parts(one.value) if isinstance(one, ast.FormattedValue) else ()
    elif isinstance(node, ast.Starred):
        yield from parts(node.value)
    elif isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp):
        yield from parts(node.elt)
    else:
        yield node


def keys(node: ast.AST) -> list[ast.expr]:
    """What the node compares, looks up, or refers with."""
    match node:
        case ast.Compare():
            return [node.left, *node.comparators]
        case ast.Subscript():
            return [node.slice]
        case ast.DictComp():
            return [node.key]
        case ast.Dict():
            return [key for key in node.keys if key]
        case ast.SetComp() | ast.ListComp() | ast.GeneratorExp():
            return [node.elt]
        case ast.Set():
            return list(node.elts)
        case ast.Call(func=ast.Attribute(attr=attr)) if attr in LOOKS_UP:
            return node.args[:1]
        case ast.Call(func=ast.Name(id=word)) if word in WORDS:
            return [*node.args[WORDS[word] :], *(k.value for k in node.keywords if k.arg in REFERS)]
    return []


def _is_a_name(part: ast.Attribute) -> bool:
    return part.attr in ("name", "hub_name") or ast.unparse(part).endswith(("trip.van", "trip.driver"))


def matched_by_name(code: str) -> list[tuple[int, str]]:
    """Line and expression of each name that serves as a key."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        for key in keys(node):
            for part in parts(key):
                if not isinstance(part, ast.Attribute) or not _is_a_name(part):
                    continue
                if not (isinstance(part.value, ast.Name) and part.value.id in OTHERS):
                    found.add((part.lineno, ast.unparse(part)))
    return sorted(found)


@pytest.mark.parametrize("folder", FOLDERS)
def test_nobody_is_matched_by_name(folder):
    faults = []
    for path in sorted((ROOT / "src" / "driveout" / folder).rglob("*.py")):
        if "migrations" in path.parts:  # they read what was there before keys
            continue
        file = path.relative_to(ROOT / "src" / "driveout").as_posix()
        allowed = ALLOWED.get(file, {})
        found = matched_by_name(path.read_text(encoding="utf-8"))
        faults += [f"{file}:{line} {said}" for line, said in found if said not in allowed]
    assert faults == [], "matched by name: use the key, or say in ALLOWED why it is a name that people write"


def test_what_is_allowed_is_there():
    """A reason that has outlived its line goes."""
    idle = []
    for file, allowed in ALLOWED.items():
        code = (ROOT / "src" / "driveout" / file).read_text(encoding="utf-8")
        idle += [f"{file}: {said}" for said in allowed if said not in {found for _, found in matched_by_name(code)}]
    assert idle == []


@pytest.mark.parametrize(
    "code",
    [
        "member.hub_name == trip.hub", "there[trip.base_id, row.trip.van]", "trip.driver == name",
        "a.name == b.stop", "hub.name in stop.hubs", "(v.hub, v.name) not in closed", "names[stop.name, 1]",
        "{stop.name: stop for stop in stops}", "{s.name for s in stops}", "found.get(tour.name)",
        "Pin(stop.name, day)", "Vehicle('Van', hub.name)", "Opening(stop.name, hub.key, 1, 2, 3, 4, '')",
        "f'visit:{s.name}' in gone", "[e.name for e in employees]", "Tour(name=t.name, hub=h.name)",
    ],
)  # fmt: skip
def test_a_match_by_name_is_seen(code):
    assert matched_by_name(code) != []


@pytest.mark.parametrize(
    "code", ["f'{stop.name} is closed'", "Stop(name=place.name)", "Vehicle(van.name, hub.key)", "print(hub.name)"]
)
def test_a_name_may_be_shown(code):
    assert matched_by_name(code) == []


@pytest.mark.parametrize("folder", ["records", "office", "field", "public"])
def test_no_row_is_asked_for_by_a_name(folder):
    faults = []
    for path in sorted((ROOT / "src" / "driveout" / folder).rglob("*.py")):
        file = path.relative_to(ROOT / "src" / "driveout").as_posix()
        if "migrations" not in path.parts:
            found = asked_by_name(path.read_text(encoding="utf-8"))
            faults += [f"{file}:{line} {said}" for line, said in found if said not in ASKED.get(file, {})]
    assert faults == [], "asked for by name: ask by the key, or say in names_of_rows.py why it is a name"


def test_what_may_be_asked_for_by_name_is_there():
    idle = []
    for file, allowed in ASKED.items():
        found = {said for _, said in asked_by_name((ROOT / "src" / "driveout" / file).read_text(encoding="utf-8"))}
        idle += [f"{file}: {said}" for said in allowed if said not in found]
    assert idle == []


@pytest.mark.parametrize(
    "code",
    ["Stop.objects.filter(name=typed)", "rows.get(place=row.place)", "Q(member__hub_name__in=hubs)",
     "Shift.objects.exclude(occurrence__place=name)", "x.filter(stop__name=name)", "x.filter(trip__hub=hub)"],
)  # fmt: skip
def test_a_question_by_name_is_seen(code):
    assert asked_by_name(code) != []


@pytest.mark.parametrize("code", ["Stop.objects.filter(where=place)", "x.filter(hub__season=1)", "Stop(name=typed)"])
def test_a_question_by_key_is_none(code):
    assert asked_by_name(code) == []
