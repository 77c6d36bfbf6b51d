"""What guests and receivers read is in plain Danish and speaks of people first."""

import re

import pytest

from driveout.jobs.translations import said_on_screen

# research/words-people.md: whole words with their endings; what a person wrote themselves is never looked through.
AVOIDED = (
    "misbruger", "narkoman", "junkie", "alkoholiker", "dranker", "ludoman", "misbrug", "hjemløs", "sindslidende",
    "skizofren", "udsat", "klient", "målgruppe", "borger", "udeblevet", "afvist", "afslag", "ressourcesvag", "anbragt",
    "kriminel", "straffet", "prostitueret", "umotiveret", "sag", "case",
)  # fmt: skip
ENDINGS = r"(?:n|e|er|en|ne|ene|s)?"
MAY_STAND = {"Bed om at se din sag", "Jeg beder om at se min sag", "Til kommunen eller den, der har sagen"}
EASY = 25.0


def said_in(*folders: str) -> list[str]:
    """Each sentence of those folders' pages, as it is written."""
    found = []
    for message in said_on_screen():
        if message.id and any(where.startswith(folders) for where, _line in message.locations):
            found += [message.id] if isinstance(message.id, str) else list(message.id)
    return sorted(found)


def lix(text: str) -> float:
    """Words a sentence, plus the share of words of more than six letters, in per cent."""
    words = re.findall(r"[A-Za-zÆØÅæøå]+", text)
    sentences = max(1, len(re.findall(r"[.:?!]+", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def plain(said: list[str]) -> str:
    ended = [one if one[-1] in ".:?!" else f"{one}." for one in said]
    return re.sub(r"%\(\w+\)s", "Alma", " ".join(ended))


@pytest.mark.parametrize(("folder", "least"), [("mine/", 80), ("partner/", 40)])
def test_pages_for_guests_and_receivers_are_easy_to_read(folder, least):
    said = said_in(folder)
    assert len(said) >= least and lix(plain(said)) <= EASY


def test_no_page_of_a_thread_calls_a_person_by_what_they_have():
    said = [one for one in said_in("mine/", "partner/", "office/bridge/", "office/templates/office/threads/",
                                   "look/threads.py") if one not in MAY_STAND]  # fmt: skip
    wrong = re.compile(rf"\b(?:{'|'.join(AVOIDED)}){ENDINGS}\b", re.IGNORECASE)
    assert [one for one in said if wrong.search(one)] == []
    assert wrong.search("De hjemløse") and wrong.search("en udsat borger") and not wrong.search("Det sagde du")
