"""What is sent begins at the left, whatever the template's indentation; letters keep their spaces."""

import re
from pathlib import Path

from django.template import Context, Engine, Origin

from driveout.look.flush import Loader, flush_left

TRANSLATED = re.compile(r"{% blocktranslate\b(.*?)%}(.*?){% endblocktranslate %}", re.DOTALL)


def contents(file: Path, text: str) -> str:
    file.write_text(text, encoding="utf-8")
    return Loader(Engine()).get_contents(Origin(name=str(file)))


def test_lines_of_a_page_lose_the_spaces_they_begin_with(tmp_path):
    assert contents(tmp_path / "page.html", "<ul>\n  <li>Karby  og Balling</li>\n</ul>\n") == (
        "<ul>\n<li>Karby  og Balling</li>\n</ul>"
    )


def test_a_link_and_a_button_end_without_a_space(tmp_path):
    text = '<a href="/">\n  Karby\n</a>\n<button>\n  Gem<span class="away">: Karby</span>\n</button>\n'
    assert contents(tmp_path / "page.html", text) == (
        '<a href="/">\nKarby</a>\n<button>\nGem<span class="away">: Karby</span></button>'
    )


def test_a_part_amid_a_sentence_adds_no_space():
    word = "{% load i18n %}\n<b>\n  {% translate 'Karby' %}</b>\n"
    parts = {"word.html": word, "page.html": "Vi er i {% include 'word.html' %}."}
    sent = {name: flush_left(text) for name, text in parts.items()}
    libraries = {"i18n": "django.templatetags.i18n"}
    engine = Engine(loaders=[("django.template.loaders.locmem.Loader", sent)], libraries=libraries)
    assert engine.get_template("page.html").render(Context()) == "Vi er i <b>\nKarby</b>."


def test_a_colon_that_is_only_heard_stands_by_its_word():
    assert flush_left('<button>\n  Gem\n  <span class="away">: Karby</span>\n</button>\n') == (
        '<button>\nGem<span class="away">: Karby</span></button>'
    )


def test_a_letter_keeps_them(tmp_path):
    assert contents(tmp_path / "letter.txt", "Hej\n  Karby\n") == "Hej\n  Karby\n"


def test_no_translation_goes_over_a_lines_end_untrimmed():
    """Its words would not be found in the catalogue."""
    broken = [
        f"{file.name}: {words.strip()}"
        for file in Path("src/driveout").glob("*/templates/**/*.html")
        for how, words in TRANSLATED.findall(file.read_text(encoding="utf-8"))
        if "\n" in words and "trimmed" not in how.split()
    ]
    assert broken == []
