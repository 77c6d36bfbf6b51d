"""A file that outgrows its size is two nouns; a function that does is two verbs."""

import ast

from tests.shape.files import parsed, texts

LINES_A_FILE = 400
LINES_A_FUNCTION = 60
LINES_A_TEMPLATE, COLUMNS_A_TEMPLATE = 250, 160


def test_no_file_is_longer_than_400_lines():
    written = [(name, code) for name, code in texts() if "/migrations/" not in name]  # Django writes those
    long = {name: len(code.splitlines()) for name, code in written if name.endswith((".py", ".ts", ".js", ".css"))}
    assert {name: lines for name, lines in long.items() if lines > LINES_A_FILE} == {}


def test_no_function_is_longer_than_60_lines():
    long = [
        f"{name}:{node.lineno} {node.name} has {node.end_lineno - node.lineno + 1} lines"
        for name, code in texts()
        if name.endswith(".py")
        for node in ast.walk(parsed(code))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > LINES_A_FUNCTION
    ]
    assert long == []


def test_templates_are_one_element_a_line():
    templates = {name: code.splitlines() for name, code in texts() if "/templates/" in name and name.endswith(".html")}
    assert {name: len(lines) for name, lines in templates.items() if len(lines) > LINES_A_TEMPLATE} == {}
    wide = [
        f"{name}:{n}"
        for name, lines in templates.items()
        for n, line in enumerate(lines, 1)
        if len(line.encode()) > COLUMNS_A_TEMPLATE
    ]
    assert wide == []


def test_every_module_says_what_it_is():
    silent = [
        name
        for name, code in texts()
        if name.startswith("src/") and name.endswith(".py") and "/migrations/" not in name
        if code.strip() and ast.get_docstring(parsed(code)) is None
    ]
    assert silent == []
