"""The office's addresses."""

from django.urls import include, path

from driveout.office import (
    file_views,
    guide_views,
    hand_views,
    proposal_views,
    upload_views,
    views,
    why_views,
    wish_views,
)

app_name = "office"
urlpatterns = [
    path("", views.start, name="start"),
    path("", include("driveout.office.people_urls")),
    path("office/help/", include("driveout.office.guide_urls")),
    path("office/kort/land.svg", views.land, name="land"),
    path("office/seasons/new/by-hand/", hand_views.by_hand, name="by_hand"),
    path("office/seasons/new/", upload_views.new, name="new_season"),
    path("office/seasons/new/<int:upload_id>/", upload_views.upload, name="upload"),
    path("office/seasons/", include("driveout.office.scenario_urls")),
    path("office/seasons/<int:season_id>/", views.season, name="season"),
    path("office/seasons/<int:season_id>/live/", views.live, name="live"),
    path("office/seasons/<int:season_id>/points.json", views.points, name="points"),
    path("office/seasons/<int:season_id>/how/", views.how, name="how"),
    path("office/seasons/<int:season_id>/stops/<int:stop_id>/why/", why_views.why, name="why"),
    path("office/seasons/<int:season_id>/stops/<int:stop_id>/wish/", wish_views.wish, name="wish"),
    path("office/seasons/<int:season_id>/stops/<int:stop_id>/propose/", proposal_views.propose, name="propose"),
    path("office/seasons/<int:season_id>/proposals/<int:proposal_id>/answer/", proposal_views.answer, name="answer"),
    path("office/seasons/<int:season_id>/stops/<int:stop_id>/price/", why_views.price, name="price"),
    path("office/seasons/<int:season_id>/clash/drop/", guide_views.drop, name="drop_wish"),
    path("office/seasons/<int:season_id>/changes/<int:change_id>/turn/", wish_views.turn, name="turn"),
    path("office/seasons/<int:season_id>/hubs/<int:hub_id>/help/", why_views.help_for, name="help"),
    path("office/seasons/<int:season_id>/files/", file_views.newest, name="newest_files"),
    path("office/seasons/<int:season_id>/plans/", include("driveout.office.plan_urls")),
    path("office/seasons/<int:season_id>/what-if/", include("driveout.office.what_if_urls")),
    path("office/seasons/<int:season_id>/registers/", include("driveout.office.register_urls")),
    path("office/seasons/<int:season_id>/plan-again/", views.plan_again, name="plan_again"),
    path("office/seasons/<int:season_id>/runs/<int:run_id>/stop/", views.stop_run, name="stop_run"),
]
