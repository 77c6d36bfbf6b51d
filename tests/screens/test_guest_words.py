"""What guests read is plain and makes no label of anybody: every sentence of every room that guests come into, in both
languages, the recipes and the advice, and what is printed for them. The texts are found, not listed."""

import json
import re
from collections import defaultdict
from pathlib import Path

import pytest

from driveout.core.words.fields import SAID
from driveout.jobs.translations import LOCALE, PACKAGE, catalogue, said_on_screen
from driveout.look.reading import shelf
from driveout.outside.plan_files import printing
from tests.plain_words import AVOIDED, labels, lix

ROOMS = [room for room in ("public", "mine", "partner") if (PACKAGE / room).is_dir()]  # where nobody signs in
SHARED = ("look/templates/look/base.html", "look/guests.py", "look/reading/")  # what they borrow
TO_READ, FOR_GUESTS = 25, 30  # LIX
ENOUGH = 30  # words: fewer are buttons and headings, of which LIX says nothing
LANGUAGES = ("da", "en")


def plain(text: str) -> str:
    """Without what is filled in: a name or a number stands there."""
    return re.sub(r"%\(\w+\)s|%%|{{.*?}}", "3", text).replace("\u00a0", " ")


def of_screens() -> dict[str, dict[str, list[str]]]:
    """File → language → each sentence that guests meet there."""
    english = {(m.id, m.context): m.string for m in catalogue(LOCALE / "en" / "LC_MESSAGES" / "django.po")}
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for message in said_on_screen():
        files = {file for file, _line in message.locations if file.startswith((*(f"{r}/" for r in ROOMS), *SHARED))}
        for file in files if message.id else ():
            said = {
                "da": message.id,
                "en": english.get((message.id, message.context), ""),
            }  # test_languages asks for it
            for language, words in said.items():
                forms = words if isinstance(words, tuple | list) else (words,)
                found[file][language] += [plain(form) for form in forms]
    return found


def of_reading() -> dict[tuple[str, str], list[str]]:
    """(File, language) → each line of a recipe or of a piece of advice, its numbers to ring and its facts."""
    found = {}
    for path in sorted(shelf.HERE.rglob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))
        for language in LANGUAGES:
            said = text[language]
            told = [said["title"], said["why"], *said["steps"], said.get("keep", ""), said.get("then", "")]
            told += [what for _much, what in said.get("things", ())]
            told += [words for line in text.get("lines", ()) for words in line[language]]
            told += [one[language] for one in text.get("known", ())]
            found[f"{path.parent.name}/{path.stem}", language] = told
    return found


def on_paper() -> list[str]:
    """What the printed cards say by themselves."""
    return re.findall(r"\[([^\[\]#]+)\]", (printing.TEMPLATES / "cards.typ").read_text(encoding="utf-8"))


def everything() -> list[tuple[str, str, str]]:
    """(Where, language, text)."""
    screens = [(f, lang, one) for f, said in of_screens().items() for lang, texts in said.items() for one in texts]
    reading = [(where, lang, one) for (where, lang), texts in of_reading().items() for one in texts]
    told = [
        ("core/words/fields/said.py", lang, words[at])
        for said in SAID.values()
        for words in (said["heading"], said["yes"], said["no"])
        for at, lang in enumerate(LANGUAGES)
    ]
    return [*screens, *reading, *told, *(("cards.typ", "da", one) for one in on_paper())]


READING = of_reading()


def test_the_texts_are_found():
    texts = everything()
    files = {where for where, _, _ in texts}
    pages = [path for room in ROOMS for path in (PACKAGE / room / "templates").rglob("*.html")]
    there = {str(path.relative_to(PACKAGE)) for path in pages if "translate" in path.read_text("utf-8")}
    assert there and there - files == set()
    assert any(where.startswith("public/") and where.endswith(".py") for where in files)
    kinds = [where.split("/")[0] for (where, language) in READING if language == "da"]
    assert kinds.count("recipes") >= 12 and kinds.count("advice") >= 12
    assert len([where for where, language, _ in texts if language == "en"]) > 300 and len(on_paper()) > 5


def test_nobody_is_called_what_they_have():
    wrong = [f"{where}: “{text}”: {label}" for where, lang, text in everything() for label in labels(text, lang)]
    assert wrong == []


@pytest.mark.parametrize("where", sorted(READING), ids="-".join)
def test_recipes_and_advice_are_easy_to_read(where):
    assert lix(READING[where]) <= TO_READ


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_for_guests_are_plain(language):
    told = {}
    for file, said in of_screens().items():
        sentences = [text for text in said[language] if re.search(r"[.!?]$", text) or len(text.split()) > 4]
        if sum(len(text.split()) for text in sentences) >= ENOUGH and lix(sentences) > FOR_GUESTS:
            told[file] = round(lix(sentences))
    assert told == {}


def test_numbers_and_facts_say_who_told_them_and_when():
    """Also that a telephone number stands where it has a source, never inside a sentence. 112 is known to all."""
    for path in sorted(shelf.HERE.rglob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))
        for one in [*text.get("lines", ()), *text.get("known", ())]:
            assert one["source"].startswith("https://") and re.fullmatch(r"\d{4}-\d\d-\d\d", one["seen"]), path.name
        running = " ".join(text for (where, _), texts in READING.items() if where.endswith(f"/{path.stem}")
                           for text in texts)  # fmt: skip
        assert re.findall(r"\d[\d ]{3,}\d|§", running) == [], path.name


def test_a_recipe_is_for_one_and_claims_no_price():
    for (where, _language), texts in READING.items():
        if where.startswith("recipes/"):
            assert not re.search(r"\bkr\.?\b|\bkroner\b|\bDKK\b|billig|cheap", " ".join(texts)), where


def test_lix_counts_as_by_hand():
    assert lix(["Vi kommer."]) == 2.0
    assert lix(["Vi kommer. Du er velkommen."]) == pytest.approx(2.5 + 100 * 1 / 5)
    assert lix(["Ring", "Ring nu"]) == 1.5 and lix([]) == lix(["…", "3"]) == 0.0


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("De hjemløse kommer her.", "da", True), ("Hun er i hjemløshed.", "da", False),
        ("Vores klienter", "da", True), ("Din sag", "da", True), ("Det er sagt.", "da", False),
        ("Jeg beder om at se min sag", "da", False), ("Vi ser på din sag", "da", True),
        ("Hun var udsat for vold.", "da", False), ("Aftalen er udsat.", "da", False), ("socialt udsatte", "da", True),
        ("Din sagsbehandler", "da", False), ("en udsættelse", "da", False), ("en ren kop", "da", False),
        ("Du bruger en gryde", "da", False), ("svagt lys", "da", False), ("Rådet for Socialt Udsatte", "da", False),
        ("the homeless", "en", True), ("just in case", "en", False), ("a hard case", "en", True),
        ("Forsamlingshus (antaget)", "da", True), ("the client’s", "en", True),
    ],
)  # fmt: skip
def test_labels_are_found_and_look_alikes_are_not(text, language, found):
    assert bool(labels(text, language)) == found


def test_the_list_is_the_one_that_was_agreed(shared: Path):
    """Beside the checkout, where it lies there: nothing of it is forgotten here."""
    file = shared / "research" / "words-people.md"
    if not file.is_file():
        pytest.skip("the agreed list is not here")
    rows = re.search(r"```tsv\n(.*?)```", file.read_text(encoding="utf-8"), re.DOTALL)
    assert rows is not None
    agreed = [line.split("\t") for line in rows[1].splitlines()[1:]]
    ours = {language: " , ".join(AVOIDED[language]).lower() for language in LANGUAGES}
    left_out = {
        "ren",
        "user",
        "tung",
        "kompleks borger",
        "clean",
        "dirty",
    }  # they say other things too, or stand longer
    for danish, _say, english, _english_say in agreed:
        for language, words in (("da", danish), ("en", english)):
            for word in re.sub(r"\(.*?\)", "", words).split(","):
                if word.strip() and word.strip() not in left_out:
                    assert word.strip().lower().split()[-1][:5] in ours[language], word
