"""The app that the open pages' templates and static files are found through."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "driveout.public"
