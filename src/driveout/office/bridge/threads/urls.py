"""Addresses of threads. A code stands in none of them."""

from django.urls import path

from driveout.office.bridge.threads import deeds, gaps, views

urlpatterns = [
    path("", views.threads, name="threads"),
    path("ny/", views.new, name="new_thread"),
    path("huller/", gaps.gaps, name="gaps"),
    path("numre/", gaps.numbers, name="hub_numbers"),
    path("<int:thread_id>/", views.thread, name="thread"),
    path("<int:thread_id>/oenske/", deeds.wish, name="write_wish"),
    path("<int:thread_id>/ejer/", deeds.owner, name="hand_over"),
    path("<int:thread_id>/samtykke/", deeds.consent, name="take_consent"),
    path("<int:thread_id>/link/", deeds.link, name="send_link"),
    path("<int:thread_id>/tilbage/", deeds.withdraw, name="withdraw_consent"),
    path("<int:thread_id>/skridt/", deeds.step, name="thread_step"),
    path("<int:thread_id>/sagt/", deeds.said, name="thread_said"),
    path("<int:thread_id>/kontakt/", deeds.contact, name="contact_card"),
    path("<int:thread_id>/hul/", deeds.gap, name="note_gap"),
]
