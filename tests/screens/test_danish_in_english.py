"""On an English page what is Danish says so: a screen reader would else read Sønder Dråby as if it were English.

What counts as Danish:
- a name that stands by itself, of a place, a hub, a season or a good;
- what somebody here wrote in words of their own about goods and trips: a good and its unit, a lot's note, a reason,
  what a pick-up brings; inside a sentence too, where the sentence is text.
What does not:
- the name of a place or a person inside a sentence: a name is a name in any language;
- a title, and an option or a label (`aria-label`, `title`, `alt`) that is a sentence of ours with such words in it:
  HTML lets nothing be marked inside them. One that is nothing but own words says so by its element's `lang`;
- what stands in a field to be written in: whoever writes there chooses the language.
"""

from html.parser import HTMLParser

import pytest
from django.urls import reverse
from django.utils import translation

from driveout.look.language import filled, holding, marked
from driveout.records.models import Good, Hub, Lot, Plan, Season, StockEvent, Stop, Store, Trip
from tests.screens.test_third_language import pages  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
NO_LANGUAGE_OF_ITS_OWN = ("title", "option", "textarea", "script", "style", "svg")  # a drawing is read by its label
LABELS = ("aria-label", "title", "alt")
EMPTY = ("input", "br", "img", "meta", "link", "path", "circle", "use", "rect", "line", "hr", "col")


class Read(HTMLParser):
    """Each text of a page, and the language in which it is read."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.around: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []
        self.options: list[tuple[str, str]] = []
        self.labels: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        language = dict(attrs).get("lang") or (self.around[-1][1] if self.around else "")
        self.labels += [(value, language) for name, value in attrs if name in LABELS and value]
        if tag not in EMPTY:
            self.around.append((tag, language))

    def handle_startendtag(self, tag, attrs):
        """<path /> begins nothing."""

    def handle_endtag(self, tag):
        if any(tag == name for name, _ in self.around):
            while self.around.pop()[0] != tag:
                pass

    def handle_data(self, data):
        if data.strip() and self.around and self.around[-1][0] == "option":
            self.options.append((" ".join(data.split()), self.around[-1][1]))
        if data.strip() and self.around and not any(tag in NO_LANGUAGE_OF_ITS_OWN for tag, _ in self.around):
            self.texts.append((" ".join(data.split()), self.around[-1][1]))


def read_as_english(html: str, names: set[str], own: tuple[str, ...] = ()) -> set[str]:
    """Names that stand by themselves, and own words wherever they are, that are not said to be Danish."""
    read = Read(html)
    whole = [(text, language) for text, language in (*read.options, *read.labels) if text in own]
    inside = [(text, language) for text, language in read.texts if text in names or any(one in text for one in own)]
    return {text for text, language in (*whole, *inside) if language == "en"}


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


OWN = (
    *("hjemmebagte boller", "poser med strikketøj"),
    *("fra frost i kælderen", "fordi fryseren er i stykker", "to kasser æbler"),
)


@pytest.fixture
def own_words(season, plan, people, pages):  # noqa: F811
    """What people here wrote themselves, wherever stores and packing say it."""
    first, *others = Good.objects.order_by("pk")
    Good.objects.filter(pk=first.pk).update(name=OWN[0])
    for n, good in enumerate(others):
        Good.objects.filter(pk=good.pk).update(name=f"{OWN[1]} {n}", unit="poser")
    Lot.objects.update(note=OWN[2])
    StockEvent.objects.update(why=OWN[3])
    Trip.objects.update(pick_ups=[{"at": 540, "name": "Brugsen", "what": OWN[4]}])
    return OWN


def test_what_people_wrote_is_danish_inside_a_sentence_too(signed_in, pages, own_words):  # noqa: F811
    carla = signed_in("carla")
    carla.cookies["django_language"] = "en"
    seen, forgotten = set(), {}
    for page in pages:
        answer = carla.get(page)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            html = answer.content.decode()
            seen |= {one for one in own_words if f'lang="da">{one}' in html}
            if words := read_as_english(html, set(), own_words):
                forgotten[page] = words
    assert forgotten == {}
    assert seen == set(own_words)


def test_why_a_plan_was_made_or_chosen_is_danish(signed_in, plan, season):
    Plan.objects.filter(pk=plan.pk).update(why=OWN[3])
    carla = signed_in("carla")
    carla.post(reverse("office:approve_plan", args=(season.pk, plan.pk)), {"why": OWN[4]})
    carla.cookies["django_language"] = "en"
    for name, why in (("office:plan", OWN[3]), ("office:plans", OWN[4])):
        at = reverse(name, args=(season.pk, plan.pk) if name == "office:plan" else (season.pk,))
        html = carla.get(at).content.decode()
        assert f'<span lang="da">{why}</span>' in html and not read_as_english(html, set(), (why,))


def test_an_option_that_is_a_good_is_danish(signed_in, pages, own_words):  # noqa: F811
    carla = signed_in("carla")
    carla.cookies["django_language"] = "en"
    room, good = Store.objects.filter(is_van=False).earliest("pk"), Good.objects.get(name=OWN[0])
    page = carla.get(reverse("office:count", args=(room.pk,))).content.decode()
    assert f'<option value="{good.pk}" lang="da">{OWN[0]}</option>' in page


def test_what_was_done_with_a_good_is_said_with_its_own_words(signed_in, pages, own_words):  # noqa: F811
    carla = signed_in("carla")
    carla.cookies["django_language"] = "en"
    room, good = Store.objects.filter(is_van=False).earliest("pk"), Good.objects.get(name=OWN[0])
    give = reverse("office:stock_move", args=(room.pk, "giv"))
    form = {"what": f"g{good.pk}", "n": "1", "why": "", "key": "one"}
    done = carla.post(give, form, follow=True).content.decode()
    assert '1 <span lang="da">hjemmebagte boller</span>' in done.split('id="besked"')[1].split("</p>")[0]
    refused = carla.post(give, {**form, "n": "999", "key": "two"})
    assert refused.status_code == 422 and not read_as_english(refused.content.decode(), set(), own_words)


def test_a_sentence_is_escaped_and_marks_only_what_it_holds():
    with translation.override("en"):
        assert marked(holding("2 <b>boller</b> & te", "<b>boller</b>")) == (
            '2 <span lang="da">&lt;b&gt;boller&lt;/b&gt;</span> &amp; te'
        )
        assert marked(holding("without a date")) == "without a date"
        assert filled("%(a)s in %(b)s", {"a": holding("3 boller", "boller"), "b": "Karby"}).own == ("boller",)
    with translation.override("da"):
        assert marked(holding("2 boller", "boller")) == "2 boller"


def test_on_a_danish_page_nothing_is_marked(signed_in, season):
    assert 'lang="da">' not in signed_in("carla").get("/office/", follow=True).text.split("<main", 1)[1]


def test_the_fault_is_found():
    page = '<html lang="en"><svg><path/></svg></i>'
    page += '<td><b>Karby</b></td><td lang="da">Skjern<br></td><option>Grenaa</option><p>to Karby</p>'
    assert read_as_english(page, {"Karby", "Skjern", "Grenaa"}) == {"Karby"}
    page = '<html lang="en"><p>2 te</p><p>2 <i lang="da">te</i></p><option>te: 2</option><a aria-label="te"></a>'
    assert read_as_english(page, set(), ("te",)) == {"2 te", "te"}
