"""The office's addresses, room by room."""

from django.urls import include, path

from driveout.office import views
from driveout.office.days import doors as days
from driveout.office.upload import file_views

app_name = "office"
urlpatterns = [
    path("", views.start, name="start"),
    path("", include("driveout.office.people.urls")),
    path("", include("driveout.office.trust.urls")),
    path("office/help/", include("driveout.office.guide.urls")),
    path("office/telefoner/", include("driveout.office.phones.urls")),
    path("office/lager/", include("driveout.office.stock.urls")),
    path("idag/", days.today, name="today"),
    path("office/search/", include("driveout.office.search.urls")),
    path("office/kort/land.svg", views.land, name="land"),
    path("office/seasons/new/", include("driveout.office.upload.urls")),
    path("office/seasons/", include("driveout.office.scenarios.urls")),
    path("office/seasons/<int:season_id>/", include("driveout.office.season.urls")),
    path("office/seasons/<int:season_id>/plans/", include("driveout.office.plans.urls")),
    path("office/seasons/<int:season_id>/days/", include("driveout.office.days.urls")),
    path("office/seasons/<int:season_id>/crew/", include("driveout.office.crew.urls")),
    path("office/seasons/<int:season_id>/cafes/", include("driveout.office.cafes.urls")),
    path("office/seasons/<int:season_id>/files/", file_views.newest, name="newest_files"),
    path("office/seasons/<int:season_id>/what-if/", include("driveout.office.what_if.urls")),
    path("office/seasons/<int:season_id>/registers/", include("driveout.office.registers.urls")),
]
