"""Addresses of what a season could reach."""

from django.urls import path

from driveout.office.plan.what_if import views

urlpatterns = [
    path("", views.what_if, name="what_if"),
    path("<int:frontier_id>/stop/", views.stop, name="stop_what_if"),
    path("<slug:of>/live/", views.live, name="what_if_live"),
    path("<slug:of>/ask/", views.ask, name="ask_what_if"),
    path("<slug:of>/own/", views.ask_own, name="ask_own"),
    path("<slug:of>.csv", views.numbers, name="what_if_csv"),
]
