"""The app that the person's own pages are found through."""

from django.apps import AppConfig


class MineConfig(AppConfig):
    name = "driveout.mine"
