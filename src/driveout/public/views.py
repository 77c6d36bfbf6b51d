"""One query's worth of rows a view; presenters do the rest."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from driveout.look.language import for_anyone
from driveout.public.calendars import ways
from driveout.public.kept import same_for_all
from driveout.public.times import times_page
from driveout.records.publish.following import followed
from driveout.records.publish.moves import moves_of
from driveout.records.publish.queries import public_changes, public_openings, times_of


@require_safe
@for_anyone
@cache_control(no_cache=True)  # a guest far from a mast may go back to it; asked for anew otherwise
def times(request: HttpRequest, season_id: int) -> HttpResponseBase:
    """Where and when; or, whether the season exists or not, that there are no times right now."""

    def make() -> HttpResponse:
        here = times_of(season_id)
        if here is None:
            return render(request, "public/no_times.html", status=404)
        today = timezone.localdate()
        openings, moves = public_openings(here), moves_of(here.season_id, today)
        page = times_page(here, openings, public_changes(here, today), moves, today)
        follow = ways(request, followed(here.season_id), {one.place_key: one.place for one in openings})
        return render(request, "public/times.html", {**page, "follow": follow})

    return same_for_all(request, ("times", season_id), make)
