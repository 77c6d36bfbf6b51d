"""Addresses of one's own calendar."""

from django.urls import path

from driveout.field.calendar import views

urlpatterns = [
    path("", views.calendar, name="calendar"),
    path("ny/", views.make, name="make_feed"),
    path("slut/", views.end, name="end_feed"),
    path("<str:feed_secret>.ics", views.read, name="feed"),
]
