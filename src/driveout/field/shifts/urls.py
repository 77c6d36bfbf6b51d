"""Addresses of one's own shifts."""

from django.urls import path

from driveout.field.shifts import terms_views, views

urlpatterns = [
    path("", views.shifts, name="shifts"),
    path("ledige/", views.free, name="free_shifts"),
    path("aftaler/", terms_views.terms, name="terms"),
    path("aftaler/fast/", terms_views.promise, name="stand"),
    path("aftaler/fast/<int:standing_id>/slut/", terms_views.end_promise, name="end_standing"),
    path("aftaler/vaek/", terms_views.away, name="say_absent"),
    path("aftaler/vaek/<int:absence_id>/slut/", terms_views.back, name="end_absence"),
    path("aftaler/naer/", terms_views.near, name="say_near"),
    path("papirer/", terms_views.papers, name="papers"),
    path("<int:shift_id>/", views.shift, name="shift"),
    path("<int:shift_id>/tag/", views.take, name="take_shift"),
    path("mine/<int:signup_id>/giv/", views.give_back, name="give_back"),
    path("mine/<int:signup_id>/byt/", views.swap, name="ask_swap"),
    path("mine/<int:signup_id>/tid/", views.hours, name="own_hours"),
    path("byt/<int:swap_id>/", views.answer, name="answer_swap"),
]
