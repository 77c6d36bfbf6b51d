"""The command line `driveout`. Exit codes: 0 done and checked, 1 broken off, 2 bad input, 3 the answer is no."""

import argparse
import sys
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from functools import partial
from typing import Any

from driveout import __version__
from driveout.jobs.commands import COMMANDS
from driveout.jobs.terminal import chosen_language, say, show_any_sign, show_faults
from driveout.jobs.usage import Parser, asked_language

FINE, BROKEN, BAD_INPUT, NO = 0, 1, 2, 3

EPILOG = """examples:
  driveout plan examples/seasons/akut-2020                plan a season, with live progress
  driveout plan akut.xlsx --json --time-limit 10          one JSON object, for programs
  driveout check examples/seasons/akut-2020 plan.json     judge any plan, also one not made here
  driveout demo                                           the whole thing in a browser

A season is a folder (season.toml and CSV files) or one Excel workbook: docs/reference/season-format.md.
exit codes: 0 done, and every plan checked; 1 broken off; 2 bad input, every fault listed; 3 the answer is no
(no plan is possible, or a plan breaks a rule)."""


def parser(lang: str = "en") -> argparse.ArgumentParser:
    """Every command with its options; imports nothing heavy, so that help comes at once. `lang`: of refusals."""
    whole = Parser(
        prog="driveout",
        lang=lang,
        description="Plan, run, learn from and hand on a café on wheels for small communities far from help.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    whole.add_argument("--version", action="version", version=f"driveout {__version__}")
    make: Any = partial(Parser, lang=lang)  # said to be a class; it is only called
    commands = whole.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=make)
    for command in COMMANDS:
        sub = commands.add_parser(
            command.NAME,
            help=command.HELP,
            description=command.__doc__,
            epilog=f"examples:\n{command.EXAMPLES}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.add_argument(
            "--lang", choices=("en", "da"), default=None, help="language of sentences (or DRIVEOUT_LANG); en"
        )
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return whole


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    words = sys.argv[1:] if argv is None else argv
    args = parser(chosen_language(asked_language(words))).parse_args(words)
    args.lang = chosen_language(args.lang)
    show_any_sign()
    try:
        return _run(args)
    except KeyboardInterrupt:
        say(args.lang, "Broken off.", "Afbrudt.", aside=True)
        return BROKEN


def _run(args: argparse.Namespace) -> int:
    from driveout.core.words import Nonsense
    from driveout.outside.faults import Faults, nonsense_fault

    try:
        return int(args.run(args))
    except Faults as faults:
        show_faults(faults, args.lang, as_json=getattr(args, "json", False))
        return BAD_INPUT
    except Nonsense as error:
        show_faults(Faults([nonsense_fault(error)]), args.lang, as_json=getattr(args, "json", False))
        return BAD_INPUT
    except BrokenExecutor:
        say(
            args.lang,
            "Broken off: a process that planned was ended, perhaps for want of memory. Nothing has been changed.",
            "Afbrudt: en proces, der planlagde, blev standset, måske fordi hukommelsen slap op. Intet er ændret.",
            aside=True,
        )
        return BROKEN
    except BrokenPipeError:  # the reader of our output has left, as `| head` does
        sys.stderr.close()
        return FINE
    except OSError as error:  # such as a full disk behind standard output
        from driveout.outside.whole_files import why

        say(args.lang, f"Broken off: {why(error).en}.", f"Afbrudt: {why(error).da}.", aside=True)
        return BROKEN


if __name__ == "__main__":
    sys.exit(main())
