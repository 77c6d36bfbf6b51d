"""`manage.py store_season FOLDER --organisation NAME`: put a season into the database, for the office to plan."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from driveout.core.words import Nonsense
from driveout.outside.season_files import Faults, read_season
from driveout.records.plan.rules import OtherContent
from driveout.records.plan.seasons.taking_in import import_season
from driveout.records.team.actions import organisation_called


class Command(BaseCommand):
    help = "Store a season (a folder or a workbook) for an organisation. The same one again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("season", type=Path, help="a folder or an Excel workbook")
        parser.add_argument("--organisation", required=True, help="its name; it is made by the command welcome")

    def handle(self, *args: Any, season: Path, organisation: str, **options: Any) -> None:
        owner = organisation_called(organisation)
        if owner is None:
            raise CommandError(f"There is no organisation “{organisation}”. Welcome its first person to make it.")
        try:
            words = read_season(season, called={})
            stored = import_season(words=words, organisation=owner, by=None, now=timezone.now())
        except Faults as faults:
            raise CommandError(f"Nothing is stored.\n{faults}\nAll of it: driveout import {season}") from None
        except Nonsense as refusal:
            raise CommandError(f"Nothing is stored. {refusal}") from None
        except OtherContent as refusal:
            raise CommandError(f"Nothing is stored. {refusal} Give the new one a name of its own.") from None
        self.stdout.write(f"{stored.name} is stored: {len(words.hubs)} hubs, {len(words.stops)} stops.")
