"""What hangs in the gallery: every address that shows a page, and pages in another state than their first.

A new page hangs there by itself, through its line in tests/rights.py. What shows no page stands in NOT_A_PAGE.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from tests.rights import RULES

# Values for what addresses take, in a demo whose week is in progress: printed as JSON by the desk.
WORLD = """
import json
from dataclasses import replace
from datetime import timedelta
from django.utils import timezone
from driveout.jobs.following import say_all
from driveout.records.publish.models import PublicEvent
from driveout.records.tell.ways import stop_token
from driveout.records.models import (
    Call, CallList, Employee, Good, HelpService, Member, OwnWords, Occurrence, Season, Shift, Store, Thread, Trip,
    Upload, Volunteer, Way)
from driveout.records.bridge.referral.beginning import open_threads
from driveout.records.plan.plans.saving import save_plan
from driveout.records.plan.seasons.copies import make_scenario
from driveout.records.plan.queries import newest_plan, plan_as_words, season_as_words

now, today = timezone.now(), timezone.localdate()
carla, bo = (Member.objects.get(user__username=name) for name in ("carla", "bo"))
season = Season.objects.filter(organisation=carla.organisation).earliest("id")
row = newest_plan(season.id)
# The plan without one tour, stored as the day before's: two plans can be compared.
words, plan = season_as_words(season.id), plan_as_words(row.id)
stops = [o.stop for o in plan.openings]
gone = next(t for t in plan.tours if all(stops.count(o.stop) == 1 for o in plan.openings if o.tour == t.name))
openings = tuple(o for o in plan.openings if o.tour != gone.name)
plan = replace(plan, openings=openings, tours=tuple(t for t in plan.tours if t != gone))
plan = replace(plan, proof=replace(plan.proof, objective=plan.guests_a_week))
then = row.made_at - timedelta(days=1)
before = save_plan(season_id=season.id, season=words, plan=plan, by=row.made_by, now=then, sent_by="a gallery")
scenario = make_scenario(season=season, name="Langeland", why="", by=None, now=now)
faulty = Upload.objects.create(
    organisation=carla.organisation, asked_by=carla.user, asked_at=now, ended_at=now, name="forår.xlsx", size=9,
    state="faulty", faults=[{"file": "forår.xlsx", "row": 2, "column": "lat", "found": "mod nord",
    "what": {"en": "Not a number", "da": "Ikke et tal"}, "expected": {"en": "a number", "da": "et tal"}}])
way = Way.objects.create(member=bo, channel="mail", address="bo@example.org", made_at=now)
ahead = Occurrence.objects.filter(season=season, date__gt=today, state="planned").order_by("date", "id").first()
words_at = OwnWords.objects.select_related("occurrence").latest("pk").occurrence
stop = season.stops.get(name="Balling")
store = Store.objects.filter(organisation=carla.organisation, is_van=False).earliest("pk")
open_threads(now=now)
thread = Thread.objects.filter(organisation=carla.organisation).earliest("pk")
row_of_calls = CallList.objects.create(season=season, date=ahead.date, kind="cancelled", once="gallery",
                                       place=ahead.place, made_at=now, made_by=carla.user)
news = [{"kind": "cancelled", "place": ahead.place, "starts": 600, "was": None, "cafe": ahead.pk, "trip": False}]
Call.objects.create(of_list=row_of_calls, base=ahead.base, member=bo, news=news)
rung = {"rung_at": now, "rung_by": carla.user}
Call.objects.create(of_list=row_of_calls, base=ahead.base, pick_up="Brugsen", news=news, **rung)
say_all(now)
told = PublicEvent.objects.exclude(base_key="").earliest("pk")
print(json.dumps({
    "season_id": season.id, "plan_id": row.id, "before": before.id, "after": row.id, "scenario_id": scenario.id,
    "stop_id": stop.id, "row_id": stop.id, "hub_id": season.hubs.get(name="Skjern").id, "slug": "stops",
    "member_id": bo.id, "upload_id": faulty.id, "cafe_id": words_at.id, "day": ahead.date.isoformat(),
    "volunteer_id": Volunteer.objects.filter(hub__season=season).earliest("pk").id,
    "employee_id": Employee.objects.filter(hub__season=season).earliest("pk").id,
    "place_id": ahead.where_id, "place_key": ahead.where.key, "trip_id": ahead.trip_id,
    "shift_id": Shift.objects.filter(occurrence=ahead, role="host").first().id,
    "own_shift_id": Shift.objects.filter(signups__member=bo, signups__state="signed").latest("pk").id,
    "store_id": store.id, "act": "modtag", "good_id": Good.objects.earliest("pk").id, "token": stop_token(way),
    "organisation_id": carla.organisation_id, "scope hub": "hub", "scope place": "sted",
    "key hub": told.base_key, "key place": told.place_key, "recipe_key": "pasta", "advice_key": "nat",
    "of": "budget", "thread_id": thread.id, "letter": "plan", "code": f"m{bo.id}", "list_id": row_of_calls.id,
    "service_id": HelpService.objects.get(organisation=carla.organisation, name="Gældsrådgivning Nord").id,
}))
"""

NOT_A_PAGE = {
    "a file": (
        "office:own_data_file", "office:held_file", "office:fetch_file", "office:stock_csv", "field:feed",
        "public:all_calendar", "public:hub_calendar", "public:place_calendar",
        "public:old_all_calendar", "public:old_calendar",
        "api:index", "api:openapi", "api:openings", "api:changes", "api:figures", "api:archive",
        "office:stock_history_csv", "office:crew_hours_csv", "office:what_if_csv", "office:told_csv",
        "office:told_excel", "public:security", "public:kept",
        "office:mate_held_file", "office:who_read_csv", "office:own_readings_csv",
    ),
    "looked at as public:figures": ("public:figures_of",),
    "for scripts": (
        "mfa_login_webauthn", "mfa_reauthenticate_webauthn", "style", "field:worker", "field:manifest", "field:me",
        "field:week", "office:land", "office:points", "public:hsds", "public:hsds_list", "public:hsds_one",
    ),
    "a part of a page": (
        "office:live", "office:why", "office:help", "office:price", "office:what_if_live", "office:edit_price",
    ),
    "leads on": (
        "office:start", "office:today", "office:newest_files", "front", "set_language", "account_logout", "public:come",
    ),
    "in the walk of people, by a link or with a passkey": (
        "office:open_link", "office:arrive", "mfa_remove_webauthn", "account_reauthenticate",
    ),
    "in the walk of the second factor, after a password": ("account_second_factor",),
    "in the walk of the café day, on a phone of its own": ("field:app",),
    "in the walk of stock, once a count has begun": ("office:finish_count",),
    "in the walk of the bridge, by a secret link": ("partner:referred",),
}  # fmt: skip


REGISTERS = ("hubs", "vans", "employees", "volunteers")  # beside that of stops
OF_A_HUB = ("public:spread_one", "public:poster", "public:week_card", "public:embed")  # and of a place
ACTS = ("flyt", "giv", "afskriv")  # what is done with goods, beside taking them in


@dataclass(frozen=True)
class Picture:
    """One page: its address by name, who looks at it, and how it is asked. `english`: in the second language."""

    name: str
    who: str = "carla"
    asked: tuple[tuple[str, str], ...] = ()
    given: tuple[tuple[str, str], ...] = ()  # parameter → the name of another value of the world
    english: bool = False
    status: int = 200

    def __str__(self) -> str:
        more = [urlencode(self.asked), *(value for _, value in self.given), self.who if self.who != "carla" else ""]
        return " ".join(part for part in (self.name, *more, "en" if self.english else "") if part)

    def address(self, reverse: Callable[..., str], taken: list[str], world: dict[str, str]) -> str:
        values = {name: world[dict(self.given).get(name, name)] for name in taken}
        asked = {name: value.format(**world) for name, value in self.asked}
        return reverse(self.name, kwargs=values) + ("?" + urlencode(asked) if asked else "")


def pages() -> list[Picture]:
    """Every page in the state in which somebody finds it."""
    left_out = {name for names in NOT_A_PAGE.values() for name in names}
    own = {"field:shift": (("shift_id", "own_shift_id"),)}
    scenarios = ("office:scenario", "office:delete_scenario")
    scenario = dict.fromkeys(scenarios, (("season_id", "scenario_id"),))
    of_hub = dict.fromkeys(OF_A_HUB, (("scope", "scope hub"), ("scope_key", "key hub")))
    needs = {
        "office:letter": (("dag", "{day}"),),
        "office:broken": (("m", "van-{trip_id}"),),
        "office:several_rows": (("alle", "1"), ("q", "vi")),
    }
    return [
        Picture(name, _looks(name), needs.get(name, ()), {**own, **scenario, **of_hub}.get(name, ()))
        for name, rule in RULES.items()
        if rule.get is not None and name not in left_out
    ]


def _looks(name: str) -> str:
    if name in ("account_login", "field:stop_messages") or name.startswith(("public:", "mine:")):
        return ""
    return "bo" if name.startswith("field:") else "carla"


def states() -> list[Picture]:
    """The same pages as people see them next."""
    season, of_scenario = "office:season", (("season_id", "scenario_id"),)
    return [
        Picture("office:thread", english=True),
        Picture("office:threads", who="alma", english=True),
        Picture(season, asked=(("vis", "steder"),)),
        Picture(season, asked=(("hub", "{hub_id}"), ("dag", "2"))),
        Picture(season, asked=(("hub", "alle"),)),
        Picture(season, asked=(("kommune", "760"),)),
        Picture(season, english=True),
        Picture("office:leading", "dan"),
        Picture("office:leading", "dan", english=True),
        Picture("office:leading", "alma", status=403),
        Picture("office:search", asked=(("q", "ka"),)),
        Picture("office:search", asked=(("q", "karby"),), english=True),
        Picture("office:search", asked=(("q", "zebra"),)),
        Picture("office:search", asked=(("q", "K7MX-3F9P"),)),
        Picture("office:search", asked=(("q", "a"),)),
        Picture(season, given=of_scenario),
        Picture(season, "dan"),
        Picture(season, "bo", status=403),
        Picture(season, "finn", status=404),
        Picture("office:search", asked=(("q", "bal"),)),
        Picture("office:what_if", asked=(("sorter", "hub"),)),
        Picture("office:seasons", "finn"),
        Picture("office:crew_week", asked=(("hub", "alle"),)),
        Picture("office:loads", "bo"),
        Picture("office:plan", given=(("plan_id", "before"),)),
        *(Picture("office:register", given=(("slug", f"slug {slug}"),)) for slug in REGISTERS),
        Picture("office:row", given=(("slug", "slug terms"), ("row_id", "season_id"))),
        Picture("office:register", asked=(("q", "vi"),)),
        *(Picture(name, "", given=(("scope", "scope place"), ("scope_key", "key place"))) for name in OF_A_HUB),
        Picture("public:spread", "", english=True),
        Picture("public:poster", "", given=(("scope", "scope hub"), ("scope_key", "key hub")), english=True),
        Picture("public:recipe", "", english=True),
        Picture("public:one_advice", "", english=True),
        *(Picture("office:stock_move", given=(("act", f"act {act}"),)) for act in ACTS),
    ]
