"""The office's addresses, room by room."""

from django.urls import include, path

from driveout.office import views
from driveout.office.drive.days import doors as days
from driveout.office.plan.upload import file_views
from driveout.office.today import views as today

app_name = "office"
urlpatterns = [
    path("", views.start, name="start"),
    path("", include("driveout.office.people.urls")),
    path("", include("driveout.office.trust.urls")),
    path("office/traade/", include("driveout.office.bridge.threads.urls")),
    path("office/help/", include("driveout.office.guide.urls")),
    path("office/vejviser/", include("driveout.office.bridge.directory.urls")),
    path("office/telefoner/", include("driveout.office.meet.phones.urls")),
    path("office/steder/", include("driveout.office.plan.places.urls")),
    path("office/lager/", include("driveout.office.drive.stock.urls")),
    path("idag/", days.today, name="today"),
    path("office/idag/", today.leading, name="leading"),
    path("office/search/", include("driveout.office.search.urls")),
    path("office/kort/land.svg", views.land, name="land"),
    path("office/seasons/new/", include("driveout.office.plan.upload.urls")),
    path("office/seasons/", include("driveout.office.plan.scenarios.urls")),
    path("office/seasons/<int:season_id>/", include("driveout.office.plan.season.urls")),
    path("office/seasons/<int:season_id>/plans/", include("driveout.office.plan.plans.urls")),
    path("office/seasons/<int:season_id>/plans/<int:plan_id>/files/", include("driveout.office.plan.upload.file_urls")),
    path("office/seasons/<int:season_id>/days/", include("driveout.office.drive.days.urls")),
    path("office/seasons/<int:season_id>/crew/", include("driveout.office.drive.crew.urls")),
    path("office/seasons/<int:season_id>/calls/", include("driveout.office.drive.calls.urls")),
    path("office/seasons/<int:season_id>/cafes/", include("driveout.office.meet.cafes.urls")),
    path("office/seasons/<int:season_id>/cafes/fortalt/", include("driveout.office.meet.told.urls")),
    path("office/seasons/<int:season_id>/files/", file_views.newest, name="newest_files"),
    path("office/seasons/<int:season_id>/what-if/", include("driveout.office.plan.what_if.urls")),
    path("office/seasons/<int:season_id>/registers/", include("driveout.office.plan.registers.urls")),
]
