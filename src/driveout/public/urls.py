"""Addresses that anybody may read."""

from django.urls import path

from driveout.public import calendars, figures, security, views

app_name = "public"
FOLLOW = "tider/kalender/<int:organisation_id>/"
urlpatterns = [
    path("tider/<int:season_id>/", views.times, name="times"),
    path(f"{FOLLOW}alle.ics", calendars.everywhere, name="all_calendar"),
    path(f"{FOLLOW}hub/<str:base_key>.ics", calendars.of_hub, name="hub_calendar"),
    path(f"{FOLLOW}sted/<str:place_key>.ics", calendars.of_place, name="place_calendar"),
    path("tider/<int:season_id>/kalender/<str:what>.ics", calendars.moved, name="old_all_calendar"),
    path("tider/<int:season_id>/kalender/<str:what>/<str:key>.ics", calendars.moved, name="old_calendar"),
    path("tal/", figures.figures, name="figures"),
    path("tal/<int:organisation_id>/", figures.figures_of, name="figures_of"),
    path(".well-known/security.txt", security.security, name="security"),
]
