"""Workdays with rest between them, and enough volunteers for what each stop asks."""

from collections.abc import Iterable

from driveout.core.words import Season, Weekday, clock, clock_iso
from driveout.core.words.time import MINUTES_A_DAY
from driveout.outside.faults import Fault, Said
from driveout.outside.season_files.build import Records
from driveout.outside.season_files.table_places import DAYS


def check_rest(records: Records) -> Iterable[Fault]:
    """Rule 11 at its root: from the end of a hub's workday to the start of the next there is time to rest."""
    rest = records.keys.get("rest_minutes")
    if rest is None:
        return
    for r in records.hubs:
        spans = [r.get(day) for day in DAYS]
        for day in Weekday:
            tomorrow = Weekday((day + 1) % 7)
            if not spans[day] or not spans[tomorrow]:
                continue
            closes, opens = spans[day][0][1], spans[tomorrow][0][0]
            gap = MINUTES_A_DAY - closes + opens
            if gap < rest:
                r.whole = False
                yield r.fault(
                    DAYS[tomorrow],
                    Said(
                        f"From {day.english} {clock_iso(closes)} to {tomorrow.english} {clock_iso(opens)} there "
                        f"are {gap} minutes",
                        f"Fra {day.danish} kl. {clock(closes)} til {tomorrow.danish} kl. {clock(opens)} er der "
                        f"{gap} minutter",
                    ),
                    Said(
                        f"at least {rest} minutes of rest (`rest_minutes`)",
                        f"mindst {rest} minutters hvile (`rest_minutes`)",
                    ),
                )


def check_volunteers(season: Season, records: Records) -> Iterable[Fault]:
    """A stop cannot ask for more volunteers at one opening than its hubs have."""
    if "volunteers" in records.unread or any(not r.whole for r in records.volunteers):
        return
    has = {hub.key: sum(v.hub == hub.key for v in season.volunteers) for hub in season.hubs}
    bare: set[str] = set()
    for r in records.stops:
        asked, home = r.get("volunteers"), r.ref("hub")
        if not r.whole or not asked or home not in has or not r.get("visits_max"):
            continue
        most = max(has.get(key, 0) for key in (home, *(r.ref("also_hubs") or ())))
        if most == 0 and home not in bare:
            bare.add(home)
            hub = next(h for h in records.hubs if h.key == home)
            yield hub.fault(
                "hub",
                Said(
                    f"{hub['hub']} has no volunteers, and its stops ask for them",
                    f"{hub['hub']} har ingen frivillige, og dens steder beder om dem",
                ),
                Said(
                    "at least one row for it in volunteers, or volunteers 0 at its stops",
                    "mindst én række til den i volunteers, eller volunteers 0 ved dens steder",
                ),
            )
        elif 0 < most < asked:
            yield r.fault(
                "volunteers",
                Said(
                    f"{r['stop']} asks for {asked} volunteers, but {r['hub']} has {most}",
                    f"{r['stop']} beder om {asked} frivillige, men {r['hub']} har {most}",
                ),
                Said("no more than the hub has", "ikke flere, end hubben har"),
            )
