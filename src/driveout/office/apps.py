"""The app that the office's templates and static files are found through."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    name = "driveout.office"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in, user_logged_out

        from driveout.office.people.accounts import remember_where, trace_coming, trace_leaving

        user_logged_in.connect(remember_where)
        user_logged_in.connect(trace_coming)
        user_logged_out.connect(trace_leaving)
