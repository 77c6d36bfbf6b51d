"""Addresses of what is kept, of own words and next steps, and of what is held on one of our people."""

from django.urls import path

from driveout.office.trust import erasing_views, person_views, step_views, views, who_read_views

urlpatterns = [
    path("office/opbevaring/", views.kept, name="kept"),
    path("office/opbevaring/slet/", views.delete_now, name="delete_now"),
    path("office/egne-ord/", views.words, name="own_words"),
    path("office/egne-ord/<int:cafe_id>/", views.read, name="read_words"),
    path("office/egne-ord/<int:words_id>/forlaeng/", views.keep, name="keep_words"),
    path("office/egne-ord/<int:words_id>/slet/", views.delete, name="delete_words"),
    path("office/naeste-skridt/", step_views.steps, name="next_steps"),
    path("office/naeste-skridt/<int:cafe_id>/", step_views.steps_at, name="next_steps_at"),
    path("office/people/<int:member_id>/data/", person_views.person, name="held"),
    path("office/people/<int:member_id>/data.json", person_views.person_file, name="held_file"),
    path("office/people/<int:member_id>/erase/", erasing_views.erase, name="erase_person"),
    path("office/people/volunteers/<int:volunteer_id>/erase/", erasing_views.erase_volunteer, name="erase_volunteer"),
    path("office/people/employees/<int:employee_id>/erase/", erasing_views.erase_employee, name="erase_employee"),
    path("office/laesninger/", who_read_views.who_read, name="who_read"),
    path("office/laesninger.csv", who_read_views.who_read_csv, name="who_read_csv"),
    path("min-adgang/laesninger/", who_read_views.own, name="own_readings"),
    path("min-adgang/laesninger.csv", who_read_views.own_csv, name="own_readings_csv"),
    path("min-adgang/data/", person_views.own, name="own_data"),
    path("min-adgang/data.json", person_views.own_file, name="own_data_file"),
]
