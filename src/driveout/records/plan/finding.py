"""Where a season's places and people are found by what somebody remembers of them. Each says how many queries it takes.

Names are read and compared here, not in the database: none of those we run on folds “Å”, “aa” and “a” into one.
"""

from driveout.core.words.sought import Sought
from driveout.records.plan.models import Employee, Hub, Stop, Volunteer


def places_like(season_id: int, sought: Sought) -> list[Stop]:
    """Stops by their name, venue, address or town. One query."""
    rows = Stop.objects.filter(season_id=season_id).only("id", "name", "venue", "address", "place_name", "municipality")
    return [row for row in rows if sought.is_in(row.name, row.venue, row.address, row.place_name)]


def contacts_like(season_id: int, sought: Sought) -> list[Stop]:
    """Stops by whom to call there: a name or a telephone number. For those who may see contacts. One query."""
    rows = Stop.objects.filter(season_id=season_id).exclude(contact="").only("id", "name", "contact")
    return [row for row in rows if sought.is_in(row.contact) or sought.rings(row.contact)]


def hubs_like(season_id: int, sought: Sought) -> list[Hub]:
    """Hubs by their name or town. One query."""
    return [row for row in Hub.objects.filter(season_id=season_id) if sought.is_in(row.name, row.place_name)]


def crew_like(season_id: int, sought: Sought) -> tuple[list[Employee], list[Volunteer]]:
    """Employees and volunteers of the season. For those who may see names. Two queries."""
    employees = Employee.objects.filter(hub__season_id=season_id).select_related("hub")
    volunteers = Volunteer.objects.filter(hub__season_id=season_id).select_related("hub")
    return (
        [row for row in employees if sought.is_in(row.name)],
        [row for row in volunteers if sought.is_in(row.name)],
    )
