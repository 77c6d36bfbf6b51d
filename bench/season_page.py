"""How long the season page takes with 180 stops: `python -m bench.season_page`. In memory, nothing is left behind."""

import os
import statistics
import sys
import tempfile
from time import perf_counter

REQUESTS, WARM = 30, 3
VIEWS = {"map and week": "", "all places": "?vis=steder", "all hubs": "?hub=alle", "live": "live/"}


def main() -> None:
    """Median and 95 % of 30 requests a view, through every middleware, signed in."""
    os.environ |= {"DRIVEOUT_DEMO": "1", "DRIVEOUT_DATA": tempfile.mkdtemp()}
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driveout.config.settings")
    import django

    django.setup()
    from django.core.management import call_command
    from django.test import Client

    from tests.stored import cast, many_towns, store_season, store_unchecked

    call_command("migrate", verbosity=0)
    carla = cast()["carla"]
    words = many_towns(15, 12)
    season = store_season(carla, words)
    store_unchecked(season, words)
    browser = Client(headers={"Host": "localhost", "Accept-Encoding": "gzip"})
    browser.force_login(carla.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    print(f"season page, {len(words.stops)} stops, {REQUESTS} requests each")
    for name, path in VIEWS.items():
        seconds, size = [], 0
        for _ in range(REQUESTS + WARM):
            start = perf_counter()
            answer = browser.get(f"/office/seasons/{season.id}/{path}")
            seconds.append(perf_counter() - start)
            size = len(answer.content)
            if answer.status_code != 200:
                sys.exit(f"{name}: {answer.status_code}")
        seconds = sorted(seconds[WARM:])
        middle, slow = 1000 * statistics.median(seconds), 1000 * seconds[int(0.95 * len(seconds))]
        print(f"  {name:<14}{middle:6.0f} ms median {slow:6.0f} ms at 95 %   {size / 1000:6.1f} kB gzipped")


if __name__ == "__main__":
    main()
