"""Addresses for machines."""

from django.urls import path

from driveout.api import views

app_name = "api"
urlpatterns = [
    path("api/v1/", views.index, name="index"),
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/v1/openings", views.openings, name="openings"),
    path("api/v1/changes", views.changes, name="changes"),
    path("api/v1/figures", views.numbers, name="figures"),
    path("api/v1/data.zip", views.archive, name="archive"),
]
