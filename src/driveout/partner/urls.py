"""The address of a secret link."""

from django.urls import path

from driveout.partner import views

app_name = "partner"
urlpatterns = [path("<str:link_secret>/", views.referred, name="referred")]
