"""How the crew is told: their ways, what is on its way, and the secret address of a calendar."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class Way(models.Model):
    """Where somebody wants to be told. They write it themselves; `stopped_at`: they want no more."""

    member = models.ForeignKey("records.Member", on_delete=models.CASCADE, related_name="+")
    channel = models.CharField(max_length=4, choices=[("mail", "mail"), ("sms", "sms")])
    address = models.CharField(max_length=254)
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("member", "channel"), name="one_address_a_channel"),
            CheckConstraint(condition=Q(channel__in=("mail", "sms")), name="channel_is_known"),
        )

    class Seen:
        team = ("id", "member", "channel", "made_at", "stopped_at")
        none = ("address",)

    def __str__(self) -> str:
        return f"{self.channel} {self.member_id}"


class MessageState(models.TextChoices):
    """`stopped`: the person wants no messages, or has no way of their own."""

    WAITING = "waiting"
    SENT = "sent"
    STOPPED = "stopped"
    FAILED = "failed"


class Message(models.Model):
    """Something one of the crew is told. The text holds a time and a place and nothing else about anybody.

    `once`: what it is about; the same message is written once however often its deed is sent. `fetched_at`: when the
    app fetched the days after it; `seen_at`: when its person first looked at their own page after it.
    """

    member = models.ForeignKey("records.Member", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    once = models.CharField(max_length=120, unique=True)
    subject = models.CharField(max_length=160)
    text = models.TextField()
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=MessageState, default=MessageState.WAITING)
    channel = models.CharField(max_length=4, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)
    fetched_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("due_at", "id")
        constraints = (CheckConstraint(condition=Q(state__in=MessageState.values), name="message_state_is_known"),)

    class Seen:
        team = (
            *("id", "member", "kind", "once", "subject", "text", "made_at", "due_at", "state", "channel"),
            *("tries", "ended_at", "trouble", "fetched_at", "seen_at"),
        )

    def __str__(self) -> str:
        return f"{self.kind}: {self.state}"


class FeedStamp(models.Model):
    """What a calendar said last of one event, and since when: so that its number only grows (core.tell.stamps).

    `feed`: whose calendar. `uid`: of the event there. A time, a place and no name stand in `said`.
    """

    organisation = models.ForeignKey("records.Organisation", on_delete=models.CASCADE, related_name="+")
    feed = models.CharField(max_length=140)
    uid = models.CharField(max_length=140)
    said = models.TextField()
    since = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (UniqueConstraint(fields=("organisation", "feed", "uid"), name="one_stamp_an_event"),)

    class Seen:
        team = ("id", "organisation", "feed", "uid", "said", "since")

    def __str__(self) -> str:
        return f"{self.feed}: {self.since}"


class FeedAddress(models.Model):
    """A personal calendar's secret address, of which only a digest is kept. The person may end it any time."""

    member = models.ForeignKey("records.Member", on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)

    class Seen:
        team = ("id", "member", "made_at", "ended_at")
        none = ("digest",)

    def __str__(self) -> str:
        return f"{self.member_id}"
