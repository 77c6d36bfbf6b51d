"""Addresses of the directory."""

from django.urls import path

from driveout.office.bridge.directory import upload_views, views

urlpatterns = [
    path("", views.find, name="directory"),
    path("daekning/", views.coverage, name="help_coverage"),
    path("ny/", views.new, name="new_help"),
    path("lister/", upload_views.lists, name="help_lists"),
    path("<int:service_id>/", views.entry, name="help_entry"),
    path("<int:service_id>/ret/", views.change, name="change_help"),
    path("<int:service_id>/tjek/", views.mark, name="mark_help"),
]
