"""Pages that are made from the code, not written: `python -m driveout.jobs.reference` renews them."""

import argparse
import os
from pathlib import Path

ROOT = Path(__file__).parents[3]


def pages() -> dict[str, str]:
    """File → what it should hold."""
    from driveout.outside.season_files import season_format_markdown

    return {
        "docs/reference/season-format.md": season_format_markdown(),
        "docs/reference/command-line.md": command_line_markdown(),
    }


def command_line_markdown() -> str:
    """Every command as its own help tells it."""
    from driveout.jobs.cli import parser

    before = os.environ.get("COLUMNS", "")
    os.environ["COLUMNS"] = "110"  # help is wrapped to the terminal; a page has no terminal
    try:
        return _command_line(parser())
    finally:
        os.environ["COLUMNS"] = before


def _command_line(whole: argparse.ArgumentParser) -> str:
    parts = [
        "# The command line\n",
        "This page is made from `driveout --help` and each command's own; `make docs` fails when it is out of date.\n",
        f"```text\n{whole.format_help().strip()}\n```\n",
    ]
    commands = next(a for a in whole._actions if isinstance(a, argparse._SubParsersAction))
    for name, sub in commands.choices.items():
        parts.append(f"## `driveout {name}`\n\n```text\n{sub.format_help().strip()}\n```\n")
    return "\n".join(parts)


if __name__ == "__main__":
    for file, text in pages().items():
        (ROOT / file).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / file).write_text(text, encoding="utf-8")
