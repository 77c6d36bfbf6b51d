"""Who is asking, and who is here. Each says how many queries it takes."""

from typing import Any

from allauth.mfa.models import Authenticator

from driveout.records.team.models import Invitation, Member, Role


def member_of(user: Any) -> Member | None:
    """The person's place in an organisation, or None. One query."""
    if not user.is_authenticated:
        return None
    return Member.objects.select_related("organisation", "user").filter(user=user).first()


def members_of(organisation_id: int) -> list[Member]:
    """Everybody who is or was here. One query."""
    own = Member.objects.filter(organisation_id=organisation_id).select_related("user", "organisation")
    return list(own.order_by("-user__is_active", "user__first_name", "user__username"))


def member_here(organisation_id: int, member_id: int) -> Member | None:
    """One of an organisation's own. One query."""
    own = Member.objects.filter(organisation_id=organisation_id).select_related("user", "organisation")
    return own.filter(pk=member_id).first()


def member_called(username: str) -> Member | None:
    """Who signs in with that name, in whatever organisation: for the server's command line. One query."""
    return Member.objects.select_related("user", "organisation", "base").filter(user__username=username).first()


def link_here(organisation_id: int, link_id: int) -> Invitation | None:
    """One of an organisation's own links. One query."""
    rows = Invitation.objects.select_related("member", "made_by__member")
    return rows.filter(organisation_id=organisation_id, pk=link_id).first()


def with_passkey(organisation_id: int) -> set[int]:
    """Users who can sign in with a passkey. One query."""
    keys = Authenticator.objects.filter(user__member__organisation_id=organisation_id)
    return set(keys.filter(type=Authenticator.Type.WEBAUTHN).values_list("user_id", flat=True))


def passkeys_of(user_id: int) -> list[Authenticator]:
    """A person's own passkeys, oldest first. One query."""
    return list(Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.WEBAUTHN).order_by("id"))


def language_of(member: Member) -> str:
    """What somebody reads messages in: Danish until they have signed in with another."""
    return member.language or "da"


def coordinators_of(organisation_id: int) -> list[str]:
    """First names of those who can give access. One query."""
    rows = Member.objects.filter(organisation_id=organisation_id, role=Role.COORDINATOR, user__is_active=True)
    return [row.user.first_name or row.user.username for row in rows.select_related("user").order_by("id")]
