"""What each faulty season is answered, as a page: `python -m tests.faulty_seasons.answers` renews answers.md."""

import tempfile
from pathlib import Path

from driveout.outside.season_files import Faults, read_season
from tests.faulty_seasons.seasons import FAULTY

PAGE = Path(__file__).with_name("answers.md")
HEAD = """# Ten faulty seasons and what each is answered

Made by `python -m tests.faulty_seasons.answers`; a test compares. Every fault is told at once, in English and Danish.
"""


def page() -> str:
    parts = [HEAD]
    for number, make in enumerate(FAULTY, 1):
        with tempfile.TemporaryDirectory() as folder:
            faults = answer(make(Path(folder) / make.__name__))
        about = " ".join((make.__doc__ or "").split())
        parts.append(f"## {number}. {make.__name__.replace('_', ' ')}\n\n{about}\n")
        for fault in faults.faults:
            parts.append(f"- {fault.sentence('en')}\n  {fault.sentence('da')}")
        parts.append("")
    return "\n".join(parts)


def answer(path: Path) -> Faults:
    try:
        season = read_season(path)
    except Faults as faults:
        return faults
    raise AssertionError(f"{path.name} was read as {season.name}")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
