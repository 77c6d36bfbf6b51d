"""Locking somebody before anything about them is read: what is read before may be of a moment ago."""

from django.apps import apps

from driveout.records.team.models import Member, Organisation


def hold(member: Member) -> Member:
    """The member as it is now, locked until the transaction ends: whoever takes them out meanwhile waits, or is done.

    Locked first and read then: a join in the same statement would give the name of before the wait. Two queries.
    """
    Member.objects.select_for_update(no_key=True).filter(pk=member.pk).first()
    return Member.objects.select_related("user", "organisation", "base").get(pk=member.pk)


def hold_seasons(organisation_id: int) -> None:
    """Before anybody is read: who puts a plan or somebody of a register on shifts holds the season, and would write a
    name of before. Who signs up by themselves holds their own row, as `hold` does. One query."""
    seasons = apps.get_model("records", "Season").objects.filter(organisation=organisation_id).order_by("pk")
    list(seasons.select_for_update(no_key=True).values_list("pk"))


def hold_organisation(organisation_id: int) -> None:
    """Before something is looked for by a name that is one in an organisation, and made where it is not there: of two
    who make it at once the second finds it. Locked until the transaction ends, before any season. One query."""
    Organisation.objects.select_for_update(no_key=True).only("id").filter(pk=organisation_id).first()
