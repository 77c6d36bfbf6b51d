"""Addresses of the help."""

from django.urls import path

from driveout.office.guide import views

urlpatterns = [
    path("", views.help_page, name="guide"),
    path("words/", views.words, name="words"),
    path("first-steps/", views.steps, name="first_steps"),
]
