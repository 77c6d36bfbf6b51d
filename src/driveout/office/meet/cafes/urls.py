"""The cafés' address."""

from django.urls import path

from driveout.office.meet.cafes import views

urlpatterns = [path("", views.cafes, name="cafes")]
