"""The app that templates and static files of the look are found through."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "driveout.look"
