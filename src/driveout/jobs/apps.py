"""The app that the jobs' commands are found through."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "driveout.jobs"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from driveout.jobs.own_files import narrow

        connection_created.connect(narrow)
