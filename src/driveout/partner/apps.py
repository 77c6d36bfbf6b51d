"""The app that the receiver's templates are found through."""

from django.apps import AppConfig


class PartnerConfig(AppConfig):
    name = "driveout.partner"
