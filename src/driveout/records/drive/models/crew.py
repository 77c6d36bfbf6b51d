"""Who drives and hosts: shifts, who signed up, who may, and who cannot come."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from driveout.records.drive.models.days import Occurrence, Trip


class ShiftRole(models.TextChoices):
    """What somebody does on a day. An employee and a driver are there for the whole trip, a host for one café."""

    EMPLOYEE = "employee"
    DRIVER = "driver"
    HOST = "host"


class Shift(models.Model):
    """What a day needs: so many of a role, on a trip or at one of its cafés. `from`–`to` are the row's own times.

    `asked`: what the plan's stop asked for; `needed` follows it until a person says another number. None where nobody
    knows.
    """

    held: bool  # no column: on rows that were read or marked with it, see crew.held

    trip = models.ForeignKey(Trip, on_delete=models.CASCADE, related_name="shifts")
    occurrence = models.ForeignKey(Occurrence, null=True, on_delete=models.CASCADE, related_name="shifts")
    role = models.CharField(max_length=10, choices=ShiftRole)
    needed = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField(null=True)

    class Meta:
        ordering = ("trip__date", "trip__leaves", "id")
        constraints = (
            CheckConstraint(condition=Q(role__in=ShiftRole.values), name="shift_role_is_known"),
            CheckConstraint(
                condition=Q(role="host", occurrence__isnull=False) | (~Q(role="host") & Q(occurrence__isnull=True)),
                name="hosts_are_at_a_cafe_others_on_the_trip",
            ),
            UniqueConstraint(fields=("trip", "role"), condition=Q(occurrence__isnull=True), name="role_once_a_trip"),
            UniqueConstraint(fields=("occurrence", "role"), name="role_once_a_cafe"),
        )

    class Seen:
        crew = ("id", "trip", "occurrence", "role", "needed", "asked")

    def __str__(self) -> str:
        return f"{self.role} {self.trip_id}"


class SignupState(models.TextChoices):
    """Signed up, or how it ended. `no show`: somebody said so, and `said_by` says who."""

    SIGNED = "signed"
    WITHDRAWN = "withdrawn"
    ABSENT = "absent"
    NO_SHOW = "no show"
    SWAPPED = "swapped"


class Signup(models.Model):
    """One person on one shift. `name` is who the plan or the register names, and `person` the key of who that is there;
    `member` when they sign in here."""

    shift = models.ForeignKey(Shift, on_delete=models.CASCADE, related_name="signups")
    member = models.ForeignKey("records.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=120)
    person = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=10, choices=SignupState, default=SignupState.SIGNED)
    from_plan = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=200, blank=True)
    extra_minutes = models.SmallIntegerField(default=0)

    class Meta:
        ordering = ("id",)
        constraints = (
            CheckConstraint(condition=Q(state__in=SignupState.values), name="signup_state_is_known"),
            UniqueConstraint(
                fields=("shift", "member"), condition=Q(state="signed", member__isnull=False), name="member_on_it_once"
            ),
            UniqueConstraint(
                fields=("shift", "name", "person"),
                condition=Q(state="signed", member__isnull=True),
                name="name_on_it_once",
            ),
            CheckConstraint(
                condition=Q(state="signed", ended_at__isnull=True) | (~Q(state="signed") & Q(ended_at__isnull=False)),
                name="signup_that_is_over_has_an_end",
            ),
        )

    class Seen:
        crew = ("id", "shift", "name", "state", "from_plan")
        team = ("member", "person", "made_at", "ended_at", "said_by", "why", "extra_minutes")

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

    @property
    def who(self) -> str:
        """Who it is at the hub, of those who do not sign in: the register's key, else the name that somebody wrote."""
        return self.person or self.name


class Standing(models.Model):
    """“Every Tuesday in Karby”: a volunteer's standing sign-up, until they end it. `place`: what `where` is called."""

    member = models.ForeignKey("records.Member", on_delete=models.CASCADE, related_name="+")
    season = models.ForeignKey("records.Season", on_delete=models.CASCADE, related_name="+")
    where = models.ForeignKey("records.Place", on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=120)
    weekday = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(
                fields=("member", "season", "where", "weekday"),
                condition=Q(ended_at__isnull=True),
                name="standing_once",
            ),
            CheckConstraint(condition=Q(weekday__lte=6), name="standing_is_on_a_weekday"),
        )

    class Seen:
        team = ("id", "member", "season", "where", "place", "weekday", "made_at", "ended_at")

    def __str__(self) -> str:
        return f"{self.place}: {self.weekday}"


class Swap(models.Model):
    """“Can you take my shift?”, asked of one named colleague. Nothing changes until they say yes."""

    signup = models.ForeignKey(Signup, on_delete=models.CASCADE, related_name="swaps")
    to = models.ForeignKey("records.Member", on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    yes = models.BooleanField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("signup", "to"), condition=Q(answered_at__isnull=True), name="asked_once"),
            CheckConstraint(
                condition=Q(yes__isnull=True, answered_at__isnull=True)
                | Q(yes__isnull=False, answered_at__isnull=False),
                name="a_swap_is_answered_or_not",
            ),
        )

    class Seen:
        team = ("id", "signup", "to", "asked_at", "answered_at", "yes")

    def __str__(self) -> str:
        return f"{self.signup_id} → {self.to_id}"


# Whose it is: who signs in here, or somebody of the register who does not.
WHOSE = Q(member__isnull=False, person__isnull=True) | Q(member__isnull=True, person__isnull=False)


class Absence(models.Model):
    """Days on which somebody cannot come. No reason is asked for or kept."""

    member = models.ForeignKey("records.Member", null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("records.Person", null=True, on_delete=models.CASCADE, related_name="+")
    first = models.DateField()
    last = models.DateField()
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("first", "id")
        constraints = (
            CheckConstraint(condition=Q(last__gte=F("first")), name="absence_ends_after_it_starts"),
            CheckConstraint(condition=WHOSE, name="absence_is_somebodys"),
        )

    class Seen:
        team = ("id", "member", "person", "first", "last", "made_at", "ended_at")

    def __str__(self) -> str:
        return f"{self.first}–{self.last}"


class CheckKind(models.TextChoices):
    """What has to be in order before somebody can take a shift."""

    LICENCE = "licence"
    CHILD_SAFETY = "child safety"
    HYGIENE = "hygiene"
    INTRODUCTION = "introduction"


class Check(models.Model):
    """That a paper was seen: on which day, by whom, until when it counts. The paper itself is never kept."""

    member = models.ForeignKey("records.Member", null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("records.Person", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=14, choices=CheckKind)
    checked_on = models.DateField()
    checked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    valid_until = models.DateField(null=True)

    class Meta:
        ordering = ("kind", "-checked_on", "-id")
        constraints = (
            CheckConstraint(condition=Q(kind__in=CheckKind.values), name="check_kind_is_known"),
            CheckConstraint(condition=WHOSE, name="check_is_somebodys"),
        )

    class Seen:
        team = ("id", "member", "person", "kind", "checked_on", "checked_by", "valid_until")

    def __str__(self) -> str:
        return f"{self.kind}: {self.checked_on}"
