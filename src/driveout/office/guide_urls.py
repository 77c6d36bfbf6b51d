"""Addresses of the help."""

from django.urls import path

from driveout.office import guide_views

urlpatterns = [
    path("", guide_views.help_page, name="guide"),
    path("words/", guide_views.words, name="words"),
    path("first-steps/", guide_views.steps, name="first_steps"),
]
