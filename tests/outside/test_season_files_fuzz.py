"""Whatever lies in the files, the answer is a season or faults; nothing else ever comes out."""

import random
import tempfile
from contextlib import suppress
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from driveout.outside.season_files import Faults, read_season
from tests.faulty_seasons.seasons import GOOD, folder, workbook
from tests.pace import examples

SLOW = settings(max_examples=examples(60), deadline=None, suppress_health_check=list(HealthCheck))
FILES = st.sampled_from((*GOOD, "wishes.csv", "earlier.csv", "reach.csv", "minutes.csv"))
CELLS = st.sampled_from((
    "", "0", "-1", "nan", "inf", "1e999", "9" * 400, "10-16", "24:00-24:01", "0-24", "99:99", "mon", "søn", "Karby",
    "Nykøbing Mors", "Vils", "56,7", "1.000", "²", "٣", "=1+1", "pin", "forbid", "\x00", '"', "a;b", "10:00", "60 90",
))  # fmt: skip


def try_to_read(path: Path) -> None:
    with suppress(Faults):
        read_season(path)


@SLOW
@given(file=FILES, data=st.binary(max_size=300))
@example(file="stops.csv", data=b'"')
@example(file="season.toml", data=b"name = 1e9999\n[terms]\nweeks = [[[1]]]")
def test_any_bytes(file, data):
    with tempfile.TemporaryDirectory() as place:
        path = folder(Path(place))
        (path / file).write_bytes(data)
        try_to_read(path)


@SLOW
@given(file=st.sampled_from([name for name in GOOD if name.endswith(".csv")]), data=st.data())
def test_any_cells_in_a_table(file, data):
    lines = [line.split(",") for line in GOOD[file].splitlines()]
    for _ in range(data.draw(st.integers(1, 4))):
        line = data.draw(st.sampled_from(lines))
        line[data.draw(st.integers(0, len(line) - 1))] = data.draw(CELLS)
    with tempfile.TemporaryDirectory() as place:
        path = folder(Path(place))
        (path / file).write_text("\n".join(map(",".join, lines)), encoding="utf-8")
        try_to_read(path)


@SLOW
@given(value=CELLS | st.integers() | st.floats() | st.booleans() | st.datetimes() | st.times())
def test_any_key(value):
    text = f"'''{value}'''" if isinstance(value, str) else str(value).lower()
    with tempfile.TemporaryDirectory() as place:
        path = folder(Path(place))
        for key in (
            "weeks",
            "first_day",
            "closed_dates",
            "budget_kr_a_week",
            "fairness",
            "holidays",
            "leg_step_minutes",
        ):
            (path / "season.toml").write_text(f'name = "x"\n{key} = {text}\n', encoding="utf-8")
            try_to_read(path)


def test_a_workbook_with_any_bytes_changed(tmp_path):
    good = workbook(tmp_path / "book").read_bytes()
    dice = random.Random(7)
    for _ in range(60):
        data = bytearray(good)
        for _ in range(dice.randint(1, 40)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        (tmp_path / "bad.xlsx").write_bytes(bytes(data[: dice.choice((len(data), dice.randrange(len(data))))]))
        try_to_read(tmp_path / "bad.xlsx")
