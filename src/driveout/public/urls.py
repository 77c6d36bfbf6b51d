"""Addresses that anybody may read."""

from django.urls import path

from driveout.public import calendars, figures, guests, reading, security, views
from driveout.public.hsds import views as hsds
from driveout.public.spread import views as spread

app_name = "public"
FOLLOW = "tider/kalender/<int:organisation_id>/"
ONE = "<int:organisation_id>/<str:scope>/<str:scope_key>/"
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
    path("spred/", spread.start, name="spread"),
    path(f"spred/{ONE}", spread.one, name="spread_one"),
    path(f"spred/{ONE}plakat/", spread.poster, name="poster"),
    path(f"spred/{ONE}ugekort/", spread.week_card, name="week_card"),
    path(f"indlejr/{ONE}", spread.embed, name="embed"),
    path(f"kom/{ONE}", spread.come, name="come"),
    path("opskrifter/", reading.recipes, name="recipes"),
    path("opskrifter/alle/", reading.all_recipes, name="all_recipes"),
    path("opskrifter/<slug:recipe_key>/", reading.recipe, name="recipe"),
    path("raad/", reading.advice, name="advice"),
    path("raad/alle/", reading.all_advice, name="all_advice"),
    path("raad/gem/", reading.kept, name="kept"),
    path("raad/<slug:advice_key>/", reading.one_advice, name="one_advice"),
    path("hsds/", hsds.base, name="hsds"),
    path("hsds/<str:name>", hsds.lists, name="hsds_list"),
    path("hsds/<str:name>/<str:key>", hsds.one, name="hsds_one"),
    path("tal/", figures.figures, name="figures"),
    path("tal/<int:organisation_id>/", figures.figures_of, name="figures_of"),
    path(".well-known/security.txt", security.security, name="security"),
]
