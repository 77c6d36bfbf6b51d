"""Addresses that anybody may read."""

from django.urls import path

from driveout.public import security, views

app_name = "public"
urlpatterns = [
    path("tider/<int:season_id>/", views.times, name="times"),
    path(".well-known/security.txt", security.security, name="security"),
]
