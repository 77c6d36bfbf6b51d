"""Addresses of the crew's phones."""

from django.urls import path

from driveout.office.meet.phones import views

urlpatterns = [
    path("", views.phones, name="phones"),
    path("fil/", views.read_file, name="read_phone_file"),
    path("<uuid:phone_id>/slut/", views.end, name="end_phone"),
    path("vaelg/<int:cafe_id>/", views.choose, name="choose_value"),
]
