"""Addresses of a season's crew."""

from django.urls import path

from driveout.office.drive.crew import mate_views, people_views, shift_views, views

urlpatterns = [
    path("", views.week, name="crew_week"),
    path("load/", views.load, name="crew_load"),
    path("hours/", people_views.hours, name="crew_hours"),
    path("hours.csv", people_views.hours_csv, name="crew_hours_csv"),
    path("papers/", people_views.papers, name="crew_papers"),
    path("papers/note/", people_views.note, name="note_paper"),
    path("papers/<int:check_id>/take-back/", people_views.take_back, name="take_paper_back"),
    path("folk/", mate_views.crew, name="mates"),
    path("folk/<slug:code>/", mate_views.mate, name="mate"),
    path("folk/<slug:code>/phone/", mate_views.phone, name="mate_phone"),
    path("folk/<slug:code>/paper/", mate_views.paper, name="mate_paper"),
    path("folk/<slug:code>/away/", mate_views.away, name="mate_away"),
    path("folk/<slug:code>/away/<int:absence_id>/end/", mate_views.can_again, name="mate_can_again"),
    path("folk/<slug:code>/sign-in/", mate_views.who, name="mate_who"),
    path("folk/<slug:code>/data/", mate_views.held, name="mate_held"),
    path("folk/<slug:code>/data.json", mate_views.held_file, name="mate_held_file"),
    path("<int:shift_id>/", shift_views.shift, name="crew_shift"),
    path("<int:shift_id>/ask/", shift_views.ask, name="ask_for_shift"),
    path("<int:shift_id>/put-on/", shift_views.put_on, name="put_on_shift"),
    path("<int:shift_id>/need/", shift_views.need, name="change_need"),
    path("<int:shift_id>/driver/", shift_views.driver, name="need_driver"),
    path("signups/<int:signup_id>/take-off/", shift_views.take_off, name="take_off_shift"),
    path("signups/<int:signup_id>/no-show/", shift_views.no_show, name="no_show"),
    path("signups/<int:signup_id>/hours/", shift_views.hours, name="shift_hours"),
]
