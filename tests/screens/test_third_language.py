"""Ready for a third language: in a made-up one every sentence stands in brackets, and what does not was forgotten."""

import re
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db import models
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from driveout.core.loop import LOOP
from driveout.core.travel.municipalities import BY_CODE
from driveout.core.words import KEEPING
from driveout.jobs.translations import begin, catalogue, said_on_screen
from driveout.records.models import PlanRun, Stop, Why
from driveout.records.plan.questions import reasons
from tests.stored import NOW, store_plan

pytestmark = pytest.mark.django_db
LEFT, RIGHT = "⟦", "⟧"
SAID_IN = ("aria-label", "title", "alt", "placeholder", "data-label", "data-open", "data-close", "data-in", "data-out")
# Names of things, units and file formats, the same in every language.
SAME = {"Drive", "Out", "Dansk", "English", "Esc", "Enter", "xlsx", "zip", "MB", "kr", "Excel", "GeoJSON", "iCalendar"}
SAME |= {"CSV", "PDF", "g", "s", "p", "h", "o", "n", "u"}


@pytest.fixture
def made_up(settings, tmp_path):
    """A language “xx” of which every sentence is known, in brackets."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo

    holds = Catalog(locale="en", fuzzy=False)
    for message in said_on_screen():
        if message.id:
            one, many = message.id if isinstance(message.id, tuple) else (message.id, None)
            wrapped = [f"{LEFT}{said}{RIGHT}" for said in (one, many) if said]
            holds.add(message.id, wrapped if many else wrapped[0], context=message.context)
    folder = tmp_path / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, holds)
    settings.LOCALE_PATHS = [tmp_path]
    settings.LANGUAGES = [*settings.LANGUAGES, ("xx", "Xx")]
    yield
    translation.activate("da")


class Said(HTMLParser):
    """What a page says: its text and the words in its attributes, without parts that name a language of their own."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.silent: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if self.silent or tag in ("script", "style") or (told.get("lang") and tag != "html"):
            if tag not in ("input", "br", "img", "meta", "link", "path", "circle", "use", "rect"):
                self.silent.append(tag)
            return
        self.found += [told[name] for name in SAID_IN if told.get(name)]

    def handle_endtag(self, tag):
        if self.silent and tag == self.silent[-1]:
            self.silent.pop()

    def handle_data(self, data):
        if not self.silent:
            self.found.append(data)


def outside_brackets(html: str, known: set[str]) -> list[str]:
    """Words that no translation has been asked for, and that are nobody's name."""
    said = "\n".join(" ".join(part.split()) for part in Said(html).found)
    innermost = re.compile(f"{LEFT}[^{LEFT}{RIGHT}]*{RIGHT}")
    while innermost.search(said):
        said = innermost.sub(" ", said)
    for name in sorted(known, key=len, reverse=True):
        said = said.replace(name, " ")
    return [word for word in re.findall(r"[A-Za-zÆØÅæøå]{2,}", said) if word not in SAME]


def names_in_records() -> set[str]:
    """Everything that people wrote, and what core says in two languages."""
    found = {municipality.name for municipality in BY_CODE.values()} | {step.english for step in LOOP}
    for rule in KEEPING.values():
        found |= set(in_english([{"en": said.english} for said in (rule.what, rule.why, rule.since, rule.then)]))
    for model in apps.get_models():
        if not model.__module__.startswith(("driveout.", "django.contrib.auth")):
            continue
        columns = [f.name for f in model._meta.fields if isinstance(f, models.CharField | models.TextField)]
        for row in model._default_manager.values_list(*columns) if columns else ():
            found |= {value for value in row if isinstance(value, str) and len(value) > 1}
    for told in [*Why.objects.values_list("told", flat=True), *PlanRun.objects.values_list("clash", flat=True)]:
        found |= set(in_english(told))
    return found


def in_english(told):
    """Every English sentence in what was worked out, as it is and with a capital."""
    if isinstance(told, dict):
        for key, value in told.items():
            if key in ("english", "en") and isinstance(value, str):
                yield from (value, value[:1].upper() + value[1:])
            yield from in_english(value)
    elif isinstance(told, list):
        for value in told:
            yield from in_english(value)


def addresses(patterns, prefix=""):
    """Names and parameters of all office addresses."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace in (None, "office"):
                yield from addresses(pattern.url_patterns)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name, set(pattern.pattern.converters)


def stores(carla, season, plan) -> dict[str, object]:
    """A store with something in it that is soon too old, a count under way, and a trip to pack for."""
    from django.db.models.functions import Lower

    from driveout.records.drive.stock import counting, stocking
    from driveout.records.models import Trip
    from tests.stocked import dated, goods, shelves

    by, (room, _van), own = {"by": carla.user, "now": NOW}, shelves(carla), goods(carla)
    for at, day in enumerate((NOW.date(), None)):
        stocking.donate(store=room, good=own[0], quantity=9, best_before=day, key=str(at), **by)
    type(own[0]).objects.update(name=Lower("name"))  # names are said inside sentences, in small letters
    counting.start_count(store=room, **by)
    dated(carla, season, plan)
    return {"store_id": room.id, "good_id": own[0].id, "trip_id": Trip.objects.first().id, "act": "flyt"}


@pytest.fixture
def pages(season, people, plan) -> list[str]:
    """Every office page that can be asked for, with and without a stop, a filter, a clash and a comparison."""
    other = store_plan(people["carla"], season, sent_by="another")
    stop = Stop.objects.get(season=season, name="Mosede")
    reasons.ask_about(plan, stop, now=NOW)
    PlanRun.objects.create(
        season=season, asked_at=NOW, started_at=NOW, ended_at=NOW, state="impossible", limit_seconds=60,
        clash=[{"en": "Mosede is open on Monday.", "da": "Mosede har åbent mandag."}],
    )  # fmt: skip
    ids = {"season_id": season.id, "plan_id": plan.id, "stop_id": stop.id, "hub_id": season.hubs.first().id}
    ids |= {"before": plan.id, "after": other.id, **stores(people["carla"], season, plan)}
    found = []
    for name, needs in addresses(get_resolver().url_patterns):
        if needs <= ids.keys():
            try:
                found.append(reverse(f"office:{name}", kwargs={key: ids[key] for key in needs}))
            except NoReverseMatch:
                continue
    here = reverse("office:season", args=(season.id,))
    return [*found, f"{here}?vis=steder", f"{here}?hub=alle", f"{here}?sted={stop.id}&hjaelp=1"]


def test_no_office_page_has_words_outside_the_translations(made_up, signed_in, pages, season):
    carla = signed_in("carla")
    carla.get(pages[-1])  # asks the questions
    for why in Why.objects.all():
        reasons.answer.call(why_id=why.id)
    carla.cookies["django_language"] = "xx"
    seen, forgotten = [], {}
    known = names_in_records() | {season.drives_source}
    for page in pages:
        answer = carla.get(page)
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        said = answer.content.decode()
        if LEFT in said:
            seen.append(page)
            if words := outside_brackets(said, known):
                forgotten[page] = words
    assert len(seen) >= 12
    assert any("/help/words/" in page for page in seen) and any("sted=" in page for page in seen)
    assert forgotten == {}


def test_what_is_said_in_two_languages_is_english_in_a_third(made_up, signed_in, pages, season):
    carla = signed_in("carla")
    carla.cookies["django_language"] = "xx"
    said = carla.get(reverse("office:season", args=(season.id,))).content.decode()
    assert "Mosede is open on Monday." in said and "Mosede har åbent mandag." not in said


def test_the_walk_finds_a_word_that_was_forgotten():
    assert outside_brackets(f"<p>{LEFT}5 gæster i {LEFT}Karby{RIGHT}{RIGHT} Karby <b>glemt</b></p>", {"Karby"}) == [
        "glemt"
    ]
    assert outside_brackets('<button aria-label="Luk"></button>', set()) == ["Luk"]
    assert outside_brackets('<p lang="da">noter</p><p>5.000 kr.</p>', set()) == []


def test_a_new_language_begins_with_every_sentence_and_its_own_plurals(tmp_path):
    po = begin("sv", tmp_path)
    assert po == tmp_path / "sv" / "LC_MESSAGES" / "django.po"
    holds = catalogue(po)
    assert {m.id for m in holds if m.id} == {m.id for m in said_on_screen() if m.id}
    assert all(not any(m.string) if isinstance(m.string, tuple) else m.string == "" for m in holds if m.id)
    assert begin("pl", tmp_path).read_text().count("msgstr[2]") > 5  # three kinds of plural
    po.write_text(po.read_text() + "\n# ours\n")
    assert begin("sv", tmp_path).read_text().endswith("# ours\n")
    for wrong in ("", "klingonsk", "../en"):
        with pytest.raises(ValueError):
            begin(wrong, tmp_path)
