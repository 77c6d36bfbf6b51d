"""What cafés told: all of it for those who work with them, and sums that give nobody away for a reader."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from driveout.core.simulate.small_town import HUB
from driveout.office.meet.told.numbers import ALL, COUNTED, EVER
from driveout.office.meet.told.safe import Safe
from driveout.records.meet.actions import end_of, take_events
from driveout.records.meet.told import cafes_that_told
from driveout.records.models import Occurrence, Phone, Tally, Trip
from driveout.records.team.models import Role
from tests.places import at as place_at
from tests.places import hub_at
from tests.stored import NOW

TODAY = timezone.localdate()
THIS_MONTH = TODAY.replace(day=1)
MONTHS = [(THIS_MONTH - timedelta(days=back)).replace(day=9) for back in (1, 35, 65)]  # the newest first
STOPS = (("Mosede", HUB), ("Lyngdal", HUB), ("Tved", HUB), ("Balle", "Nordby"), ("Hals", "Nordby"))


def cafe_on(season, day, place="Mosede", hub=HUB, **tally):
    """A café that told."""
    base = hub_at(season, hub)
    on = {"season": season, "date": day, "base": base, "hub": hub}
    times = {"leaves": 540, "returns": 900, "driving_minutes": 40, "km": 40.0}
    trip = Trip.objects.create(name=f"Tur til {place}", van="Vogn 1", driver="Alma", **on, **times)
    spot = {"place": place, "where": place_at(season, place), "lat": 56.5, "lon": 8.3, "seats": 7, "guests": 88.0}
    cafe = Occurrence.objects.create(trip=trip, starts=600, promised=600, minutes=90, **on, **spot)
    if tally:
        opened = datetime.combine(day, datetime.min.time(), UTC) + timedelta(hours=9)
        Tally.objects.create(occurrence=cafe, opened_at=opened, changed_at=NOW, events=1, **tally)
    return cafe


@pytest.fixture
def told(season):
    """Three months that are over, and a café of this month, at five places of two hubs."""
    for at, month in enumerate(MONTHS):
        for n, (place, hub) in enumerate(STOPS):
            counts = {"first": (n + at) % 4, "before": 9 + 3 * n + at, "child": (2 * n + at) % 7, "early": n + at,
                      "turned_away": (n * at) % 3, "next_steps": (n + at) % 2, "given": {"meal": 8 + n}}  # fmt: skip
            cafe_on(season, month, place, hub, **counts)
    cafe_on(season, TODAY, before=3, child=1, next_steps=1)
    return season


@pytest.fixture
def reader(people, signed_in):
    people["eva"].role, people["eva"].organisation = Role.READER, people["carla"].organisation
    people["eva"].save()
    return signed_in("eva")


def page_of(browser, season, **query):
    answer = browser.get(reverse("office:told", args=(season.pk,)), query)
    assert answer.status_code == 200
    return answer


def table(answer):
    """Name of the row → heading → what stands there."""
    html = answer.content.decode()
    found = {}
    for row in re.findall(r'<tr role="row" class="level.*?</tr>', html, re.S):
        cells = re.findall(r'data-label="([^"]*)"[^>]*>(.*?)</t[hd]>', row, re.S)
        read = {unescape(label): unescape(re.sub(r"<[^>]+>|\s+", " ", cell)).strip() for label, cell in cells}
        found[read.pop("Sted")] = read
    return found


def plain(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main", 1)[-1])))


@pytest.fixture
def written(season, people):
    """Alma's café today, with everything that a phone can write, closed 25 minutes early."""
    people["alma"].base = hub_at(people["alma"], HUB)
    people["alma"].save()
    cafe = cafe_on(season, TODAY - timedelta(days=1))
    phone = Phone.objects.create(
        id=uuid4(), member=people["alma"], name="T", public_key="x", made_at=NOW, signed_in_at=NOW
    )
    closed = end_of(cafe) - timedelta(minutes=25)
    wrote = [
        ("open", {}), ("count", {"what": "first", "n": 2}), ("count", {"what": "stayed", "n": 5}),
        ("count", {"what": "early", "n": 3}), ("shadow", {"what": "=Kørte en gæst hjem", "minutes": 20}),
        ("shadow", {"what": "Ringede til kommunen", "minutes": 15}),
        ("mishap", {"what": "cold", "text": "Ovnen er i stykker"}),
        ("set", {"field": "weather", "value": "rain", "was": []}), ("set", {"field": "seats", "value": 8, "was": []}),
        ("set", {"field": "note", "value": "Nøglen hænger hos naboen", "was": []}), ("close", {"seen": {}}),
    ]  # fmt: skip
    items = [
        {"v": 1, "id": str(uuid4()), "seq": at, "at": closed.isoformat(), "kind": kind, "occurrence": cafe.pk,
         "body": body}
        for at, (kind, body) in enumerate(wrote, 1)
    ]  # fmt: skip
    assert {fate.status for fate in take_events(items=items, phone=phone, now=timezone.now())} == {201}
    return cafe


def test_everything_the_crew_wrote_is_seen_afterwards(signed_in, season, written):
    said = plain(page_of(signed_in("carla"), season))
    for text in ("Blev til slut: 5", "Før åbning: 3", "35 min.: =Kørte en gæst hjem (20 min.)", "regn", "8",
                 "Der var koldt: Ovnen er i stykker", "Nøglen hænger hos naboen", "25 min. før tid"):  # fmt: skip
        assert text in said, text


def test_on_an_english_page_what_the_crew_wrote_is_danish(signed_in, season, written):
    carla = signed_in("carla")
    carla.cookies["django_language"] = "en"
    html = page_of(carla, season).content.decode()
    for text in ("=Kørte en gæst hjem", "Ringede til kommunen", "Ovnen er i stykker", "Nøglen hænger hos naboen"):
        assert f'<span lang="da">{text}</span>' in html
    assert '<span lang="da">8' not in html and "It was cold: <span" in html


def test_the_file_has_a_row_a_cafe_with_all_of_it_and_no_formula(signed_in, season, written):
    carla, args = signed_in("carla"), (season.pk,)
    text = carla.get(reverse("office:told_csv", args=args)).content.decode("utf-8-sig")
    head, row = csv.reader(io.StringIO(text), delimiter=";")
    read = dict(zip(head, row, strict=True))
    assert (read["Gæster"], read["Blev til slut"], read["Minutter før tid"], read["Vejr"]) == ("2", "5", "25", "regn")
    assert read["Andet arbejde, minutter"] == "35" and read["Besked til de næste"] == "Nøglen hænger hos naboen"
    book = openpyxl.load_workbook(io.BytesIO(carla.get(reverse("office:told_excel", args=args)).content))
    rows: list[Any] = list(book.worksheets[0].iter_rows())
    assert [cell.value for cell in rows[0]] == head and rows[1][head.index("Gæster")].value == 2
    assert rows[1][0].value.date() == written.date and all(cell.data_type != "f" for cell in rows[1])


def test_it_is_chosen_by_period_hub_and_stop(signed_in, told):
    carla = signed_in("carla")
    newest = table(page_of(carla, told))
    assert set(newest) == {HUB, "Mosede"} or {HUB, "Mosede"} <= set(newest)
    ever = table(page_of(carla, told, periode=EVER, sted="alle"))
    assert set(ever) == {"Alle hubs", "Nordby", HUB, *(place for place, _hub in STOPS)}
    cafes = cafes_that_told(told.pk)
    assert ever["Alle hubs"]["Gæster"] == str(sum(cafe.tally.guests for cafe in cafes))
    nordby = hub_at(told, "Nordby")
    month = f"{MONTHS[1]:%Y-%m}"
    here = table(page_of(carla, told, periode=month, sted=f"{nordby.pk}"))
    assert set(here) == {"Nordby", "Balle", "Hals"}
    wanted = [cafe for cafe in cafes if cafe.base_id == nordby.pk and cafe.date == MONTHS[1]]
    assert here["Nordby"]["Gæster"] == str(sum(cafe.tally.guests for cafe in wanted))
    stop = wanted[0]
    one = table(page_of(carla, told, periode=month, sted=f"{nordby.pk}-{stop.where_id}"))
    assert set(one) == {stop.place}


def test_a_hub_leader_begins_at_the_own_hub_and_may_look_at_all(signed_in, told, people):
    people["dan"].base = hub_at(told, "Nordby")
    people["dan"].save()
    assert set(table(page_of(signed_in("dan"), told, periode=EVER))) == {"Nordby", "Balle", "Hals"}
    assert "Alle hubs" in table(page_of(signed_in("dan"), told, periode=EVER, sted="alle"))


def test_a_reader_sees_no_small_count_in_any_view_and_the_rest_is_true(reader, told):
    safe = Safe(cafes_that_told(told.pk), TODAY)
    words = {str(word): key for key, word in COUNTED.items()}
    rows = {name: row for row, name in safe.names.items()} | {"Alle hubs": ALL}
    seen = hid = 0
    for month in (EVER, *safe.months):
        for sted in ("alle", *(str(hub_at(told, hub).pk) for hub in (HUB, "Nordby"))):
            for name, cells in table(page_of(reader, told, periode=month, sted=sted)).items():
                for word, key in words.items():
                    n = safe.counts[rows[name], key, month]
                    hid += cells[word] == "skjult"
                    seen += cells[word] == str(n)
                    assert cells[word] in ("skjult", str(n)) and (not 0 < n < 5 or cells[word] == "skjult")
    assert hid and seen > hid


def test_a_readers_file_says_what_the_page_says(reader, told):
    text = reader.get(reverse("office:told_csv", args=(told.pk,)), {"periode": EVER, "sted": "alle"}).content.decode()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    page = table(page_of(reader, told, periode=EVER, sted="alle"))
    whole = next(row for row in rows if row[:3] == ["alle måneder", "alle", "alle"])
    assert whole[3:] == list(page["Alle hubs"].values())
    small = [cell for row in rows[1:] for cell in row[4:] if cell.isdecimal() and 0 < int(cell) < 5]
    assert not small and any("skjult" in row for row in rows)


def test_a_reader_sees_no_cafe_no_day_and_no_month_that_is_not_over(reader, told, written):
    page = page_of(reader, told, periode=EVER, sted="alle")
    assert "Café for café" not in plain(page) and "Ovnen" not in plain(page) and "naboen" not in plain(page)
    assert f"{THIS_MONTH:%Y-%m}" not in page.content.decode()
    here = {"office:days": (told.pk,), "office:cafes": (told.pk,), "office:day": (told.pk, TODAY),
            "office:place": (place_at(told, "Mosede").pk,)}  # fmt: skip
    for address, args in here.items():
        for query in ({}, {"dag": MONTHS[0].isoformat(), "hub": "alle"}, {"dag": TODAY.isoformat(), "hub": "alle"}):
            said = plain(reader.get(reverse(address, args=args), query))
            said = said.replace("88 gæster", "")  # what the plan expects
            assert not re.search(r"\d+ (gæst|barn|børn|næste skridt|egne ord|før tid|første gang|måltid)", said), said
            assert not re.search(r"\d+ talt; ventet|gik, fordi|Der var koldt|Ovnen", said), said


def test_who_works_there_sees_it_on_the_days_as_before(signed_in, told):
    said = plain(signed_in("alma").get(reverse("office:day", args=(told.pk, TODAY)), {"hub": "alle"}))
    assert "4 gæster" in said and "1 barn" in said and "1 næste skridt" in said


def test_before_anything_is_told_the_page_says_when_it_comes(signed_in, reader, season):
    assert "Ingen café har fortalt noget endnu" in plain(page_of(signed_in("carla"), season))
    cafe_on(season, TODAY, before=9)
    assert "Ingen måned er gået endnu" in plain(page_of(reader, season))


def test_what_is_asked_for_and_is_not_there_is_as_if_nothing_was_asked(signed_in, told):
    for query in ({"periode": "2026-99"}, {"periode": "x", "sted": "9999999999999999999999-x"}, {"sted": "-"},
                  {"fra": "999999999999"}, {"fra": "-1"}):  # fmt: skip
        assert "Det fortalte caféerne" in plain(page_of(signed_in("carla"), told, **query))


def test_another_organisation_finds_nothing(signed_in, told):
    for address in ("office:told", "office:told_csv", "office:told_excel"):
        assert signed_in("finn").get(reverse(address, args=(told.pk,))).status_code == 404


def test_any_number_of_cafes_takes_the_same_queries(signed_in, told, django_assert_max_num_queries):
    carla = signed_in("carla")
    page_of(carla, told)
    with django_assert_max_num_queries(14):
        page_of(carla, told, periode=EVER, sted="alle")


@pytest.mark.parametrize(("first", "last", "cafes"), [(0, 0, 5), (-1, 1, 5), (1, 1, 0), (None, 0, 15), (0, None, 6)])
def test_days_of_ones_own_choice_are_shown_and_in_the_file(signed_in, told, first, last, cafes):
    day = MONTHS[0]
    typed = {
        name: (day + timedelta(days=by)).isoformat()
        for name, by in (("dag_fra", first), ("dag_til", last)) if by is not None
    }  # fmt: skip
    if last is None and day > TODAY:
        cafes -= 1
    carla = signed_in("carla")
    rows = list(csv.reader(io.StringIO(
        carla.get(reverse("office:told_csv", args=(told.pk,)), {**typed, "sted": "alle"}).content.decode("utf-8-sig")
    ), delimiter=";"))  # fmt: skip
    assert len(rows) - 1 == cafes
    page = page_of(carla, told, **typed, sted="alle")
    assert page.content.decode().count('<li class="panel">') == cafes
    for name, value in typed.items():
        assert re.search(rf'name="{name}"\s+type="date"\s+value="{value}"', page.content.decode())
    if cafes:
        assert f"&amp;{'&amp;'.join(f'{name}={value}' for name, value in typed.items())}" in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"dag_fra": "2026-13-45"}, "«2026-13-45» er ingen dato."),
        ({"dag_fra": "i går", "dag_til": "x"}, "«i går» · «x» er ingen dato."),
        ({"dag_fra": "2026-03-09", "dag_til": "2026-03-08"}, "Til-dagen ligger før fra-dagen."),
    ],
)
def test_days_that_cannot_be_are_told_in_a_sentence_and_stay_typed(signed_in, told, typed, says):
    answer = page_of(signed_in("carla"), told, **typed)
    assert says in plain(answer)
    assert all(f'value="{value}"' in answer.content.decode() for value in typed.values())


def test_a_reader_may_choose_whole_months_alone_and_reads_why(reader, told):
    day = MONTHS[1]
    typed = {"periode": f"{day:%Y-%m}", "sted": "alle"}
    whole = table(page_of(reader, told, **typed))
    for name in ("dag_fra", "dag_til"):
        answer = page_of(reader, told, **typed, **{name: day.isoformat()})
        assert table(answer) == whole and 'name="dag_' not in answer.content.decode()
        assert "Her kan kun hele måneder vælges" in plain(answer)
        files = [
            reader.get(reverse("office:told_csv", args=(told.pk,)), {**typed, **more}).content
            for more in ({}, {name: day.isoformat()})
        ]
        assert files[0] == files[1]


def test_another_hub_keeps_the_days_and_a_month_takes_their_place(signed_in, told):
    day, carla = MONTHS[0], signed_in("carla")
    typed = {"dag_fra": day.isoformat(), "dag_til": day.isoformat()}
    html = page_of(carla, told, **typed, sted="alle").content.decode()
    assert all(f'type="hidden" name="{name}" value="{value}"' in html for name, value in typed.items())
    assert page_of(carla, told, **typed, periode="", sted="alle").content.decode().count('<li class="panel">') == 5
    html = page_of(carla, told, **typed, periode=EVER, sted="alle").content.decode()
    assert html.count('<li class="panel">') == 16 and 'type="hidden" name="dag_fra"' not in html
