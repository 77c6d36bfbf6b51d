"""Organisations and the people who work in them."""

from django.conf import settings
from django.db import models

from driveout.records.place.models import AtBase


class Organisation(models.Model):
    """Whoever runs drive-outs here, or a partner. Nobody sees another organisation's rows. `second_factor_asked`: its
    coordinators and operators sign in with a passkey, or with a code beside the password."""

    name = models.CharField(max_length=120, unique=True)
    second_factor_asked = models.BooleanField(default=False)

    class Seen:
        team = ("id", "name", "second_factor_asked")

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What a person is here. The words on screen are in look/templates."""

    COORDINATOR = "coordinator"
    HUB_LEADER = "hub leader"
    EMPLOYEE = "employee"
    VOLUNTEER = "volunteer"
    PARTNER = "partner"
    READER = "reader"
    OPERATOR = "operator"


class Member(models.Model):
    """A person who signs in: one organisation, one role. `guide_hidden_at`: when they put the first steps away.

    `base`: the hub they belong to, which is the place of it, whatever it is called; None: they help anywhere.
    `near`: the place they would like to help near to, as they wrote it; no address is asked for.
    `language`: the code of the one they last signed in with; empty before.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role)
    base = models.ForeignKey("records.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    guide_hidden_at = models.DateTimeField(null=True)
    near = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=5, blank=True)

    objects = AtBase()

    class Meta:
        base_manager_name = "objects"
        constraints = (
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="member_has_a_known_role"),
        )

    class Seen:
        team = ("id", "user", "organisation", "role", "base", "guide_hidden_at", "near", "language")

    def __str__(self) -> str:
        return f"{self.user}, {self.role}"

    @property
    def hub_key(self) -> str:
        """Which hub; empty for none."""
        return str(self.base_id or "")

    @property
    def hub_name(self) -> str:
        """What the hub is called now; empty for none. Only shown."""
        return self.base.name if self.base else ""


class Person(models.Model):
    """One of the crew from season to season, whether or not they sign in: whom registers know at a hub by a key.

    What is known of them beside the season hangs here: whom to ring (`phone`; `phone_is_own`: they wrote it themselves,
    and nobody else), and by other tables days away and seen papers. Their name stands in the registers. `member`: who
    signs in as them; `is_said`: somebody said so, or said
    that nobody does, and the name decides it no more. Made when there is something to keep.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    base = models.ForeignKey("records.Place", null=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120, blank=True)
    member = models.OneToOneField(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    is_said = models.BooleanField(default=False)
    phone = models.CharField(max_length=20, blank=True)
    phone_is_own = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    objects = AtBase()

    class Meta:
        base_manager_name = "objects"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("organisation", "base", "key"), name="person_is_one_at_a_hub"),
            models.CheckConstraint(
                condition=models.Q(base__isnull=False) & ~models.Q(key="") | models.Q(base__isnull=True, key=""),
                name="person_of_a_register_is_at_a_hub",
            ),
        )

    class Seen:
        team = ("id", "organisation", "base", "key", "member", "is_said", "phone_is_own", "made_at")
        none = ("phone",)

    def __str__(self) -> str:
        return f"person {self.pk}"


class WrongTries(models.Model):
    """Wrong passwords for one name, from one place or from all; none of them is kept (team.tries). Gone after a day."""

    digest = models.CharField(max_length=64, unique=True)
    n = models.PositiveIntegerField()
    last_at = models.DateTimeField()

    class Seen:
        none = ("id", "digest", "n", "last_at")

    def __str__(self) -> str:
        return str(self.n)


class SecondFactor(models.Model):
    """What a person's authenticator app was given, sealed with the server's key (team.second). `last_step`: the half
    minute of the last code that was taken: no code is taken twice. `confirmed_at`: None until a first code was right.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    sealed = models.TextField()
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)
    wrong = models.PositiveIntegerField(default=0)
    wrong_at = models.DateTimeField(null=True)

    class Seen:
        team = ("id", "user", "made_at", "confirmed_at")
        none = ("sealed", "last_step", "wrong", "wrong_at")

    def __str__(self) -> str:
        return f"{self.user_id}"


class RecoveryCode(models.Model):
    """A way in for who has lost the authenticator, once. Only a digest is kept; the code was shown when it was made."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "digest"), name="recovery_code_once"),)

    class Seen:
        team = ("id", "user", "made_at", "used_at")
        none = ("digest",)

    def __str__(self) -> str:
        return f"{self.user_id}"


class Invitation(models.Model):
    """A link that takes a person in once or, with `member`, lets someone who is here choose a new password.

    Only a digest of the link's secret is kept: nobody who reads the table can use it. `confirmed_by`: the coordinator
    who said yes, where its maker gave more than they hold (team.giving).
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="+")
    first_name = models.CharField(max_length=60, blank=True)
    role = models.CharField(max_length=20, choices=Role)
    base = models.ForeignKey("records.Place", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = AtBase()

    class Meta:
        base_manager_name = "objects"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="invitation_has_a_known_role"),
        )

    class Seen:
        team = (
            *("id", "organisation", "member", "first_name", "role", "base", "made_at", "made_by"),
            *("confirmed_by", "expires_at", "ended_at"),
        )
        none = ("digest",)

    def __str__(self) -> str:
        return f"{self.first_name}, {self.role}"

    @property
    def hub_name(self) -> str:
        """What the hub is called now; empty for none. Only shown."""
        return self.base.name if self.base else ""
