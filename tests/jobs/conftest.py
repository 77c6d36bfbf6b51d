"""The small town as a folder, and the hand-made plan of it as a file."""

import json

import pytest

from driveout.core.plan.check import check
from driveout.core.simulate.small_town import small_town
from driveout.outside.plan_files import plan_as_dict
from driveout.outside.season_files import write_season
from tests.core.good_plan import good_plan


@pytest.fixture
def town(tmp_path):
    write_season(small_town(), tmp_path / "town")
    return tmp_path / "town"


@pytest.fixture
def plan_file(tmp_path):
    path = tmp_path / "plan.json"
    path.write_text(json.dumps(plan_as_dict(small_town(), good_plan(), check(small_town(), good_plan()))))
    return path
