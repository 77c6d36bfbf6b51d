"""Every address that a page is read at, asked of the URL resolver: a page that is new tomorrow is measured tomorrow."""

from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

FILTERS = {  # ways of looking at a page that cost something of their own
    "office:season": ("hub=alle", "vis=steder", "vis=steder&dag=alle", "hub=alle&dag=2", "kommune={municipality}",
                      "sted={stop_id}", "hjaelp=1&hub={hub_id}"),
}  # fmt: skip
NOT_PAGES = {"account_logout", "account_login"}  # they end or send away whoever asks


def every_address(values: dict[str, Callable[[], list[Any]]]) -> tuple[dict[str, str], list[str]]:
    """Name → address for all that can be filled in from `values` (argument → what it may be), and what could not."""
    found: dict[str, str] = {}
    missing: list[str] = []
    known: dict[str, list[Any]] = {}
    for name, arguments in names(get_resolver()):
        for argument in arguments:
            if argument not in known:
                known[argument] = values[argument]() if argument in values else []
        if name in NOT_PAGES:
            continue
        if any(not known[argument] for argument in arguments):
            missing.append(f"{name} ({', '.join(a for a in arguments if not known[a])})")
            continue
        several = [argument for argument in arguments if len(known[argument]) > 1]
        for chosen in product(*(known[argument] for argument in arguments)):
            filled = dict(zip(arguments, chosen, strict=True))
            label = " ".join([name.removeprefix("office:"), *(str(filled[argument]) for argument in several)])
            try:
                found[label] = reverse(name, kwargs=filled)
            except NoReverseMatch:
                continue
    return found | _filtered(found, {argument: here()[0] for argument, here in values.items() if here()}), missing


def _filtered(found: dict[str, str], first: dict[str, Any]) -> dict[str, str]:
    ways: dict[str, str] = {}
    for name, queries in FILTERS.items():
        page = name.removeprefix("office:")
        for query in queries:
            ways[f"{page} ?{query.partition('{')[0].rstrip('=')}"] = f"{found[page]}?{query.format(**first)}"
    return ways


def names(resolver: URLResolver, space: str = "", above: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(name with its namespace, names of its arguments) of every pattern that has a name, in order."""
    for part in resolver.url_patterns:
        arguments = (*above, *part.pattern.regex.groupindex)
        if isinstance(part, URLResolver):
            inner = f"{space}{part.namespace}:" if part.namespace else space
            yield from names(part, inner, arguments)
        elif isinstance(part, URLPattern) and part.name:
            yield f"{space}{part.name}", arguments


def values_of(season: Any) -> dict[str, Callable[[], list[Any]]]:
    """What an address may be filled with, for this season. Of rows the one that has most to show."""
    from driveout.office.plan.registers.names import SLUGS
    from driveout.records import models as rows
    from driveout.records.plan.models.frontier import Of

    plans = list(rows.Plan.objects.filter(season=season).values_list("id", flat=True)[:2])
    opening = rows.Opening.objects.filter(plan__in=plans[:1]).select_related("stop").first()
    assert opening is not None, "the season has no plan with openings"

    def first(kind: Any, **which: Any) -> Callable[[], list[Any]]:
        return lambda: list(kind.objects.filter(**which).values_list("id", flat=True)[:1])

    cafe = rows.Occurrence.objects.filter(season=season, shifts__isnull=False).order_by("date").first()
    assert cafe is not None, "no plan of the season is on dates"
    return {
        "season_id": lambda: [season.id],
        "slug": lambda: list(SLUGS),
        "row_id": lambda: [opening.stop_id],
        "day": lambda: [cafe.date],
        "cafe_id": lambda: [cafe.pk],
        "trip_id": lambda: [cafe.trip_id],
        "shift_id": first(rows.Shift, occurrence=cafe),
        "member_id": first(rows.Member, organisation=season.organisation),
        "plan_id": lambda: plans[:1],
        "before": lambda: plans[1:2],
        "after": lambda: plans[:1],
        "stop_id": lambda: [opening.stop_id],
        "municipality": lambda: [opening.stop.municipality],
        "hub_id": lambda: [opening.hub_id],
        "upload_id": first(rows.Upload, organisation=season.organisation),
        "frontier_id": first(rows.Frontier, season=season),
        "change_id": first(rows.Change, season=season),
        "run_id": first(rows.PlanRun, season=season),
        "of": lambda: list(Of.values),
        "kind": lambda: list(rows.PlanFile.Kind.values)[:1],
    }
