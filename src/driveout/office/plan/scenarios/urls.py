"""Addresses of all seasons, of scenarios, and of the next season."""

from django.urls import path

from driveout.office.plan.scenarios import removing, views

urlpatterns = [
    path("", views.seasons, name="seasons"),
    path("<int:season_id>/next/", views.next_season, name="next_season"),
    path("<int:season_id>/scenario/", views.scenario, name="scenario"),
    path("<int:season_id>/scenario/new/", views.new_scenario, name="new_scenario"),
    path("<int:season_id>/scenario/become/", views.become, name="become_season"),
    path("<int:season_id>/scenario/back/", views.go_back, name="take_season_back"),
    path("<int:season_id>/scenario/delete/", views.delete, name="delete_scenario"),
    path("<int:season_id>/delete/", removing.delete_season, name="delete_season"),
]
