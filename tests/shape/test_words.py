"""docs/words.md knows every word, its Danish term and nothing that is gone."""

import inspect
import re

from driveout.core import words
from driveout.core.loop import LOOP
from tests.shape.files import text

HEADING = re.compile(r"^### (\w+) \((.+)\)$", re.MULTILINE)


def public_words() -> set[str]:
    return {name for name in words.__all__ if inspect.isclass(getattr(words, name))}


def explained() -> dict[str, str]:
    """Word → what is said of it."""
    parts = re.split(r"^#{2,3} ", text("docs/words.md"), flags=re.MULTILINE)[1:]
    return {
        found[1]: body for part in parts if (found := HEADING.match("### " + part.split("\n")[0])) for body in [part]
    }


def test_every_word_is_explained_and_no_other():
    assert set(explained()) == public_words()


def test_every_word_has_its_danish_term_once():
    terms = [danish for _, danish in HEADING.findall(text("docs/words.md"))]
    assert sorted(terms) == sorted(set(terms))


def test_every_word_is_said_in_a_sentence():
    assert [word for word, said in explained().items() if not said.split("\n", 1)[1].strip().endswith(".")] == []


def test_every_word_has_a_docstring_of_its_own():
    written_by_dataclass = re.compile(r"^\w+\(.*\)$", re.DOTALL)
    docs = {word: getattr(words, word).__doc__ or "" for word in public_words()}
    assert [word for word, doc in docs.items() if not doc or written_by_dataclass.match(doc)] == []


def test_the_loop_page_tells_the_steps_in_order_and_which_are_built():
    rows = re.findall(r"^\| (\w+) \| ([^|]+) \| [^|]+ \| ([^|]+) \|$", text("docs/the-loop.md"), re.MULTILINE)
    told = [(key, danish.strip(), built.strip() == "yes") for key, danish, built in rows if key != "step"]
    assert told == [(step.key, step.danish.lower(), step.built) for step in LOOP]


def test_the_loop_has_eight_steps_and_the_readers_sentence_in_that_order():
    assert " → ".join(step.key for step in LOOP) in text("docs/the-loop.md")
    assert len(LOOP) == 8
