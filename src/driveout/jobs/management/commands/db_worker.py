"""`manage.py db_worker`: the library's worker, which goes on where it would end.

SQLite has one writer at a time. While somebody writes for longer than anybody waits, the library's worker ends with a
fault (django-tasks-db 0.13.0: it catches a locked database when it takes a task, not when it begins to look for one).
"""

from typing import Any

from django.core.management.base import CommandError
from django.db import InterfaceError, OperationalError
from django_tasks_db.management.commands import db_worker
from django_tasks_db.utils import is_locked_database_exception


class PatientWorker(db_worker.Worker):
    """Looks again when the writer is done."""

    def run(self) -> None:
        while self.running:
            try:
                return super().run()
            except OperationalError as error:
                if not is_locked_database_exception(error):
                    raise
        return None


class Command(db_worker.Command):
    help = "Do what stands in a line until it is stopped."

    def handle(self, **options: Any) -> None:
        """A database that goes away ends it with one line; whoever started it starts it again."""
        db_worker.Worker = PatientWorker  # type: ignore[misc]  # the library names its worker by this word alone
        try:
            super().handle(**options)
        except (OperationalError, InterfaceError) as error:
            raise CommandError(f"The database does not answer: {str(error).strip().partition(chr(10))[0]}") from None
