"""The crew's screens as a Django app."""

from django.apps import AppConfig


class Field(AppConfig):
    name = "driveout.field"
