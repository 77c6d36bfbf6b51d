"""The days around today as a phone keeps them: plain values, as docs/reference/wire.md has them."""

from datetime import datetime

from driveout import __version__
from driveout.core.words import Answer
from driveout.core.words.fields import TOLD_TO_GUESTS
from driveout.field.sync.wire import HubAnswer, OpeningAnswer, TallyAnswer, TripAnswer, WeekAnswer
from driveout.look.land import has_land, rings_within
from driveout.records.drive.models import Occurrence, Trip
from driveout.records.meet.keys import import_key
from driveout.records.meet.models import Tally
from driveout.records.meet.weeks import Week, is_mine
from driveout.records.team.models import Member, Role

AROUND_LAT, AROUND_LON = 0.25, 0.6  # degrees around what is shown: a tall tour is drawn on a wide map


def week_answer(week: Week, member: Member, now: datetime, *, number: str = "", differs: str = "") -> WeekAnswer:
    """All of it. No query."""
    trips = [trip for trip in week.trips if week.openings[trip.pk]]
    return {
        "now": now.isoformat(),
        "version": __version__,
        "member": {
            "id": member.pk,
            "name": member.user.first_name or member.user.username,
            "role": member.role,
            "hub": member.hub_name,
            "number": number,
        },
        "organisation": {"name": member.organisation.name, "import_key": import_key(member.organisation_id)},
        "goods": [{"id": good.pk, "kind": good.kind, "name": good.name} for good in week.goods],
        "land": _land(week, trips),
        "differs": differs,
        "days": [
            {"date": day.isoformat(), "trips": [_trip(week, trip, member) for trip in trips if trip.date == day]}
            for day in week.days
        ],
    }


def _land(week: Week, trips: list[Trip]) -> list[list[list[float]]]:
    """The coast around what is shown; nothing where there is no outline."""
    spots = [(row.lat, row.lon) for trip in trips for row in week.openings[trip.pk]]
    spots += [(hub["lat"], hub["lon"]) for hub in (_hub(week, trip) for trip in trips)]
    if not spots or not has_land():
        return []
    lats, lons = [lat for lat, _ in spots], [lon for _, lon in spots]
    south, north = min(lats) - AROUND_LAT, max(lats) + AROUND_LAT
    return rings_within(south, min(lons) - AROUND_LON, north, max(lons) + AROUND_LON)


def _hub(week: Week, trip: Trip) -> HubAnswer:
    """Where the trip starts; a hub that is gone from the register lies where the first café is."""
    hub = week.hubs.get((trip.season_id, trip.base_id))
    spot = hub or week.openings[trip.pk][0]
    return {"name": trip.hub, "lat": spot.lat, "lon": spot.lon}


def _trip(week: Week, trip: Trip, member: Member) -> TripAnswer:
    home = week.hubs.get((trip.season_id, trip.base_id))
    before, openings = home.name if home else trip.hub, []
    for row in week.openings[trip.pk]:
        here = row.stop.name if row.stop else row.place  # roads know a place by what it is called now
        openings.append(_opening(week, row, member, week.legs.get(trip.season_id, {}).get((before, here), 0)))
        before = before if row.state == "cancelled" else here
    return {
        "id": trip.pk,
        "name": trip.name,
        "hub": _hub(week, trip),
        "van": "" if trip.pk in week.others else trip.van,
        "crew": list({one.member or one.name: one.name for one in week.shifts[trip.pk] if one.name}.values()),
        "leaves": trip.leaves,
        "returns": trip.returns,
        "break_starts": trip.break_starts,
        "driving_minutes": trip.driving_minutes,
        "pick_ups": [] if trip.pk in week.others else trip.pick_ups,
        "load": week.loads.get(trip.pk, []),
        "openings": openings,
    }


def _opening(week: Week, row: Occurrence, member: Member, drive_minutes: int) -> OpeningAnswer:
    mine = is_mine(week, row, member)
    tally = week.tallies.get(row.pk)
    return {
        "id": row.pk,
        "place": row.place,
        "venue": row.venue,
        "address": row.stop.address if row.stop else "",
        "lat": row.lat,
        "lon": row.lon,
        "starts": row.starts,
        "promised": row.promised,
        "minutes": row.minutes,
        "seats": row.seats,
        "guests": round(row.guests, 1),
        "state": row.state,
        "why": row.why,
        "told": _told(row),
        # A host's name and number are for who comes there.
        "contact": row.stop.contact if row.stop and (mine or member.role != Role.VOLUNTEER) else "",
        "drive_minutes": drive_minutes,
        "hosts": [one.name for one in week.shifts[row.trip_id] if one.opening == row.pk and one.name],
        "mine": mine,
        "tally": tally_answer(week, tally) if tally else None,
    }


def _told(row: Occurrence) -> dict[str, str]:
    """What guests ask of the place, as the register has it now; what nobody has looked at is left out."""
    if row.stop is None:
        return {}
    answers = ((field.name, getattr(row.stop, field.name)) for field in TOLD_TO_GUESTS)
    return {name: answer for name, answer in answers if answer != Answer.UNKNOWN}


def tally_answer(week: Week, row: Tally) -> TallyAnswer:
    """The sum that the server has."""
    return {
        "first": row.first,
        "before": row.before,
        "friend": row.friend,
        "child": row.child,
        "left": row.left,
        "early": row.early,
        "stayed": row.stayed,
        "turned_away": row.turned_away,
        "given": row.given,
        "goods": row.goods,
        "words": row.words,
        "next_steps": row.next_steps,
        "mishaps": row.mishaps,
        "shadow_minutes": row.shadow_minutes,
        "in_doubt": row.in_doubt,
        "fields": {
            name: [{**value, "by": week.names.get(value["id"], "")} for value in said]
            for name, said in row.fields.items()
        },
        "opened_at": row.opened_at.isoformat() if row.opened_at else None,
        "closed_at": row.closed_at.isoformat() if row.closed_at else None,
        "ids": week.ids[row.occurrence_id],
    }
