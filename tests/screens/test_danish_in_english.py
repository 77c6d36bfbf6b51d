"""On an English page what is Danish says so: a screen reader would else read Sønder Dråby as if it were English."""

from html.parser import HTMLParser

import pytest
from django.urls import reverse

from driveout.records.models import Good, Hub, Season, Stop
from tests.screens.test_third_language import pages  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
NO_LANGUAGE_OF_ITS_OWN = ("title", "option", "textarea", "script", "style", "svg")  # a drawing is read by its label
EMPTY = ("input", "br", "img", "meta", "link", "path", "circle", "use", "rect", "line", "hr", "col")


class Read(HTMLParser):
    """Each text of a page, and the language in which it is read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.around: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        if tag not in EMPTY:
            self.around.append((tag, dict(attrs).get("lang") or (self.around[-1][1] if self.around else "")))

    def handle_startendtag(self, tag, attrs):
        """<path /> begins nothing."""

    def handle_endtag(self, tag):
        if any(tag == name for name, _ in self.around):
            while self.around.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if data.strip() and self.around and not any(tag in NO_LANGUAGE_OF_ITS_OWN for tag, _ in self.around):
            self.texts.append((" ".join(data.split()), self.around[-1][1]))


def read_as_english(html: str, names: set[str]) -> set[str]:
    """Names that stand by themselves, and are not said to be Danish."""
    return {text for text, language in Read(html).texts if text in names and language == "en"}


@pytest.fixture
def names(season) -> set[str]:
    found = {stop.name for stop in Stop.objects.all()} | {hub.name for hub in Hub.objects.all()}
    return found | {one.name for one in Season.objects.all()} | {one.name for one in Good.objects.all()}


def test_names_are_danish_on_every_english_page_of_the_office(signed_in, pages, names):  # noqa: F811
    carla = signed_in("carla")
    carla.cookies["django_language"] = "en"
    seen, forgotten = 0, {}
    season, stop = Season.objects.get(), Stop.objects.get(name="Mosede")
    registers = [reverse("office:register", args=(season.pk, slug)) for slug in ("stops", "hubs", "vans")]
    row = reverse("office:row", args=(season.pk, "stops", stop.pk))
    place = reverse("office:place", args=(stop.where_id,))
    for page in (*pages, *registers, row, place):
        answer = carla.get(page)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            html = answer.content.decode()
            seen += html.count('<span lang="da">')
            if words := read_as_english(html, names):
                forgotten[page] = words
    assert forgotten == {}
    assert seen > 70


def test_on_a_danish_page_nothing_is_marked(signed_in, season):
    assert 'lang="da">' not in signed_in("carla").get("/office/", follow=True).text.split("<main", 1)[1]


def test_the_fault_is_found():
    page = '<html lang="en"><svg><path/></svg></i>'
    page += '<td><b>Karby</b></td><td lang="da">Skjern<br></td><option>Grenaa</option><p>to Karby</p>'
    assert read_as_english(page, {"Karby", "Skjern", "Grenaa"}) == {"Karby"}
