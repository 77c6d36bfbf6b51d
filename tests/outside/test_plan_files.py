"""A plan handed on: each form holds the week, and none that leaves the house holds anybody's name."""

import csv
import io
import json
import re
import struct
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import openpyxl
import pytest

from driveout.core.plan.check import check
from driveout.core.simulate.small_town import small_town
from driveout.core.travel import ERROR
from driveout.core.words import Answer, Weekday
from driveout.core.words.fields import said_to_guests
from driveout.outside.faults import Faults
from driveout.outside.plan_files.calendar import OnADate, as_calendar, beside
from driveout.outside.plan_files.map import as_geojson
from driveout.outside.plan_files.printing import closed_sentence, print_cards, print_run_sheets, until
from driveout.outside.plan_files.tables import as_csv
from driveout.outside.plan_files.week import hours, near, of_stop, steps
from driveout.outside.plan_files.woff import as_truetype
from driveout.outside.plan_files.writing import write_plan
from tests.core.good_plan import good_plan, with_opening, with_tour

CHANGED = datetime(2020, 3, 1, 12, tzinfo=UTC)
PEOPLE = ("Alma", "Anders", "Bo", "Birthe", "Bent", "Bodil")


@pytest.fixture
def town():
    plain = small_town()
    terms = replace(plain.terms, holidays="DK")
    return replace(plain, first_day=date(2020, 3, 30), weeks=13, terms=terms, closed_dates=(date(2020, 4, 15),))


def events(town, plan=None):
    calendar: Any = icalendar.Calendar.from_ical(as_calendar(town, plan or good_plan(), changed=CHANGED))
    return {(e["summary"], e["dtstart"].dt.weekday()): e for e in calendar.walk("VEVENT")}


def test_the_calendar_repeats_each_week_and_leaves_out_holidays(town):
    found = events(town)
    assert len(found) == 5
    monday = found["Café på hjul i Mosede", 0]
    assert monday["dtstart"].dt.isoformat() == "2020-03-30T10:00:00+02:00"
    assert monday["dtend"].dt - monday["dtstart"].dt == timedelta(minutes=90)
    assert monday["rrule"]["FREQ"] == ["WEEKLY"] and monday["rrule"]["UNTIL"][0].date() == date(2020, 6, 22)
    assert [d.dt.date() for d in monday["exdate"].dts] == [date(2020, 4, 13), date(2020, 6, 1)]  # Easter, Whit Monday
    assert [d.dt.date() for d in found["Café på hjul i Mosede", 2]["exdate"].dts] == [date(2020, 4, 15)]


def test_the_calendar_has_a_time_zone_and_stays_itself(town):
    text = as_calendar(town, good_plan(), changed=CHANGED).decode()
    assert "BEGIN:VTIMEZONE" in text and "TZID:Europe/Copenhagen" in text
    assert text == as_calendar(town, good_plan(), changed=CHANGED).decode()
    later = events(town, with_opening(good_plan(), 0, starts=615))
    assert {e["uid"] for e in later.values()} == {e["uid"] for e in events(town).values()}
    assert not any("@" in str(e["uid"]) for e in later.values())


def test_a_cancelled_date_stays_in_the_calendar_and_the_last_word_has_the_highest_number(town):
    def told(minutes, **what):
        at = CHANGED + timedelta(days=1, minutes=minutes)
        one = {"starts": 600, "cancelled": False, "why": "Bilen kan ikke køre.", **what}
        on = [OnADate("Mosede", date(2020, 4, 6), 600, minutes=90, told_at=at, **one)]
        text = as_calendar(town, good_plan(), changed=CHANGED, on_dates=on)
        (event,) = [e for e in icalendar.Calendar.from_ical(text).walk("VEVENT") if "recurrence-id" in e]
        return event

    off, later = told(0, cancelled=True), told(5, starts=630)
    assert off["status"] == "CANCELLED" and off["recurrence-id"].dt.isoformat() == "2020-04-06T10:00:00+02:00"
    assert off["description"] == "Bilen kan ikke køre." and off["dtstamp"].dt == CHANGED + timedelta(days=1)
    assert off["uid"] == events(town)["Café på hjul i Mosede", 0]["uid"] == later["uid"]
    assert later["status"] == "CONFIRMED" and later["dtstart"].dt.isoformat() == "2020-04-06T10:30:00+02:00"
    assert 0 < off["sequence"] < later["sequence"]


def test_a_calendar_that_takes_anothers_place_goes_on_where_that_one_was(town, tmp_path):
    """The same again has the same numbers; what is changed has a higher one, also when the clock was put back."""
    path = tmp_path / "plan.ics"

    def written(plan, now):
        path.write_bytes(as_calendar(town, plan, changed=now, remembered=beside(path, now)))
        found: list[Any] = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        return {str(event["uid"]): (event["sequence"], event["last-modified"].dt) for event in found}

    first = written(good_plan(), CHANGED)
    assert written(good_plan(), CHANGED + timedelta(days=1)) == first
    moved = written(with_opening(good_plan(), 0, starts=615), CHANGED - timedelta(days=1))
    (uid,) = [uid for uid in first if first[uid] != moved[uid]]
    assert all(was < now for was, now in zip(first[uid], moved[uid], strict=True))
    path.write_text("no calendar")
    assert written(good_plan(), CHANGED) == first


def test_a_calendar_needs_dates():
    with pytest.raises(Faults, match="first_day"):
        as_calendar(small_town(), good_plan(), changed=CHANGED)


def test_what_anyone_may_have_names_nobody(town):
    plan = good_plan()
    out = [as_calendar(town, plan, changed=CHANGED).decode(), as_csv(town, plan), json.dumps(as_geojson(town, plan))]
    assert [name for text in out for name in PEOPLE if name in text] == []


def test_the_map_has_hubs_stops_and_tours(town):
    features = as_geojson(town, good_plan())["features"]
    kinds = [f["properties"]["kind"] for f in features]
    assert (kinds.count("hub"), kinds.count("stop"), kinds.count("tour")) == (1, 6, 3)
    tour = next(f for f in features if f["properties"]["kind"] == "tour")
    assert tour["geometry"]["coordinates"][0] == tour["geometry"]["coordinates"][-1] == [8.31, 56.55]
    assert len(tour["geometry"]["coordinates"]) == 4


def test_csv_has_a_row_for_each_opening(town):
    rows = list(csv.DictReader(io.StringIO(as_csv(town, good_plan()))))
    assert [(r["stop"], r["weekday"], r["starts"], r["ends"]) for r in rows][:2] == [
        ("Mosede", "monday", "10:00", "11:30"), ("Lyngdal", "monday", "12:10", "13:40"),
    ]  # fmt: skip
    assert rows[0]["municipality"] == "Lemvig"


def test_the_workbook_has_week_tours_people_stops_and_proof(town, tmp_path):
    plan, town = good_plan(), replace(town, drives_source=ERROR.english)
    write_plan(town, plan, check(town, plan), tmp_path / "plan.xlsx", lang="da")
    book = openpyxl.load_workbook(tmp_path / "plan.xlsx")
    assert book.sheetnames == ["tidsplan", "ture", "frivillige", "steder", "bevis"]
    assert [cell.value for cell in book["tidsplan"][1]] == [
        "hub", "sted", "mandag", "tirsdag", "onsdag", "gæster om ugen",
    ]  # fmt: skip
    assert [c.value for c in book["tidsplan"][3]] == ["Havnby", "Mosede", "10–11.30", None, "10–11.30", 12.6]
    assert [row[1].value for row in book["bevis"].rows if row[0].value == "hvor køretiden kommer fra"] == [ERROR.danish]
    assert book["ture"].max_row == 4 and book["steder"].max_row == 7


def test_text_that_looks_like_a_formula_stays_text(town, tmp_path):
    plan = with_tour(with_opening(good_plan(), 2, tour="=1+1"), 1, name="=1+1", key="=1+1")
    write_plan(town, plan, check(town, plan), tmp_path / "plan.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "plan.xlsx")["ture"].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=1+1"] == ["s"]


def test_cards_and_run_sheets_are_pdf_pages(town, tmp_path):
    cards: Any = print_cards(town, good_plan(), phone="12 34 56 78", link="https://example.org")
    assert cards.startswith(b"%PDF")
    assert len(print_cards(town, good_plan(), form="png")) == 3
    assert len(print_run_sheets(town, good_plan(), form="png")) == 3
    write_plan(town, good_plan(), check(town, good_plan()), tmp_path / "days.pdf", kind="runsheets")
    assert (tmp_path / "days.pdf").read_bytes().startswith(b"%PDF")


def test_a_card_says_what_is_known_of_the_place_and_nothing_where_nobody_has_looked(town):
    def card(**known):
        stops = (replace(town.stops[0], **known), *town.stops[1:])
        pages = print_cards(replace(town, stops=stops), good_plan(), form="png")
        assert len(pages) == 3, "a card is one page, whatever is known"
        return pages[0]

    yes, no = Answer.YES, Answer.NO
    one = ({}, *({name: said} for name in ("step_free", "dogs_welcome") for said in (yes, no)))
    both = [{"step_free": said, "dogs_welcome": said} for said in (yes, no)]
    assert len({card(**known) for known in (*one, *both)}) == 7
    assert card() == card(step_free=Answer.UNKNOWN, dogs_welcome=Answer.UNKNOWN)
    known = said_to_guests(replace(town.stops[0], step_free=yes, dogs_welcome=no))
    assert [(said["icon"], danish) for said, (danish, _english) in known] == [
        ("accessibility", "Ingen trin ved døren"),
        ("dog", "Hunde kan ikke komme med ind"),
    ]


def test_paper_and_screen_share_a_typeface(town):
    sheets: Any = print_run_sheets(town, good_plan())
    assert {face.decode() for face in re.findall(rb"/FontName/[A-Z]{6}\+(\S+?)[/\s]", sheets)} == {
        "AtkinsonHyperlegibleNext-Regular", "AtkinsonHyperlegibleNext-Bold", "AtkinsonHyperlegibleNext-ExtraBold",
    }  # fmt: skip
    cards = print_cards(town, good_plan(), phone="12 34 56 78", link="https://example.org")
    assert b"+AtkinsonHyperlegibleNext-SemiBold" in cards and b"DejaVu" not in cards and b"Libertinus" not in cards


def test_hours_read_as_people_say_them(town):
    assert hours(of_stop(good_plan(), "Mosede")) == ["Hver mandag og onsdag kl. 10–11.30"]
    moved = with_opening(good_plan(), 3, starts=615)
    assert hours(of_stop(moved, "Mosede")) == ["Hver mandag kl. 10–11.30", "Hver onsdag kl. 10.15–11.45"]
    assert near(town, good_plan(), town.stops[0]) == ["Lyngdal", "Vestermark"]
    assert until(town) == "Gælder fra 30. marts til 28. juni 2020."
    assert closed_sentence(town, {Weekday.MONDAY, Weekday.WEDNESDAY}) == "Lukket 13. april, 15. april og 1. juni."


def test_a_tour_is_told_step_by_step_with_its_break(town):
    plan = with_opening(with_tour(good_plan(), 0, returns=895, break_starts=725), 1, starts=760)
    told = [(s.what, s.starts, s.ends) for s in steps(town, plan, plan.tours[0])]
    assert told == [
        ("load", 560, 575), ("drive", 575, 585), ("setup", 585, 600), ("open", 600, 690), ("pack", 690, 705),
        ("drive", 705, 715), ("break", 715, 745), ("setup", 745, 760), ("open", 760, 850), ("pack", 850, 865),
        ("drive", 865, 880), ("unload", 880, 895),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        (705, [("break", 705, 735), ("drive", 735, 745)]),  # packed, and before the road
        (710, [("drive", 705, 710), ("break", 710, 740), ("drive", 740, 745)]),  # on the road
        (715, [("drive", 705, 715), ("break", 715, 745)]),  # arrived
        (690, [("break", 705, 735), ("drive", 735, 745)]),  # planned for closing time: when all is packed
    ],
)
def test_a_break_stands_on_the_run_sheet_at_its_own_minute(town, rest, told):
    plan = with_opening(with_tour(good_plan(), 0, returns=895, break_starts=rest), 1, starts=760)
    steps_between = [s for s in steps(town, plan, plan.tours[0]) if 705 <= s.starts < 745]
    assert [(s.what, s.starts, s.ends) for s in steps_between] == told
    assert [s.km for s in steps_between if s.km is not None] == [10.0]


def test_a_break_on_the_way_out_and_on_the_way_home_stands_there_too(town):
    out = with_tour(good_plan(), 0, leaves=530, break_starts=545)
    assert [(s.what, s.starts, s.ends) for s in steps(town, out, out.tours[0])][:4] == [
        ("load", 530, 545), ("break", 545, 575), ("drive", 575, 585), ("setup", 585, 600),
    ]  # fmt: skip
    home = with_tour(good_plan(), 0, returns=895, break_starts=850)
    assert [(s.what, s.starts, s.ends) for s in steps(town, home, home.tours[0])][-3:] == [
        ("drive", 835, 850), ("break", 850, 880), ("unload", 880, 895),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "rest", "told"),
    [
        ((735, None), 705, [("break", 705, 735), ("drive", 735, 745)]),
        ((720, 725), 730, [("drive", 720, 730), ("break", 730, 760)]),
        ((720, 725), None, [("drive", 720, 730)]),
    ],
)
def test_a_ferry_is_waited_for_on_the_run_sheet(town, hours, rest, told):
    old = town.drives["Mosede", "Lyngdal"]
    drives = {**town.drives, ("Mosede", "Lyngdal"): replace(old, leave_from=hours[0], leave_by=hours[1])}
    season = replace(town, drives=drives)
    plan = with_opening(with_tour(good_plan(), 0, returns=910, break_starts=rest), 1, starts=775)
    between = [s for s in steps(season, plan, plan.tours[0]) if 705 <= s.starts < 760]
    assert [(s.what, s.starts, s.ends) for s in between] == told


def test_an_ending_nobody_knows_is_told(town, tmp_path):
    with pytest.raises(Faults, match=r"There is no way to write \.doc"):
        write_plan(town, good_plan(), check(town, good_plan()), tmp_path / "plan.doc")


def test_a_web_typeface_is_unpacked_for_paper():
    first, second = b"a" * 100, b"xyz"
    packed = zlib.compress(first)
    head = struct.pack(">4sIIHHIHHIIIII", b"wOFF", 0x00010000, 0, 2, 0, 0, 1, 0, 0, 0, 0, 0, 0)
    at = len(head) + 40
    entries = struct.pack(">4sIIII", b"glyf", at, len(packed), 100, 7)
    entries += struct.pack(">4sIIII", b"cmap", at + len(packed), 3, 3, 9)
    font = as_truetype(head + entries + packed + second)
    assert font[:6] == b"\x00\x01\x00\x00\x00\x02"
    tag, checksum, offset, length = struct.unpack_from(">4sIII", font, 12)
    assert (tag, checksum, font[offset : offset + length]) == (b"cmap", 9, b"xyz")
    tag, checksum, offset, length = struct.unpack_from(">4sIII", font, 28)
    assert (tag, checksum, font[offset : offset + length]) == (b"glyf", 7, first)
    with pytest.raises(ValueError, match="not a WOFF"):
        as_truetype(b"wOF2" + bytes(60))
