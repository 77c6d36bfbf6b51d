"""What is written at a café. Guests are counted, never described; their own words are kept apart from everything."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint


class Phone(models.Model):
    """One person's place on one phone. It signs what it sends with a key that never leaves it.

    `public_key`: P-256, SPKI in base64. `signed_in_at`: when the person last proved who they are. `waiting`: how many
    events it said were still on it. `clock_off_s`: its clock minus ours when it was last heard. `once_since`: since
    when each of its calls is heard once (meet.once); None for an app of before. `held`: what it fetched last.
    """

    id = models.UUIDField(primary_key=True)
    member = models.ForeignKey("records.Member", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    public_key = models.TextField()
    made_at = models.DateTimeField()
    signed_in_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    app_version = models.CharField(max_length=20, blank=True)
    waiting = models.PositiveIntegerField(default=0)
    last_seq = models.PositiveIntegerField(default=0)
    clock_off_s = models.IntegerField(default=0)
    once_since = models.DateTimeField(null=True)
    held = models.JSONField(default=dict)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ("made_at", "id")

    class Seen:
        team = (
            *("id", "member", "name", "made_at", "signed_in_at", "heard_at", "app_version", "waiting", "last_seq"),
            *("clock_off_s", "once_since", "held", "ended_at", "ended_by"),
        )
        none = ("public_key",)

    def __str__(self) -> str:
        return self.name


class HeardCall(models.Model):
    """A signed call that was let in: `word` was drawn for it alone. Forgotten once it is too old to be let in again."""

    phone = models.ForeignKey(Phone, on_delete=models.CASCADE, related_name="+")
    word = models.CharField(max_length=64)
    good_until = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=("good_until",), name="calls_too_old"),)
        constraints = (UniqueConstraint(fields=("phone", "word"), name="call_heard_once"),)

    class Seen:
        none = ("id", "phone", "word", "good_until")

    def __str__(self) -> str:
        return f"{self.phone_id}"


class FieldEvent(models.Model):
    """One thing done at a café, as the phone said it; never changed. Its id is made on the phone.

    `digest`: of everything the phone said, so that the same id with other content is found. `told_at`: the phone's
    clock; `seq` orders what one phone did, whatever its clock says. `flags`: what somebody should look at.
    """

    id = models.UUIDField(primary_key=True)
    phone = models.ForeignKey(Phone, on_delete=models.PROTECT, related_name="+")
    occurrence = models.ForeignKey("records.Occurrence", on_delete=models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    body = models.JSONField()
    digest = models.CharField(max_length=64)
    told_at = models.DateTimeField()
    received_at = models.DateTimeField()
    flags = models.JSONField(default=list)

    class Meta:
        ordering = ("received_at", "phone_id", "seq", "id")
        indexes = (models.Index(fields=("phone", "seq"), name="events_of_a_phone"),)
        constraints = (CheckConstraint(condition=~Q(kind=""), name="event_is_of_a_kind"),)

    class Seen:
        crew = ("id", "occurrence", "seq", "kind", "body", "told_at", "received_at", "flags")
        team = ("phone",)
        none = ("digest",)

    def __str__(self) -> str:
        return f"{self.kind} {self.occurrence_id}"


class Refusal(models.Model):
    """That something could not be taken, and why. What it said is not kept here: the phone still has it."""

    phone = models.ForeignKey(Phone, on_delete=models.CASCADE, related_name="+")
    event_id = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        constraints = (UniqueConstraint(fields=("phone", "event_id", "code"), name="refused_once"),)

    class Seen:
        team = ("id", "phone", "event_id", "code", "at")

    def __str__(self) -> str:
        return self.code


class OwnWords(models.Model):
    """What a guest said, word for word, apart from any coding. Who reads it leaves a trace (trust.WordsRead)."""

    event = models.OneToOneField(FieldEvent, on_delete=models.PROTECT, related_name="words")
    occurrence = models.ForeignKey("records.Occurrence", on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    read_back = models.BooleanField(default=False)
    keep_until = models.DateField()
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)

    class Seen:
        team = ("id", "event", "occurrence", "read_back", "keep_until", "wiped_at")
        none = ("text",)

    def __str__(self) -> str:
        return f"{self.occurrence_id}"


class Card(models.Model):
    """A next step somebody asked for. The guest keeps the code; we keep a kind of need and no name."""

    event = models.OneToOneField(FieldEvent, on_delete=models.PROTECT, related_name="+")
    occurrence = models.ForeignKey("records.Occurrence", on_delete=models.PROTECT, related_name="+")
    need = models.CharField(max_length=20)
    code = models.CharField(max_length=12)
    last_step_on = models.DateField()
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("code",), name="card_by_code"),)

    class Seen:
        team = ("id", "event", "occurrence", "need", "last_step_on", "wiped_at")
        none = ("code",)

    def __str__(self) -> str:
        return self.need


class Tally(models.Model):
    """What a café's events add up to; written in the transaction that brings them. Empty until it opens."""

    occurrence = models.OneToOneField("records.Occurrence", on_delete=models.PROTECT, related_name="tally")
    first = models.IntegerField(default=0)
    before = models.IntegerField(default=0)
    friend = models.IntegerField(default=0)
    child = models.IntegerField(default=0)
    left = models.IntegerField(default=0)
    early = models.IntegerField(default=0)
    stayed = models.IntegerField(default=0)
    turned_away = models.IntegerField(default=0)
    given = models.JSONField(default=dict)
    goods = models.JSONField(default=dict)
    words = models.PositiveIntegerField(default=0)
    next_steps = models.PositiveIntegerField(default=0)
    mishaps = models.PositiveIntegerField(default=0)
    shadow_minutes = models.PositiveIntegerField(default=0)
    fields = models.JSONField(default=dict)
    in_doubt = models.JSONField(default=list)
    flags = models.JSONField(default=list)
    events = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("occurrence_id",)

    class Seen:
        crew = (
            *("id", "occurrence", "first", "before", "friend", "child", "left", "early", "stayed", "turned_away"),
            *(
                "given",
                "goods",
                "words",
                "next_steps",
                "mishaps",
                "shadow_minutes",
                "fields",
                "in_doubt",
                "flags",
                "events",
            ),
            *("opened_at", "closed_at", "changed_at"),
        )

    def __str__(self) -> str:
        return f"{self.occurrence_id}: {self.guests}"

    @property
    def guests(self) -> int:
        return self.first + self.before + self.friend + self.child


class CountedMonth(models.Model):
    """What a hub's cafés of a month had counted when the month was closed: of this, figures for anyone are made, and
    of nothing later, so that two reports cannot be subtracted. Nobody outside the team reads it."""

    organisation = models.ForeignKey("records.Organisation", on_delete=models.CASCADE, related_name="+")
    hub_key = models.CharField(max_length=40)
    hub = models.CharField(max_length=120)
    month = models.CharField(max_length=7)
    cafes = models.PositiveIntegerField()
    guests = models.PositiveIntegerField()
    first = models.PositiveIntegerField()
    child = models.PositiveIntegerField()
    closed_at = models.DateTimeField()

    class Meta:
        ordering = ("month", "hub_key", "id")
        constraints = (UniqueConstraint(fields=("organisation", "hub_key", "month"), name="a_month_is_closed_once"),)

    class Seen:
        team = ("id", "organisation", "hub_key", "hub", "month", "cafes", "guests", "first", "child", "closed_at")

    def __str__(self) -> str:
        return f"{self.month} {self.hub}"
