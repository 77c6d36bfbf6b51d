"""The app that templates and static files of the look are found through."""

from django.apps import AppConfig


class LookConfig(AppConfig):
    name = "driveout.look"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_out

        from driveout.look.closed import remember_leaving

        user_logged_out.connect(remember_leaving)
