"""All addresses. Each area keeps its own."""

from django.urls import include, path
from django.views.i18n import set_language

from driveout.config import front
from driveout.look.styles import style

urlpatterns = [
    path("", front.door, name="front"),  # before the office, whose start page has this address too
    path("", include("driveout.office.urls")),
    path("", include("driveout.field.urls")),
    path("", include("driveout.public.urls")),
    path("h/", include("driveout.partner.urls")),
    path("min/", include("driveout.mine.urls")),
    path("", include("driveout.api.urls")),
    path("", include("driveout.office.people.account_urls")),
    path("style.css", style, name="style"),
    path("sprog/", set_language, name="set_language"),
]
handler404 = "driveout.config.front.not_here"
handler403 = "driveout.office.views.not_yours"
handler500 = "driveout.office.views.went_wrong"
