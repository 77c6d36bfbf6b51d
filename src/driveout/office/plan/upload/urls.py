"""Addresses of a new season: from a file, or by hand."""

from django.urls import path

from driveout.office.plan.registers import hand_views
from driveout.office.plan.upload import views

urlpatterns = [
    path("", views.new, name="new_season"),
    path("by-hand/", hand_views.by_hand, name="by_hand"),
    path("<int:upload_id>/", views.upload, name="upload"),
    path("<int:upload_id>/names/", views.take_names, name="upload_names"),
]
