"""The telephone numbers that others know somebody by: for their own phone alone, which makes no PIN of them."""

from django.db.models import Q

from driveout.records.drive.crew.plan_people import connected
from driveout.records.team.models import Member, Person
from driveout.records.tell.ways import own_number


def own_numbers(member: Member) -> str:
    """What they gave for messages, and what their leader noted to ring them; ", " between, empty for none. Two queries,
    and three more where a number is noted at their hub and nobody said whose."""
    theirs = Q(member=member) | Q(member=None, is_said=False, base=member.base_id, base__isnull=False)
    noted = list(Person.objects.filter(theirs, organisation=member.organisation_id).exclude(phone=""))
    known = connected(member.organisation_id) if any(one.member_id is None for one in noted) else {}
    found = [own_number(member)]
    for one in noted:
        by_name = known.get((str(one.base_id), one.key))
        if one.member_id == member.pk or (by_name is not None and by_name.pk == member.pk):
            found.append(one.phone)
    return ", ".join(dict.fromkeys(filter(None, found)))
