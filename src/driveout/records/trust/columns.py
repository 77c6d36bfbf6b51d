"""Every column that can hold words, sorted by how somebody's name may have got into it.

A name that stands by a key is taken away by that key (`team.erasing`). What people wrote freely is read through for
names; what they called a thing is only read, because a thing keeps its name until somebody gives it another. A test
fails on a column that is not sorted here.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import BinaryField, CharField, Field, JSONField, TextField

HELD: dict[str, tuple[str, ...]] = {  # names of our people, each beside the key of whose it is
    "Edit": ("before", "after", "name"),
    "Employee": ("key", "name"),
    "Invitation": ("first_name",),
    "Member": ("near",),
    "Opening": ("volunteers",),
    "PlanFile": ("content",),
    "Reading": ("person",),
    "Signup": ("name", "person"),
    "Trip": ("driver", "driver_key"),
    "Upload": ("content",),
    "Volunteer": ("key", "name"),
    "Way": ("address",),
}
WRITTEN: dict[str, tuple[str, tuple[str, ...]]] = {  # the way to the organisation, and what people wrote as they liked
    "Change": ("season__organisation", ("why",)),
    "Edit": ("season__organisation", ("why", "price")),
    "FieldEvent": ("occurrence__season__organisation", ("body",)),
    "Lot": ("good__organisation", ("note",)),
    "Message": ("member__organisation", ("subject", "text", "trouble")),
    "Occurrence": ("season__organisation", ("why",)),
    "OwnWords": ("occurrence__season__organisation", ("text",)),
    "Phone": ("member__organisation", ("name",)),
    "Plan": ("season__organisation", ("name", "why", "notes", "remarks", "unproven", "kept")),
    "PlanRun": ("season__organisation", ("clash",)),
    "Proposal": ("season__organisation", ("why", "answer")),
    "PublicChange": ("season__organisation", ("why",)),
    "Reading": ("organisation", ("why",)),
    "Season": ("organisation", ("notes", "drives_source")),
    "Signup": ("shift__trip__season__organisation", ("why",)),
    "StockEvent": ("organisation", ("why",)),
    "Stop": ("season__organisation", ("contact", "source")),
    "Tally": ("occurrence__season__organisation", ("fields", "in_doubt")),
    "Trace": ("who__member__organisation", ("details",)),
    "Trip": ("season__organisation", ("pick_ups",)),
    "Upload": ("organisation", ("name", "faults", "notes", "season_name")),
    "Why": ("plan__season__organisation", ("told",)),
    "WordsRead": ("words__occurrence__season__organisation", ("why",)),
}
CALLED: dict[str, tuple[str, tuple[str, ...]]] = {  # likewise, what they called a thing
    "Good": ("organisation", ("name",)),
    "Hub": ("season__organisation", ("name", "place_name", "address", "source")),
    "Occurrence": ("season__organisation", ("place", "venue", "hub")),
    "Place": ("organisation", ("name", "names", "told_key")),
    "PublicChange": ("season__organisation", ("place",)),
    "PublicMove": ("season__organisation", ("place", "before", "after")),
    "PublicOpening": ("times__season__organisation", ("place", "venue", "address")),
    "PublicTimes": ("season__organisation", ("name",)),
    "Season": ("organisation", ("name", "calendar_key", "drives", "reach")),
    "Standing": ("member__organisation", ("place",)),
    "Stop": ("season__organisation", ("name", "place_name", "address", "venue")),
    "Store": ("organisation", ("name", "key")),
    "Tour": ("plan__season__organisation", ("name",)),
    "Trip": ("season__organisation", ("name", "hub", "van", "van_key")),
    "Vehicle": ("hub__season__organisation", ("key", "name")),
}
CODES: dict[str, tuple[str, ...]] = {  # words of the program, numbers, marks and secrets
    "Backup": ("fingerprint",),
    "CafeGave": ("when",),
    "Card": ("need", "code"),
    "Change": ("before", "after", "promise"),
    "Employee": ("weekdays",),
    "FeedAddress": ("digest",),
    "FeedStamp": ("feed", "uid", "said"),
    "FieldEvent": ("kind", "digest", "flags"),
    "Frontier": ("trouble", "made_from", "held", "points"),
    "Good": ("unit",),
    "Hub": ("municipality",),
    "Invitation": ("digest",),
    "Message": ("kind", "once", "channel"),
    "OnDates": ("mark",),
    "Organisation": ("name",),
    "Phone": ("public_key", "app_version"),
    "Plan": ("rules", "ferries", "fingerprint", "made_from"),
    "PlanFile": ("language", "troubles"),
    "PlanRun": ("trouble",),
    "Proposal": ("move", "opened_with"),
    "PublicChange": ("place_key", "municipality"),
    "PublicMove": ("place_key", "municipality"),
    "PublicOpening": ("place_key", "municipality", "step_free", "dogs_welcome"),
    "PublicTimes": ("closed_dates", "mark"),
    "Refusal": ("event_id", "code"),
    "Season": ("closed_dates", "terms", "fingerprint"),
    "StockEvent": ("key",),
    "Stop": ("municipality", "lengths"),
    "Place": ("key",),
    "Tally": ("given", "goods", "flags"),
    "Trace": ("what", "about"),
    "Trip": ("as_made",),
    "Vehicle": ("weekdays",),
    "Volunteer": ("weekdays",),
}


def with_words() -> Iterator[tuple[Any, Field[Any, Any]]]:
    """Every table of ours with each of its columns that can hold words. A choice among the program's own cannot."""
    for model in apps.get_app_config("records").get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, CharField | TextField | JSONField | BinaryField) and not field.choices:
                yield model, field


def sorted_so() -> list[str]:
    """“Table.column” of all that is sorted here, each as often as it is."""
    found = [(table, names) for table, names in [*HELD.items(), *CODES.items()]]
    found += [(table, names) for kind in (WRITTEN, CALLED) for table, (_way, names) in kind.items()]
    return [f"{table}.{name}" for table, names in found for name in names]
