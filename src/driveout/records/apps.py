"""The one Django app that holds every table."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "driveout.records"
    label = "records"
    verbose_name = "Drive Out"
