"""`manage.py welcome NAME --organisation NAME --role coordinator`: give a person a sign-in and a place."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from driveout.records.team.actions import welcome
from driveout.records.team.models import Role


class Command(BaseCommand):
    help = "Give a person a sign-in, an organisation and a role. Prints a password that is made up and shown once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="what the person signs in with")
        parser.add_argument("--first-name", default="", help="what the person is called on screen")
        parser.add_argument("--organisation", required=True, help="its name; made when it is not there")
        parser.add_argument("--role", choices=Role.values, default=Role.COORDINATOR.value, help="coordinator")
        parser.add_argument("--hub", default="", help="the hub that is shown first")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        password = secrets.token_urlsafe(12)
        member = welcome(
            username=username,
            first_name=options["first_name"],
            password=password,
            organisation=options["organisation"],
            role=Role(options["role"]),
            hub=options["hub"],
            by=None,
            now=timezone.now(),
        )
        if member.user.check_password(password):
            self.stdout.write(f"{username} is welcome, as {member.role}. Password, shown this once: {password}")
        else:
            self.stdout.write(f"{username} was here already and keeps the password. Role now: {member.role}.")
