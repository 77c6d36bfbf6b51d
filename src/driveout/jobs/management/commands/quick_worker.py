"""`manage.py quick_worker`: answers that a page waits for. `driveout serve` starts one by itself.

The library's worker, with the planner in memory before the first question comes: that takes a second, and somebody
would be waiting for it.
"""

import gc
from typing import Any

from driveout.jobs.management.commands import db_worker


class Command(db_worker.Command):
    help = "Answer the questions of pages until it is stopped."

    def handle(self, **options: Any) -> None:
        import driveout.core.plan.reasons  # noqa: F401
        from driveout.core.solve.warm import warm

        warm()
        gc.collect()
        gc.freeze()  # what stays anyway is not looked through again in the middle of an answer (tens of ms each time)
        super().handle(**options)
