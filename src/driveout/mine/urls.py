"""Addresses of a person's own side. The code stands in none of them."""

from django.urls import path

from driveout.mine import views

app_name = "mine"
urlpatterns = [
    path("", views.mine, name="mine"),
    path("begynd/", views.begin, name="begin"),
    path("breve/", views.letters, name="letters"),
    path("breve/<slug:letter>/", views.letter, name="letter"),
]
