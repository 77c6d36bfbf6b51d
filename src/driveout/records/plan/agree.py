"""Do guests and crew read the same? What stands in the open beside what stands on dates, however it came to differ."""

from datetime import date
from enum import StrEnum

from django.apps import apps
from django.db.models import Exists, OuterRef, QuerySet, Subquery

from driveout.records.plan.models import OnDates, Season
from driveout.records.publish.models import PublicTimes


class Differs(StrEnum):
    """How they differ. NO_DATES: guests read times, and nobody has a shift or a trip. NO_TIMES: the crew's cafés lie
    ahead, and guests read nothing. OTHER: other places, days or hours."""

    NO_DATES = "no dates"
    NO_TIMES = "no times"
    OTHER = "other"


def with_both(seasons: QuerySet[Season]) -> QuerySet[Season]:
    """Seasons that know what `differs` asks. No query of its own."""
    public = PublicTimes.objects.filter(season=OuterRef("pk"))
    on_dates = OnDates.objects.filter(season=OuterRef("pk"))
    cafes = apps.get_model("records", "Occurrence").objects.filter(season=OuterRef("pk"), state="planned")
    return seasons.annotate(
        public_mark=Subquery(public.values("mark")[:1]), public_plan=Subquery(public.values("plan")[:1]),
        dated_mark=Subquery(on_dates.values("mark")[:1]), dated_plan=Subquery(on_dates.values("plan")[:1]),
        last_cafe=Subquery(cafes.order_by("-date").values("date")[:1]),
    )  # fmt: skip


def differs(season: Season, today: date) -> Differs | None:
    """None where they agree, where nothing is public and nothing lies ahead, or the season does not count. No query
    for a season of `with_both`.

    Of what was there before anybody kept what it said, the plans alone are compared.
    """
    if not hasattr(season, "public_plan"):
        season = with_both(Season.objects.defer("drives", "reach")).get(pk=season.pk)
    if season.is_scenario or season.set_aside_at or season.first_day is None:
        return None
    public, dated = getattr(season, "public_plan", None), getattr(season, "dated_plan", None)
    if public is None:
        last: date | None = getattr(season, "last_cafe", None)
        return Differs.NO_TIMES if last and last >= today else None
    if dated is None:
        return Differs.NO_DATES
    marks = getattr(season, "public_mark", ""), getattr(season, "dated_mark", "")
    same = marks[0] == marks[1] if all(marks) else public == dated
    return None if same else Differs.OTHER


def one_that_differs(organisation_id: int, today: date) -> Season | None:
    """A season of the organisation that is not over, of which guests and crew read different things. One query."""
    rows = Season.objects.filter(organisation_id=organisation_id, is_scenario=False, set_aside_at=None)
    told = Exists(PublicTimes.objects.filter(season=OuterRef("pk"))) | Exists(
        OnDates.objects.filter(season=OuterRef("pk"))
    )
    found = with_both(rows.filter(told).exclude(first_day=None).defer("drives", "reach"))
    return next((row for row in found if differs(row, today) and not _is_over(row, today)), None)


def _is_over(season: Season, today: date) -> bool:
    return season.first_day is not None and (today - season.first_day).days >= 7 * season.weeks
