"""Addresses of a season's registers."""

from django.urls import path

from driveout.office.plan.registers import several_views, views

urlpatterns = [
    path("", views.registers, name="registers"),
    path("edits/<int:edit_id>/turn/", views.turn, name="turn_edit"),
    path("edits/<int:edit_id>/price/", views.price, name="edit_price"),
    path("<str:slug>/", views.register, name="register"),
    path("<str:slug>/new/", views.new, name="new_row"),
    path("<str:slug>/several/", several_views.several, name="several_rows"),
    path("<str:slug>/<int:row_id>/", views.row, name="row"),
]
