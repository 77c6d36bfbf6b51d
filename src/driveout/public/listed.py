"""All that is public: each season's week, and every place by the alphabet of its municipality."""

from collections import defaultdict
from typing import Any

from django.urls import reverse

from driveout.look import say
from driveout.public.cards import page_of
from driveout.public.everything import Everything


def listed_page(everything: Everything, keep: str) -> dict[str, Any]:
    """Plain values. `keep`: what stays in every address."""
    by_municipality: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, place in everything.places.items():
        by_municipality[say.municipality(place.municipality)].append((place.place, page_of(key, keep)))
    return {
        "keep": keep,
        "seasons": [
            {
                "name": season.times.name,
                "href": reverse("public:times", args=(season.times.season_id,)) + keep,
                "weeks": say.weeks(season.times.first_day, season.times.weeks),
                "first": say.date_long(season.times.first_day) if season.times.first_day else "",
                "last": say.date_long(season.last_day) if season.last_day else "",
            }
            for season in everything.seasons
        ],
        "parts": [
            {
                "id": f"k{at}",
                "name": name,
                "places": [
                    {"name": place, "href": href}
                    for place, href in sorted(by_municipality[name], key=lambda pair: say.danish_order(pair[0]))
                ],
            }
            for at, name in enumerate(sorted(by_municipality, key=say.danish_order), start=1)
        ],
    }
