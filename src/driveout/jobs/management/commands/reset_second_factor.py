"""`manage.py reset_second_factor USERNAME`: for who has lost the authenticator and the recovery codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from driveout.core.words import one_line
from driveout.records.team.queries import member_called
from driveout.records.tell.second_factor import reset_second_factor


class Command(BaseCommand):
    help = "Take somebody's second factor away: the password lets them in. They and the other coordinators are told."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="what the person signs in with")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        member = member_called(one_line(username))
        if member is None or not member.user.is_active:
            raise CommandError(f"Nobody with access signs in as {username}.")
        if not reset_second_factor(member=member, by=None, now=timezone.now()):
            raise CommandError(f"{username} has no second factor.")
        self.stdout.write(f"{username} signs in with the password alone now. They and the other coordinators are told.")
