"""Addresses of one's own messages."""

from django.urls import path

from driveout.field.messages import views

urlpatterns = [
    path("beskeder/", views.told, name="messages"),
    path("beskeder/<slug:channel>/", views.write, name="write_way"),
    path("beskeder/<slug:channel>/stop/", views.stop, name="stop_way"),
    path("beskeder/<slug:channel>/slet/", views.forget, name="forget_way"),
    path("stop/<str:token>/", views.stop_by_mail, name="stop_messages"),
]
