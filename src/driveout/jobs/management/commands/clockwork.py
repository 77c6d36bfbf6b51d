"""`manage.py clockwork`: send messages and reminders until it is stopped. `driveout serve` starts one by itself."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from driveout.jobs.clockwork import Clockwork
from driveout.jobs.sending import chosen_senders


class Command(BaseCommand):
    help = "Send messages and reminders until it is stopped. Several at once send nothing twice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="look once, and end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        work = Clockwork(chosen_senders())
        if once:
            work.look()
        else:
            work.run()
