"""Organisations and the people who work in them."""

from django.conf import settings
from django.db import models


class Organisation(models.Model):
    """Whoever runs drive-outs here, or a partner. Nobody sees another organisation's rows."""

    name = models.CharField(max_length=120, unique=True)

    class Seen:
        team = ("id", "name")

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a person is here. The words on screen are in look/templates."""

    COORDINATOR = "coordinator"
    HUB_LEADER = "hub leader"
    EMPLOYEE = "employee"
    VOLUNTEER = "volunteer"
    PARTNER = "partner"


class Member(models.Model):
    """A person who signs in: one organisation, one role."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    hub_name = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="member_has_a_known_role"),
        )

    class Seen:
        team = ("id", "user", "organisation", "role", "hub_name")

    def __str__(self) -> str:
        return f"{self.user}, {self.role}"
