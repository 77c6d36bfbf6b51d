"""A thread: one wish, one owner, one clock. Known by the code on a card; a name stands apart, sealed, and expires."""

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from driveout.core.words import Better, GapWhy, NeedKind, Party, ReferralState, SaidHow, Track

NEEDS = [need.value for need in NeedKind]
STATES = [state.value for state in ReferralState]
TRACKS = [track.value for track in Track]
WHYS = [why.value for why in GapWhy]


class Thread(models.Model):
    """One wish. `code`: as the person has it on paper; emptied when the thread is forgotten.

    `card`: None where a person began alone. `base`: the hub that keeps it; None: the organisation does. `owner`: who
    has it; None: whoever leads the hub, or everything. `due_at`: when a promise breaks; `due_from`: since when it runs;
    `told_late_at`: when the owner was told that it broke. `hands`: how many receivers it was sent to. `better`: the
    person's own verdict. `call_me_at`: since when the person waits for a call.
    """

    organisation = models.ForeignKey("records.Organisation", on_delete=models.PROTECT, related_name="+")
    card = models.OneToOneField("records.Card", null=True, on_delete=models.PROTECT, related_name="+")
    base = models.ForeignKey("records.Place", null=True, on_delete=models.PROTECT, related_name="+")
    where = models.ForeignKey("records.Place", null=True, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, blank=True)
    need = models.CharField(max_length=20)
    wish = models.TextField(blank=True)
    read_back = models.BooleanField(default=False)
    strengths = models.TextField(blank=True)
    track = models.CharField(max_length=12, default=Track.REFER.value)
    state = models.CharField(max_length=20, default=ReferralState.DRAFT.value)
    owner = models.ForeignKey("records.Member", null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    last_step_at = models.DateTimeField()
    due_from = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    told_late_at = models.DateTimeField(null=True)
    appointment_at = models.DateTimeField(null=True)
    call_me_at = models.DateTimeField(null=True)
    hands = models.PositiveIntegerField(default=0)
    better = models.CharField(max_length=10, blank=True)
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        indexes = (models.Index(fields=("code",), name="thread_by_code"),)
        constraints = (
            CheckConstraint(condition=Q(state__in=STATES), name="thread_state_is_known"),
            CheckConstraint(condition=Q(need__in=NEEDS), name="thread_need_is_known"),
            CheckConstraint(condition=Q(track__in=TRACKS), name="thread_track_is_known"),
            CheckConstraint(
                condition=Q(better__in=["", *(better.value for better in Better)]), name="thread_verdict_is_known"
            ),
            CheckConstraint(
                condition=~Q(state=ReferralState.CLOSED.value) | ~Q(better=""), name="thread_is_closed_by_a_verdict"
            ),
        )

    class Seen:
        team = (
            *("id", "organisation", "card", "base", "where", "need", "read_back", "track", "state", "owner", "made_at"),
            *("last_step_at", "due_from", "due_at", "told_late_at", "appointment_at", "call_me_at", "hands", "better"),
            "wiped_at",
        )
        none = ("code", "wish", "strengths")

    def __str__(self) -> str:
        return f"thread {self.pk}"


class ThreadStep(models.Model):
    """One thing said of a thread, never changed. `state`: what it became, or empty where only something was said.

    `party`: whose word it is; `who`: the member who wrote it, also for a guest who sat beside; `called`: how a
    receiver is called. `about_at`: the appointment. `note`: emptied when the thread is forgotten.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20, blank=True)
    party = models.CharField(max_length=10)
    who = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    called = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    about_at = models.DateTimeField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        constraints = (
            CheckConstraint(condition=Q(party__in=[party.value for party in Party]), name="step_is_of_a_party"),
            CheckConstraint(condition=Q(state__in=["", *STATES]), name="step_state_is_known"),
        )

    class Seen:
        team = ("id", "thread", "kind", "state", "party", "who", "called", "about_at", "at")
        none = ("note",)

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Consent(models.Model):
    """A person's yes: to whom, to which fields, until when, how it was given and that it was read back.

    `text_version`: of the words that were read out. Taken back in one step, at once.
    """

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="consents")
    organisation_name = models.CharField(max_length=120)
    service = models.CharField(max_length=120, blank=True)
    person = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    fields = models.JSONField()
    until = models.DateField()
    how = models.CharField(max_length=10)
    read_back = models.BooleanField()
    text_version = models.PositiveSmallIntegerField(default=1)
    given_at = models.DateTimeField()
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("given_at", "id")
        constraints = (
            CheckConstraint(condition=Q(how__in=[how.value for how in SaidHow]), name="consent_how_is_known"),
            CheckConstraint(condition=Q(read_back=True), name="consent_was_read_back"),
            CheckConstraint(condition=~Q(organisation_name=""), name="consent_is_to_somebody"),
        )

    class Seen:
        team = (
            *("id", "thread", "organisation_name", "service", "person", "phone", "fields", "until", "how", "read_back"),
            *("text_version", "given_at", "taken_by", "withdrawn_at", "withdrawn_by"),
        )

    def __str__(self) -> str:
        return self.organisation_name


class SecretLink(models.Model):
    """How a receiver comes in: a secret in an address, and a code told apart. Only digests are kept.

    `device`: of the browser that opened it first: it opens in no other. `tried_elsewhere_at`: when another did.
    """

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    code_digest = models.CharField(max_length=64)
    device = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    tried_elsewhere_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("consent",), condition=Q(ended_at=None), name="one_open_link_for_a_consent"),
        )

    class Seen:
        team = (
            *("id", "consent", "made_at", "made_by", "expires_at", "opened_at", "read_at", "tried_elsewhere_at"),
            "ended_at",
        )
        none = ("digest", "code_digest", "device")

    def __str__(self) -> str:
        return f"link {self.pk}"


class ContactCard(models.Model):
    """Where a person may be reached, if they chose to say it: sealed with the server's key, apart, and it expires."""

    thread = models.OneToOneField(Thread, on_delete=models.CASCADE, related_name="+")
    sealed = models.TextField()
    expires_on = models.DateField()
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    class Seen:
        team = ("id", "thread", "expires_on", "made_at")
        none = ("sealed",)

    def __str__(self) -> str:
        return f"{self.thread_id}"


class Gap(models.Model):
    """That nothing fitted, and why. No text, no thread: only what is counted."""

    organisation = models.ForeignKey("records.Organisation", on_delete=models.PROTECT, related_name="+")
    base = models.ForeignKey("records.Place", null=True, on_delete=models.PROTECT, related_name="+")
    where = models.ForeignKey("records.Place", null=True, on_delete=models.PROTECT, related_name="+")
    need = models.CharField(max_length=20)
    why = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            CheckConstraint(condition=Q(why__in=WHYS), name="gap_why_is_known"),
            CheckConstraint(condition=Q(need__in=NEEDS), name="gap_need_is_known"),
        )

    class Seen:
        team = ("id", "organisation", "base", "where", "need", "why", "at")

    def __str__(self) -> str:
        return f"{self.need}: {self.why}"


class HubNumber(models.Model):
    """Whom a person rings at a hub when nothing else fits: a role and a number that is answered. One at each hub;
    `base` None is for the whole organisation."""

    organisation = models.ForeignKey("records.Organisation", on_delete=models.CASCADE, related_name="+")
    base = models.ForeignKey("records.Place", null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=60)
    phone = models.CharField(max_length=20)
    hours = models.CharField(max_length=60, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            UniqueConstraint(fields=("organisation", "base"), name="one_number_for_a_hub"),
            UniqueConstraint(fields=("organisation",), condition=Q(base=None), name="one_number_for_all"),
        )

    class Seen:
        team = ("id", "organisation", "base", "role", "phone", "hours", "written_at")

    def __str__(self) -> str:
        return self.role
