"""Addresses of a plan's files."""

from django.urls import path

from driveout.office.plan.upload import file_views

urlpatterns = [
    path("", file_views.files, name="files"),
    path("<str:kind>/", file_views.make, name="make_file"),
    path("<str:kind>/fetch/", file_views.fetch, name="fetch_file"),
]
