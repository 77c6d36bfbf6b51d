"""A state machine that begins with one season and leaves nothing: each run is a transaction that is taken back."""

from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine

from tests.stored import cast, store_plan, store_season


class OneSeason(RuleBasedStateMachine):
    """`carla`, her `season` and its `plan`. What a machine asks at its end stands in `ends`."""

    def __init__(self):
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.carla = cast()["carla"]
        self.season = store_season(self.carla)
        self.plan = store_plan(self.carla, self.season)

    def ends(self):
        pass

    def teardown(self):
        try:
            self.ends()
        finally:
            transaction.set_rollback(True)
            self.block.__exit__(None, None, None)
