"""Addresses of a season's plans."""

from django.urls import path

from driveout.office.plan.plans import dates, hold, views

urlpatterns = [
    path("", views.plans, name="plans"),
    path("<int:plan_id>/", views.plan, name="plan"),
    path("<int:before>/compare/<int:after>/", views.compare, name="compare"),
    path("<int:plan_id>/name/", views.name, name="name_plan"),
    path("<int:plan_id>/approve/", views.approve, name="approve_plan"),
    path("<int:plan_id>/take-back/", views.take_back, name="take_approval_back"),
    path("<int:plan_id>/hold/", hold.hold_plan, name="hold_plan"),
    path("<int:plan_id>/dates/", dates.on_an_old_page, name="put_on_dates"),
    path("<int:plan_id>/publish/", dates.on_an_old_page, name="publish_times"),
    path("<int:plan_id>/take-down/", views.take_down, name="take_times_down"),
]
