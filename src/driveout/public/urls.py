"""Addresses that anybody may read."""

from django.urls import path

from driveout.public import calendars, guests, security, views

app_name = "public"
FOLLOW = "tider/kalender/<int:organisation_id>/"
urlpatterns = [
    path("tider/uge/", guests.week, name="week"),
    path("tider/naeste-uge/", guests.next_week, name="next_week"),
    path("tider/", guests.listed, name="listed"),
    path("find/", guests.find, name="find"),
    path("sted/<str:place_key>/", guests.cafe, name="cafe"),
    path("tider/<int:season_id>/", views.times, name="times"),
    path(f"{FOLLOW}alle.ics", calendars.everywhere, name="all_calendar"),
    path(f"{FOLLOW}hub/<str:base_key>.ics", calendars.of_hub, name="hub_calendar"),
    path(f"{FOLLOW}sted/<str:place_key>.ics", calendars.of_place, name="place_calendar"),
    path("tider/<int:season_id>/kalender/<str:what>.ics", calendars.moved, name="old_all_calendar"),
    path("tider/<int:season_id>/kalender/<str:what>/<str:key>.ics", calendars.moved, name="old_calendar"),
    path(".well-known/security.txt", security.security, name="security"),
]
