"""Which deeds the program leaves traces of, read from its code."""

import ast
from functools import cache
from pathlib import Path

import driveout

CODE = Path(driveout.__file__).parent


@cache
def deeds() -> dict[str, str]:
    """Every `what` that `leave_trace` may be called with → where. A name stands for what it is set to, a parameter
    for everything its callers give it."""
    found: dict[str, str] = {}
    for file, tree in _naming("leave_trace"):
        for inside, call in _calls(tree, "leave_trace"):
            for what in _values(_argument(call, "what", 1), tree, inside):
                found.setdefault(what, f"{file.relative_to(CODE)}:{call.lineno}")
    return found


@cache
def _written() -> dict[Path, str]:
    return {file: file.read_text(encoding="utf-8") for file in sorted(CODE.rglob("*.py"))}


@cache
def _tree(file: Path) -> ast.Module:
    return ast.parse(_written()[file])


def _naming(function: str) -> list[tuple[Path, ast.Module]]:
    """The files that speak of it."""
    return [(file, _tree(file)) for file, code in _written().items() if function in code]


def _values(node: ast.expr | None, tree: ast.Module, inside: ast.FunctionDef | None) -> set[str]:
    if isinstance(node, ast.Constant):
        return {str(node.value)}
    if isinstance(node, ast.IfExp):
        return _values(node.body, tree, inside) | _values(node.orelse, tree, inside)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):  # another module's constant
        other = next(f for f, code in _written().items() if f.stem == node.value.id and node.attr in code)
        return _values(ast.Name(node.attr), _tree(other), None)
    if not isinstance(node, ast.Name):
        raise AssertionError(f"A trace's “what” is made up as it goes: {ast.unparse(node) if node else '?'}")
    if inside and node.id in (names := [a.arg for a in [*inside.args.args, *inside.args.kwonlyargs]]):
        return _given(inside.name, node.id, names.index(node.id), tree)
    for part in [*(ast.walk(inside) if inside else ()), *tree.body]:  # set a moment before, or the module's constant
        if isinstance(part, ast.Assign):
            for target in part.targets:
                if isinstance(target, ast.Name) and target.id == node.id:
                    return _values(part.value, tree, None)
                if isinstance(target, ast.Tuple) and isinstance(part.value, ast.Tuple):
                    for name, value in zip(target.elts, part.value.elts, strict=True):
                        if isinstance(name, ast.Name) and name.id == node.id:
                            return _values(value, tree, None)
    raise AssertionError(f"Nobody knows what {node.id} is in {ast.unparse(tree)[:80]}")


def _given(function: str, parameter: str, at: int, tree: ast.Module) -> set[str]:
    """What callers give: those in the same file, else everywhere."""
    here = list(_calls(tree, function))
    if not here:
        return {
            what
            for file, other in _naming(function)
            if file.stem != "deeds"
            for inside, call in _calls(other, function)
            if (given := _argument(call, parameter, at)) is not None and any(k.arg == parameter for k in call.keywords)
            for what in _values(given, other, inside)
        }
    return {what for inside, call in here for what in _values(_argument(call, parameter, at), tree, inside)}


def _argument(call: ast.Call, name: str, at: int) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    return call.args[at] if len(call.args) > at else None


def _calls(tree: ast.Module, function: str):
    """Each call of the function with the function it stands in."""
    for inside in [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]:
        for node in ast.walk(inside):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                if name == function:
                    yield inside, node
