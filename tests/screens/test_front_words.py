"""What guests read on the front pages is plain: short sentences, short words, and no word of the office."""

import re

from driveout.jobs.translations import PACKAGE

# Björnsson, Läsbarhet (1968): words a sentence, plus per cent of words with more than six letters.
MOST = 25
PAGES = ("front", "near", "cafe", "listed", "not_here", "house", "_find", "_card", "_call", "_changes", "_when", "_map")
OFFICE = re.compile(
    r"\bhubs?\b|antaget|\bsæson|åbning(en|er|erne)?\b|\bstop\b|\bplan(en)?\b|udsat|sårbar", re.IGNORECASE
)


def said() -> list[str]:
    """Every Danish sentence of these pages and of what presenters say on them."""
    files = [PACKAGE / "public" / "templates" / "public" / f"{name}.html" for name in PAGES]
    found = [
        sentence
        for file in files
        for sentence in re.findall(r'{% translate "([^"]+)"', file.read_text(encoding="utf-8"))
    ]
    for name in ("cards", "finding", "front", "near", "guests"):
        code = (PACKAGE / "public" / f"{name}.py").read_text(encoding="utf-8")
        found += re.findall(r'_\(\s*"([^"]+)"', code)
    return found


def lix(text: str) -> float:
    words = re.findall(r"\w+", text)
    sentences = len(re.findall(r"[.!?:]", text)) or 1
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def test_there_is_something_to_read():
    assert len(said()) > 45


def test_it_is_as_plain_as_a_note_to_a_neighbour():
    whole = " ".join(line if line[-1] in ".!?:" else f"{line}." for line in said())
    assert lix(whole) <= MOST, round(lix(whole), 1)


def test_the_measure_finds_the_offices_tone():
    assert (
        lix("Hjemmesiden benytter cookies til optimering af brugeroplevelsen og statistik over besøgende.") > 2 * MOST
    )


def test_no_word_of_the_office_is_among_them():
    assert [line for line in said() if OFFICE.search(line)] == []
