"""Addresses of a season's call lists."""

from django.urls import path

from driveout.office.drive.calls import views

urlpatterns = [
    path("", views.lists, name="calls"),
    path("<int:list_id>/", views.one, name="call_list"),
    path("<int:list_id>/<int:call_id>/rung/", views.tick, name="tick_call"),
    path("<int:list_id>/<int:call_id>/back/", views.untick, name="untick_call"),
]
