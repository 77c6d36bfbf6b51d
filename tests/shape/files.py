"""The files of the house: what git keeps or would keep."""

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


@cache
def kept() -> tuple[Path, ...]:
    """Every file that is in git or would be added to it, as it lies on disk now."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode().split("\0")
    return tuple(sorted(path for name in set(names) if name and (path := ROOT / name).is_file()))


@cache
def texts() -> tuple[tuple[str, str], ...]:
    """Name and content of every kept text file."""
    found = []
    for path in kept():
        try:
            found.append((str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue  # pictures, workbooks and faulty samples
    return tuple(found)


@cache
def parsed(code: str) -> ast.Module:
    """Read once, however many tests look at it. Nobody changes a tree."""
    return ast.parse(code)


def text(name: str) -> str:
    """Content of one file of the house."""
    return (ROOT / name).read_text(encoding="utf-8")
