"""Addresses of a season's days."""

from datetime import date

from django.urls import path, register_converter

from driveout.office.drive.days import repair_views, views


class DateConverter:
    """“2026-11-24” in an address. What is no date of the calendar is no address."""

    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)

    def to_url(self, value: date | str) -> str:
        return str(value)


register_converter(DateConverter, "date")

urlpatterns = [
    path("", views.days, name="days"),
    path("make/", views.make, name="make_days"),
    path("<date:day>/", views.day, name="day"),
    path("<date:day>/broken/", repair_views.broken, name="broken"),
    path("<date:day>/cafes/<int:cafe_id>/cancel/", views.cancel, name="cancel_cafe"),
    path("<date:day>/cafes/<int:cafe_id>/later/", views.later, name="later_cafe"),
    path("<date:day>/cafes/<int:cafe_id>/back/", views.back, name="cafe_back"),
]
