"""`manage.py public_role NAME`: let a database role read published rows and nothing else."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from driveout.records.publish.role import grants


class Command(BaseCommand):
    help = "Let a PostgreSQL role that is there already read published rows and nothing else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="its name, such as driveout_public")

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        if connection.vendor != "postgresql":
            raise CommandError(
                "SQLite has no roles: whoever can open its file reads all of it. Use PostgreSQL for this."
            )
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolname = current_user FROM pg_roles WHERE rolname = %s", [role])
            found = cursor.fetchone()
            if found is None:
                raise CommandError(f"There is no role {role}. Make it first: createuser --pwprompt {role}")
            if found[0]:
                raise CommandError(f"{role} may do anything here. Make a role of its own: createuser --pwprompt NAME")
            for statement in grants(role, connection.settings_dict["NAME"]):
                cursor.execute(statement)
        self.stdout.write(f"{role} can read published rows, and nothing else.")
