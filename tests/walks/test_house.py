"""What holds pages to the house finds what is wrong, also in rows that look like the others at first sight."""

import pytest

from tests.walks.conftest import patient
from tests.walks.house import broken_words, fits, violations

pytestmark = pytest.mark.browser
ROWS = "".join(f"<li>Karby {number}</li>" for number in range(12))
PAGE = """<!doctype html><html lang="da"><head><title>Steder</title><style>
body {{ background: #fff; color: #222 }} {style}</style></head>
<body><main><h1>Steder</h1><ul>{rows}</ul>{more}</main></body></html>"""


@pytest.fixture
def page(browser):
    context = patient(browser.new_context(viewport={"width": 390, "height": 900}))
    yield context.new_page()
    context.close()


def broken(page, *, style: str = "", rows: str = ROWS, more: str = "") -> list[object]:
    page.set_content(PAGE.format(style=style, rows=rows, more=more))
    return [found["rule"] for found in violations(page)]


def test_a_good_page_has_nothing_to_complain_of(page):
    assert broken(page) == []


@pytest.mark.parametrize(
    "style",
    ["li:nth-child(9) { color: #ccc }", "li:nth-child(9) { background: #444 }", "li:last-child { opacity: .2 }"],
)
def test_one_pale_row_of_twelve_is_seen(page, style):
    assert broken(page, style=style) == ["color-contrast"]


def test_a_pale_word_deep_in_a_row_that_looks_like_the_others_is_seen(page):
    pale = "<li><span style='color: #ccc'><b>Karby</b></span></li>"
    assert broken(page, rows=ROWS + pale) == ["color-contrast"]


def test_a_field_without_a_name_in_the_last_row_is_seen(page):
    rows = "".join(f"<li><input aria-label='Gæster {number}'></li>" for number in range(5))
    assert broken(page, rows=rows + "<li><input></li>") == ["label"]


def test_a_page_that_is_too_wide_is_seen(page):
    broken(page, more="<p style='width: 500px'>Bred</p>")
    assert not fits(page)


def test_a_colour_on_its_way_is_looked_at_when_it_is_there(page):
    """As where a phone turns dark: halfway, words and ground are nearly of one colour."""
    style = "body { transition: color 1s -.5s, background 1s -.5s }"
    page.set_content(PAGE.format(style=style, rows=ROWS, more=""))
    page.evaluate("() => { const s = document.body.style; s.color = '#fff'; s.background = '#222' }")
    assert violations(page) == []


def test_a_word_that_is_cut_by_dots_or_broken_is_seen(page):
    def said(style: str, text: str) -> list[str]:
        page.set_content(PAGE.format(style=f".btn {{ {style} }}", rows="", more=f"<p class='btn'>{text}</p>"))
        return broken_words(page)

    assert said("", "Søg i alt") == []
    assert said("width: 2ch; overflow-wrap: anywhere", "Søgning") == ["broken: Søgning"]
    assert said(
        "width: 4em; overflow: hidden; text-overflow: ellipsis; white-space: nowrap", "Det fortalte caféerne"
    ) == ["cut: Det fortalte caféerne"]
    assert said("width: 5em", "syd-<wbr>vestjysk") == [], "a hyphen is where a line may end"
