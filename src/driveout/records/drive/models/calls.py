"""Who has to be rung when something changed: one list a deed, one call a person, whatever else reaches them."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class CallKind(models.TextChoices):
    """What a list is about."""

    REPAIR = "repair"
    CANCELLED = "cancelled"
    LATER = "later"
    BACK = "back"
    PLAN = "plan"
    SHIFT = "shift"
    LETTER = "letter"


class CallList(models.Model):
    """What changed on a day, or from it on. `once`: the deed; the same again is the same list. `broken`: kinds of what
    broke.

    `place`: of the café, where it was one; `text`: of a letter to a crew, which has a `subject`.
    """

    season = models.ForeignKey("records.Season", on_delete=models.CASCADE, related_name="+")
    date = models.DateField()
    kind = models.CharField(max_length=10, choices=CallKind)
    once = models.CharField(max_length=120)
    place = models.CharField(max_length=120, blank=True)
    broken = models.JSONField(default=list)
    subject = models.CharField(max_length=160, blank=True)
    text = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("-made_at", "-id")
        constraints = (
            CheckConstraint(condition=Q(kind__in=CallKind.values), name="call_list_kind_is_known"),
            UniqueConstraint(fields=("season", "once"), name="one_call_list_a_deed"),
        )

    class Seen:
        team = ("id", "season", "date", "kind", "once", "place", "broken", "subject", "text", "made_at", "made_by")

    def __str__(self) -> str:
        return f"{self.kind} {self.date}"


class Call(models.Model):
    """Whom it concerns: a member, a person of the register, whoever is asked at a stop, or who waits with a pick-up.

    Names and numbers are asked for where they stand, so that who is taken out is gone here too. `base`: the hub whose
    leader rings. `news`: what they are to hear, as plain values (news.one). `rung_at`, `rung_by`: somebody
    ticked it off. `ended_at`: it need not be made any more, because what it told of has changed again.
    """

    of_list = models.ForeignKey(CallList, on_delete=models.CASCADE, related_name="calls")
    base = models.ForeignKey("records.Place", on_delete=models.PROTECT, related_name="+")
    member = models.ForeignKey("records.Member", null=True, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("records.Person", null=True, on_delete=models.CASCADE, related_name="+")
    stop = models.ForeignKey("records.Stop", null=True, on_delete=models.CASCADE, related_name="+")
    pick_up = models.CharField(max_length=120, blank=True)
    message = models.ForeignKey("records.Message", null=True, on_delete=models.SET_NULL, related_name="+")
    news = models.JSONField(default=list)
    rung_at = models.DateTimeField(null=True)
    rung_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            CheckConstraint(
                condition=Q(member__isnull=False, person__isnull=True, stop__isnull=True, pick_up="")
                | Q(member__isnull=True, person__isnull=False, stop__isnull=True, pick_up="")
                | Q(member__isnull=True, person__isnull=True, stop__isnull=False, pick_up="")
                | Q(member__isnull=True, person__isnull=True, stop__isnull=True) & ~Q(pick_up=""),
                name="call_is_to_one",
            ),
            UniqueConstraint(fields=("of_list", "member"), name="member_called_once_a_list"),
            UniqueConstraint(fields=("of_list", "person"), name="person_called_once_a_list"),
            UniqueConstraint(fields=("of_list", "stop"), name="stop_called_once_a_list"),
        )

    class Seen:
        team = (
            *("id", "of_list", "base", "member", "person", "stop", "pick_up", "message", "news"),
            *("rung_at", "rung_by", "ended_at"),
        )

    def __str__(self) -> str:
        return f"call {self.pk}"
