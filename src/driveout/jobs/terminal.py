"""What the command line says: language, faults as a table or as JSON, live progress on a terminal."""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from driveout.core.words import Progress
    from driveout.outside.faults import Faults, Said


def chosen_language(asked: str | None) -> str:
    """`--lang`, else DRIVEOUT_LANG, else English."""
    wanted = (asked or os.environ.get("DRIVEOUT_LANG", "")).lower()
    return "da" if wanted.startswith("da") else "en"


def print_json(value: Any) -> None:
    """Exactly one JSON object on standard output."""
    any_sign = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    json.dump(value, sys.stdout, ensure_ascii=not any_sign, indent=2, allow_nan=False)
    print()


def show_any_sign() -> None:
    """A terminal that lacks a sign shows another in its place."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(lang: str, en: str, da: str, *, aside: bool = False) -> None:
    """One sentence in the wanted language; `aside` on standard error."""
    print(da if lang == "da" else en, file=sys.stderr if aside else sys.stdout)


def console(*, stderr: bool = False) -> "Console":
    """Prints text as it stands: a name with brackets or colons in it is no mark-up."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False, markup=False, emoji=False, soft_wrap=not sys.stdout.isatty())


def headline(name: str, rest: str) -> "Text":
    """“**name**rest”"""
    from rich.text import Text

    return Text.assemble((name, "bold"), rest)


def show_faults(faults: "Faults", lang: str, *, as_json: bool) -> None:
    """As one object on standard output for programs, as a list on standard error for people."""
    if as_json:
        print_json({"faults": [fault.as_dict(lang) for fault in faults.faults]})
        return
    count = len(faults.faults)
    them, dem = ("them", "dem") if count > 1 else ("it", "den")
    say(
        lang,
        f"{count} fault{'s' if count > 1 else ''}. Nothing has been changed. Mend {them} and try again.",
        f"{count} fejl. Intet er ændret. Ret {dem}, og prøv igen.",
        aside=True,
    )
    for fault in faults.faults:
        print(f"  {fault.sentence(lang)}", file=sys.stderr)


def show_notes(notes: "list[Said]", lang: str) -> None:
    for note in notes:
        print(note.in_(lang), file=sys.stderr)


Watch = Callable[["Progress"], bool]


@contextmanager
def watching(lang: str) -> Iterator[Watch]:
    """A watch for the planner. Ctrl-C (or SIGTERM) stops the search and keeps the best so far; twice breaks off."""
    stopped = False

    def stop(number: int, frame: Any) -> None:
        nonlocal stopped
        if stopped:
            raise KeyboardInterrupt
        stopped = True

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with _bar(lang) as show:

            def watch(progress: "Progress") -> bool:
                show(progress)
                return not stopped

            yield watch
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _bar(lang: str) -> Iterator[Callable[["Progress"], None]]:
    """Found, ceiling and gap, where someone can see it; silence in a pipe."""
    if not sys.stderr.isatty():
        yield lambda progress: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    words = ("fundet", "loft", "mangler") if lang == "da" else ("found", "ceiling", "gap")
    columns = (TimeElapsedColumn(), BarColumn(bar_width=28), TextColumn("{task.description}"))
    # No thread of its own: with one the planner could not fork, and Ctrl-C would reach spawned workers unguarded.
    with Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task = bar.add_task("…", total=1.0)

        def show(progress: "Progress") -> None:
            if progress.ceiling is None:
                return
            found, gap = progress.found, progress.gap
            filled = 0.0 if found is None else max(0.0, found / progress.ceiling)
            text = f"{words[0]} {'–' if found is None else f'{found:,.1f}'}   {words[1]} {progress.ceiling:,.1f}"
            text += "" if gap is None else f"   {words[2]} {gap:.3%}"
            bar.update(task, completed=filled, description=text, refresh=True)

        yield show
