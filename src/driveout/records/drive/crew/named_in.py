"""Whom a plan names: to note who fetched a file in which their names and days stand."""

from driveout.records.drive.crew.plan_people import connected
from driveout.records.plan.models import Hub, Opening, Plan, Tour, Volunteer
from driveout.records.trust.names import is_former
from driveout.records.trust.reading import Whose


def named_in(plan: Plan) -> list[Whose]:
    """Each once, as who signs in where that is certain; nobody who was taken out. Seven queries."""
    where = dict(Hub.objects.filter(season=plan.season_id).values_list("pk", "where"))
    crew = {
        (where[hub], key)
        for hub, key, name in Tour.objects.filter(plan=plan).values_list("hub", "employee__key", "employee__name")
        if not is_former(name)
    }
    here = Volunteer.objects.filter(hub__season=plan.season_id).values_list("hub", "key", "name")
    gone = {(hub, key) for hub, key, name in here if is_former(name)}
    for hub, hosts in Opening.objects.filter(plan=plan).values_list("hub", "volunteers"):
        crew |= {(where[hub], key) for key in hosts if (hub, key) not in gone}
    known = connected(plan.season.organisation_id)
    found = [
        Whose(member=known[str(base), key].pk) if (str(base), key) in known else Whose(base=base, person=key)
        for base, key in sorted(crew)
    ]
    return list(dict.fromkeys(found))
