"""Addresses that anybody may read."""

from django.urls import path

from driveout.public import views

app_name = "public"
urlpatterns = [path("tider/<int:season_id>/", views.times, name="times")]
