"""Addresses of the places over all seasons."""

from django.urls import path

from driveout.office.plan.places import views

urlpatterns = [
    path("", views.places, name="places"),
    path("<int:place_id>/", views.place, name="place"),
    path("spoergsmaal/<int:question_id>/", views.answer, name="answer_place"),
]
