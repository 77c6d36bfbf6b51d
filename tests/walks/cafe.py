"""A café day for the walks: today's tour of Alma and Bo, on a phone of their own, with a network that can be cut."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from re import Pattern
from time import monotonic
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, expect
from playwright.sync_api import Error as PlaywrightError

from tests.patience import HANG_MS, HANG_S
from tests.walks.conftest import patient
from tests.walks.server import Server

PIN = "482913"
PAD = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 1,
    "timezone_id": "Europe/Copenhagen",
}

# The season began last Monday; a tour of Alma's is today, whatever weekday it is. Its last café is cancelled.
A_DAY = """
import json
from datetime import timedelta
from uuid import uuid4
from django.utils import timezone
from tests.on_dates import make_days
from driveout.records.drive.models import Good, Occurrence, Shift, Signup, Trip
from driveout.records.meet.models import Tally
from driveout.records.models import Member, Season
from driveout.records.drive.stock.demo import stock_the_demo
from driveout.records.plan import queries
from driveout.records.plan import actions
from driveout.records.plan.publishing.actions import publish_times
now = timezone.now()
today = timezone.localdate()
monday = today - timedelta(days=today.weekday() + 7)
members = {m.user.username: m for m in Member.objects.select_related("user")}
carla = members["carla"].user
season = Season.objects.filter(organisation=members["carla"].organisation).earliest("id")
season.first_day, season.weeks, season.closed_dates = monday, 3, []
season.save()
plan = queries.newest_plan(season.id)
actions.approve_plan(plan_id=plan.id, by=carla, now=now)
plan.tours.exclude(hub__name__in=("Nykøbing Mors", "Skjern")).delete()
# On some weekdays the hub drives two tours: hers is the one of today.
of_today = plan.tours.filter(hub__name="Nykøbing Mors", weekday=today.weekday())
hers = of_today.filter(employee__name__startswith="Alma").order_by("pk").first()
of_today.exclude(pk=hers.pk if hers else None).delete()
make_days(plan_id=plan.id, by=carla, now=now, today=monday)
publish_times(plan_id=plan.id, by=carla, now=now)
stock_the_demo(organisation=season.organisation, season=season, by=carla, now=now, today=today)
mine = Trip.objects.filter(season=season, hub="Nykøbing Mors", driver__startswith="Alma", date__gte=today)
mine = mine.exclude(occurrences__events__isnull=False)
trip = mine.filter(date=today).first() or mine.first()
rows = list(trip.occurrences.order_by("starts"))
trip.date, trip.name = today, "Nykøbing Mors, i dag"
trip.pick_ups = [{"name": "Fødevarebanken", "at": trip.leaves - 30, "what": "To kasser med brød og frugt"}]
trip.save()
for row in rows:
    row.date, row.seats = today, 7  # wherever it is today
    row.save()
Signup.objects.filter(shift__trip=trip, shift__occurrence=None).update(name="Alma", member=members["alma"])
for row in rows:
    Signup.objects.filter(shift__occurrence=row).delete()
    Signup.objects.create(shift=Shift.objects.get(occurrence=row), name="Bo", member=members["bo"], made_at=now)
first = rows[0]
first.stop.contact = "Anna, 12 34 56 78"
first.stop.save()
rows[-1].state, rows[-1].why, rows[-1].told_at = "cancelled", "Der er ingen varme i huset", now
rows[-1].save()
before = Occurrence.objects.filter(place=first.place, date__lt=today).latest("date")
note = {"id": str(uuid4()), "value": "Nøglen hænger i boksen ved døren.", "at": now.isoformat()}
held = {"fields": {"note": [note]}, "changed_at": now, "opened_at": now, "closed_at": now, "first": 6}
Tally.objects.update_or_create(occurrence=before, defaults=held)
near = (today - timedelta(days=7), today + timedelta(days=6))
others = Occurrence.objects.filter(hub="Nykøbing Mors", date__range=near, events=None, tally=None).exclude(trip=trip)
print(json.dumps([[row.pk, row.place] for row in [*rows, *others.order_by("date", "starts")]]))
"""

# What the server has of a café.
TALLY = """
import json
from driveout.records.meet.models import FieldEvent, OwnWords, Tally
row = Tally.objects.get(occurrence_id={id})
names = ("first", "before", "friend", "child", "left", "early", "given", "words", "next_steps", "mishaps")
said = {{name: getattr(row, name) for name in (*names, "shadow_minutes", "in_doubt", "flags")}}
said["weather"] = [one["value"] for one in row.fields.get("weather", [])]
said["events"] = FieldEvent.objects.filter(occurrence_id={id}).count()
said["text"] = [one.text for one in OwnWords.objects.filter(occurrence_id={id})]
said["closed"] = row.closed_at is not None
print(json.dumps(said))
"""
# When the pad can be tapped, on the page's own clock: 0 is when the browser was asked for the page.
WATCH = """
addEventListener("DOMContentLoaded", () => {
  const look = () => { if (document.querySelector(".pin") && !window.usable) window.usable = performance.now(); };
  new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
  look();
});
"""
# How many drafts have been written down for good since it was first asked on this page.
DRAFTS_KEPT = """() => {
  if (window.draftsKept === undefined) {
    window.draftsKept = 0;
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = function (...row) {
      if (this.name === "drafts") this.transaction.addEventListener("complete", () => { window.draftsKept += 1; });
      return put.apply(this, row);
    };
  }
  return window.draftsKept;
}"""
# Every text that lies in the app's databases, keys and values, however deep.
DUMP = """async () => {
  const words = [];
  const asked = (ask) => new Promise((done) => { ask.onsuccess = () => done(ask.result); });
  const take = (value) => {
    if (typeof value === "string") words.push(value);
    else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value instanceof ArrayBuffer ? value : value.buffer);
      for (const how of ["utf-8", "utf-16le"]) words.push(new TextDecoder(how).decode(bytes));
    } else if (Array.isArray(value)) value.forEach(take);
    else if (value && typeof value === "object") Object.entries(value).forEach(take);
  };
  let rows = 0;
  for (const { name } of await indexedDB.databases()) {
    const db = await asked(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const all = db.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([asked(all.getAllKeys()), asked(all.getAll())]);
      rows += values.length;
      take(keys);
      take(values);
    }
    db.close();
  }
  take({ ...localStorage });
  take({ ...sessionStorage });
  return { rows, text: words.join("\\n") };
}"""


@dataclass(frozen=True)
class Cafe:
    """A café of today's tour."""

    id: int
    place: str


def make_today(server: Server) -> list[Cafe]:
    """Today's three cafés, the third one cancelled; then the hub's others of these weeks."""
    return [Cafe(*row) for row in json.loads(server.do(A_DAY))]


def sum_of(server: Server, cafe: Cafe) -> dict[str, Any]:
    """What the server has of a café."""
    return json.loads(server.do(TALLY.format(id=cafe.id)))


class Phone:
    """One phone: a browser of its own. Counts the taps it is given."""

    def __init__(self, context: BrowserContext) -> None:
        self.context, self.page, self.taps = context, context.new_page(), 0
        self.trouble: list[str] = []
        self.page.on("pageerror", lambda error: self.trouble.append(str(error)))
        self.page.on("console", lambda said: self.trouble.append(said.text) if said.type == "error" else None)

    def tap(self, target: Locator) -> None:
        self.taps += 1
        target.tap()

    def press(self, name: str | Pattern[str], **how: Any) -> None:
        """Tap the button of that name."""
        self.tap(self.page.get_by_role("button", name=name, **how))

    def follow(self, name: str | Pattern[str], **how: Any) -> None:
        """Tap the link of that name."""
        self.tap(self.page.get_by_role("link", name=name, **how))

    def type_pin(self, pin: str = PIN) -> None:
        """On a keyboard: quick, for a machine that has much to do."""
        expect(self.page.get_by_role("group", name="Taltastatur")).to_be_visible()
        self.page.keyboard.type(pin)

    def tap_pin(self, pin: str = PIN) -> None:
        """By thumb."""
        pad = self.page.get_by_role("group", name="Taltastatur")
        for digit in pin:
            pad.get_by_role("button", name=digit, exact=True).tap()

    def offline(self, off: bool = True) -> None:
        self.context.set_offline(off)

    def see(self, text: str, within: float = HANG_MS) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=within)

    def until(self, true: Callable[[], Any], within: float = HANG_MS) -> None:
        """For what the page does not show."""
        end = monotonic() + within / 1000
        while not true():
            assert monotonic() < end, "It did not come to pass"
            self.page.wait_for_timeout(20)

    def draft(self, act: Callable[[], Any]) -> None:
        """Do it, and wait until what is half written has been put away."""
        before = self.page.evaluate(DRAFTS_KEPT)
        act()
        self.until(lambda: self.page.evaluate(DRAFTS_KEPT) > before)

    def heading(self, name: Any) -> None:
        expect(self.page.get_by_role("heading", level=1, name=name)).to_be_visible()

    def come_in(self, server: Server, name: str) -> None:
        """Signed in, as the ordinary page sends somebody back to the app. `sign_in` is the way there."""
        assert server.desk is not None
        key = server.desk.session_of(name, bound_for="/felt/")
        self.context.add_cookies([{"name": "sessionid", "value": key, "url": server.address, "httpOnly": True}])
        self.page.goto("/felt/")

    def sign_in(self, name: str) -> None:
        """On the ordinary page, and back to the app."""
        self.page.goto("/felt/#/ny")
        self.follow("Log ind")
        self.type_password(name)

    def type_password(self, name: str) -> None:
        """On the ordinary page."""
        self.page.get_by_label("Brugernavn").fill(name)
        self.page.get_by_label("Adgangskode").fill(f"cafe-{name}")
        self.page.get_by_role("button", name="Log ind", exact=True).tap()

    def settle(self, name: str, pin: str = PIN) -> None:
        """Just signed in: a PIN is chosen, today's tour fetched, and the app kept for the time without a network."""
        self.heading(f"Hej {name.capitalize()}")
        self.type_pin(pin)
        self.see("Tast koden én gang til")
        self.type_pin(pin)
        self.heading("I dag")
        expect(self.page.locator(".trip")).to_be_visible()
        self.ready()

    def ready(self) -> None:
        """Until the worker has the app's files."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => null)")

    def at(self, cafe: Cafe) -> None:
        """The café's screen."""
        self.page.goto(f"/felt/#/cafe/{cafe.id}")
        self.heading(cafe.place)

    def open(self, cafe: Cafe) -> None:
        self.at(cafe)
        self.press("Åbn caféen")
        self.see("Åben til")

    def count(self, what: str, times: int = 1) -> None:
        """Tap so many times; every tap is on disk after this."""
        button = self.page.get_by_role("button", name=re.compile(f"^\\d+ ?{what}$"))
        before = int(button.locator("b").inner_text())
        for _ in range(times):
            self.tap(button)
        expect(button.locator("b")).to_have_text(str(before + times))

    def outbox(self) -> None:
        self.page.goto("/felt/#/udbakke")
        self.heading("Udbakke")

    def landed(self, n: int) -> None:
        """All of it has landed, and the outbox says so. Sends when it does not by itself."""
        self.outbox()
        all_of_it = self.page.get_by_text(f"{n} af {n} er nået frem")
        send = self.page.get_by_role("button", name="Send nu")
        end = monotonic() + HANG_S
        while not all_of_it.is_visible():
            assert monotonic() < end, "It did not land"
            expect(all_of_it.or_(send).first).to_be_visible()
            if send.is_visible():
                with suppress(PlaywrightError):  # it may land, and the button go, just before the tap
                    send.tap(timeout=2_000)
            self.page.wait_for_timeout(100)

    def unlock(self, pin: str = PIN) -> None:
        self.type_pin(pin)
        expect(self.page.locator(".bar")).to_be_visible()


@contextmanager
def phone_in(browser: Browser, server: Server, **more: Any) -> Iterator[Phone]:
    """A phone, put away at the end. What its pages complained about stands in `trouble`."""
    context = patient(browser.new_context(**{**PAD, "base_url": server.address, "locale": "da-DK", **more}))
    try:
        yield Phone(context)
    finally:
        context.close()
