"""The search's address."""

from django.urls import path

from driveout.office.search import views

urlpatterns = [path("", views.search, name="search")]
