"""The crew's addresses: the app and its calls under felt/, shifts under vagter/."""

from typing import Any

from django.urls import include, path

from driveout.field import shell
from driveout.field.sync import views as sync

app_name = "field"
urlpatterns: list[Any] = [
    path("felt/", shell.app, name="app"),
    path("felt/sw.js", shell.worker, name="worker"),
    path("felt/manifest.webmanifest", shell.manifest, name="manifest"),
    path("felt/api/me/", sync.me, name="me"),
    path("felt/api/sign-out/", sync.sign_out, name="sign_out"),
    path("felt/api/phones/", sync.register, name="phones"),
    path("felt/api/week/", sync.week, name="week"),
    path("felt/api/events/", sync.events, name="events"),
    path("vagter/kalender/", include("driveout.field.calendar.urls")),
    path("vagter/", include("driveout.field.messages.urls")),
    path("vagter/", include("driveout.field.shifts.urls")),
]
