"""Addresses of what cafés told."""

from django.urls import path

from driveout.office.meet.told import views

urlpatterns = [
    path("", views.told, name="told"),
    path("cafeer.csv", views.told_csv, name="told_csv"),
    path("cafeer.xlsx", views.told_excel, name="told_excel"),
]
