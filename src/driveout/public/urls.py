"""Addresses that anybody may read."""

from django.urls import path

from driveout.public import calendars, security, views

app_name = "public"
urlpatterns = [
    path("tider/<int:season_id>/", views.times, name="times"),
    path("tider/<int:season_id>/kalender/alle.ics", calendars.everywhere, name="all_calendar"),
    path("tider/<int:season_id>/kalender/hub/<str:base_key>.ics", calendars.of_hub, name="hub_calendar"),
    path("tider/<int:season_id>/kalender/sted/<str:place_key>.ics", calendars.of_place, name="place_calendar"),
    path(".well-known/security.txt", security.security, name="security"),
]
