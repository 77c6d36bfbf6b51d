"""Addresses of people, of the trace, and of one's own access."""

from django.urls import path

from driveout.office.people import own_views, second_views, views

urlpatterns = [
    path("office/people/", views.people, name="people"),
    path("office/people/invite/", views.invite, name="invite"),
    path("office/people/links/<int:link_id>/withdraw/", views.withdraw, name="withdraw_link"),
    path("office/people/links/<int:link_id>/yes/", views.confirm, name="confirm_link"),
    path("office/people/<int:member_id>/change/", views.change, name="change_person"),
    path("office/people/<int:member_id>/end/", views.end, name="end_access"),
    path("office/people/<int:member_id>/give-back/", views.give_back, name="give_access_back"),
    path("office/people/<int:member_id>/reset/", views.reset, name="reset_password"),
    path("office/traces/", views.traces, name="traces"),
    path("velkommen/", views.arrive, name="arrive"),
    path("velkommen/<str:secret>/", views.open_link, name="open_link"),
    path("min-adgang/", own_views.own_access, name="own_access"),
    path("min-adgang/log-ud-andre-steder/", own_views.end_others, name="end_others"),
    path("min-adgang/kode/", second_views.make, name="second_factor"),
    path("min-adgang/kode/noedkoder/", second_views.renew_codes, name="renew_codes"),
    path("min-adgang/kode/fjern/", second_views.remove, name="remove_second_factor"),
    path("office/people/kode/", second_views.ask_for, name="ask_for_second_factor"),
    path("min-adgang/telefon/<uuid:phone_id>/slut/", own_views.end_own_phone, name="end_own_phone"),
    path("min-adgang/nummer/", own_views.write_number, name="write_own_number"),
    path("min-adgang/nummer/slet/", own_views.forget_number, name="forget_own_number"),
    path("min-adgang/log-ud/<slug:mark>/", own_views.end_session, name="end_session"),
]
