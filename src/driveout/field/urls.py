"""The crew's addresses: the app and its calls under felt/, shifts under vagter/."""

from typing import Any

from django.urls import path

from driveout.field import shell

app_name = "field"
urlpatterns: list[Any] = [
    path("felt/", shell.app, name="app"),
    path("felt/sw.js", shell.worker, name="worker"),
    path("felt/manifest.webmanifest", shell.manifest, name="manifest"),
]
