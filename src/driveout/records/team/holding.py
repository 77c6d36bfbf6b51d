"""Locking somebody before anything about them is read: what is read before may be of a moment ago."""

from driveout.records.team.models import Member


def hold(member: Member) -> Member:
    """The member as it is now, locked until the transaction ends: whoever takes them out meanwhile waits, or is done.

    Locked first and read then: a join in the same statement would give the name of before the wait. Two queries.
    """
    Member.objects.select_for_update().filter(pk=member.pk).first()
    return Member.objects.select_related("user", "organisation", "base").get(pk=member.pk)
