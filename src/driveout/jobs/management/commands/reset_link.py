"""`manage.py reset_link USERNAME`: a link to a new password, where nobody is left who can make or confirm one."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from driveout.core.words import one_line
from driveout.records.team.links import make_reset_link
from driveout.records.team.queries import member_called


class Command(BaseCommand):
    help = "Make a link to a new password for a person who is here. Prints its path, shown once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="what the person signs in with")

    def handle(self, *args: Any, username: str, **options: Any) -> None:
        member = member_called(one_line(username))
        if member is None or not member.user.is_active:
            raise CommandError(f"Nobody with access signs in as {username}.")
        link, secret = make_reset_link(member=member, by=None, now=timezone.now())
        path = reverse("office:open_link", args=(secret,))
        until = f"{link.expires_at:%Y-%m-%d %H:%M} UTC"
        until = f"{link.expires_at:%Y-%m-%d %H:%M} UTC"
        self.stdout.write(f"Open this at the site's own address. It works once, until {until}: {path}")
