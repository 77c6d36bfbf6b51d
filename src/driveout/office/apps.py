"""The app that the office's templates and static files are found through."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "driveout.office"
