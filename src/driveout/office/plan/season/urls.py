"""Addresses of a season's page: what it shows, and what is changed from it."""

from django.urls import path

from driveout.office.plan.season import views
from driveout.office.plan.season.changes import proposal_views, wish_views
from driveout.office.plan.season.stop import answer_views

urlpatterns = [
    path("", views.season, name="season"),
    path("live/", views.live, name="live"),
    path("points.json", views.points, name="points"),
    path("how/", views.how, name="how"),
    path("plan-again/", views.plan_again, name="plan_again"),
    path("runs/<int:run_id>/stop/", views.stop_run, name="stop_run"),
    path("stops/<int:stop_id>/why/", answer_views.why, name="why"),
    path("stops/<int:stop_id>/price/", answer_views.price, name="price"),
    path("hubs/<int:hub_id>/help/", answer_views.help_for, name="help"),
    path("stops/<int:stop_id>/wish/", wish_views.wish, name="wish"),
    path("changes/<int:change_id>/turn/", wish_views.turn, name="turn"),
    path("clash/drop/", wish_views.drop, name="drop_wish"),
    path("stops/<int:stop_id>/propose/", proposal_views.propose, name="propose"),
    path("proposals/<int:proposal_id>/answer/", proposal_views.answer, name="answer"),
]
