"""Where rows are still matched by a name, and why: a list that only grows shorter. What is not here is refused."""

import ast

SEASON = "within one season the database keeps each stop's and hub's name one, and its words refer by it"
SHOWN = "only shown, sorted, or told apart on a page"
TOURS = "a tour is named once within its plan, and a trip once a day"
REGISTER = "who neither signs in nor is in a register is known by the name that somebody wrote"
OTHER = "no place or person: its name is all there is of it"

MATCHED = {
    "records/drive/crew/standing.py": {"helper.name": SHOWN, "one.name": SHOWN},
    "records/drive/days/as_words.py": {"row.name": REGISTER},
    "records/drive/days/board.py": {"one.name": "a mark of what stands: a new name is another day"},
    "records/drive/days/dated.py": {"row.name": TOURS, "tour.name": TOURS},
    "records/drive/days/repairing.py": {"hub.name": "a mishap that is told in words; a name is one hub's in a season"},
    "records/drive/stock/catalogue.py": {"store.name": "does a store still bear the name of its van?"},
    "records/place/finding.py": {"place.name": "the one function that finds a place by what a file calls it"},
    "records/plan/models/season.py": {"told.name": OTHER},
    "records/plan/plans/history.py": {"plan.name": "were these words changed meanwhile?"},
    "records/plan/plans/saving.py": {"stop.name": SEASON},
    "records/plan/plans/still_here.py": {
        "one.name": "the name of who was taken out, to find it in what was said", "row.hub.name": SEASON,
    },
    "records/plan/search/runs.py": {"stop.name": SEASON},
    "records/plan/seasons/copies.py": {"stop.name": SEASON},
    "records/plan/storing/fingerprints.py": {"word.name": "is the name the key? Then it is hashed once"},
    "records/plan/storing/keys.py": {
        "one.name": "whether a name tells who is meant", "two.one.name": "two of one name are told with their names",
    },
    "records/plan/storing/writing.py": {
        "hub.name": SEASON, "stop.name": SEASON, "tour.name": TOURS,
    },
    "records/team/scrubbing.py": {"edit.name": "is it a name of whom the edit is about by its rows?"},
    "records/team/whose.py": {"row.name": "what edits from before keys were kept call a row that is gone"},
    "records/trust/names.py": {"shift.trip.driver": "the name on a shift and on its own trip, which has one driver"},
    "records/bridge/directory/finding.py": {"one.place.name": "one searches by it"},
    "records/bridge/directory/taking.py": {"item.name": "the entry as whoever wrote the list calls it, in a report"},
    "office/bridge/directory/page.py": {"one.name": SHOWN},
    "office/drive/crew/week.py": {"one.helper.name": SHOWN, "one.name": SHOWN, "town.name": OTHER},
    "office/drive/stock/packing.py": {"line.good.name": SHOWN},
    "office/drive/stock/shelves.py": {"event.lot.good.name": SHOWN, "row.lot.good.name": SHOWN},
    "office/forms/forms.py": {"one.name": OTHER},
    "office/plan/plans/pair.py": {
        "total.name": SHOWN, "one.name": SHOWN,
    },
    "office/plan/registers/edits.py": {"hub.name": SHOWN},
    "office/plan/registers/fields.py": {"m.name": OTHER},
    "office/plan/registers/places.py": {"hub.name": SHOWN},
    "office/plan/registers/row.py": {"hub.name": SHOWN, "one.name": SHOWN},
    "office/plan/registers/said.py": {"one.name": SHOWN},
    "office/plan/registers/several.py": {"hub.name": SHOWN},
    "office/plan/registers/several_views.py": {"one.name": SHOWN},
    "office/plan/season/asked/choice.py": {"hub.name": SHOWN},
    "office/plan/season/overview/todo.py": {"stop.name": SHOWN},
    "office/plan/season/search/clash.py": {"one.name": "a clash that was kept before it told rows"},
    "office/plan/season/stop/about.py": {"stop.name": SHOWN},
    "office/plan/season/stop/answers.py": {"stop.name": SEASON},
    "office/search/found.py": {"hub.name": SHOWN},
    "public/front.py": {"season.times.name": SHOWN},
    "field/shifts/page.py": {"found[0].name": OTHER, "one.name": SHOWN},
    "field/sync/week.py": {"one.name": SHOWN},
}  # fmt: skip

ASKED = {
    "records/bridge/directory/models.py": {"name": "an offer and who gives it are called something"},
    "records/bridge/directory/writing.py": {"name": "whoever gives help is known by the name that somebody wrote"},
    "records/bridge/directory/taking.py": {"place__in": "numbers of rows, not names"},
    "records/drive/crew/plan_people.py": {
        "name__in": "who has a name that more than one key has, to tell them apart",
        "name": "a sign-up without a key has the name as its key (Signup.who)",
    },
    "records/drive/crew/signing.py": {"name": "two of one name on a shift are shown with what they sign in by"},
    "records/drive/days/room.py": {"name": REGISTER},
    "records/drive/stock/catalogue.py": {"name": "a good is named once, and a second of one name is refused"},
    "records/plan/files/uploads.py": {"name": "a season is named once"},
    "records/plan/search/runs.py": {"name__in": "words read just now: while it is planned no name changes"},
    "records/plan/registers/beginning.py": {"name": "a season is named once"},
    "records/plan/registers/sense.py": {"name": "a season is named once, and two people of one name are asked about"},
    "records/plan/seasons/copies.py": {"name": "a season is named once"},
    "records/plan/seasons/taking_in.py": {"name": "a season is named once"},
    "records/team/actions.py": {"name__in": "an organisation is named once, however its letters are put together"},
    "records/team/erased.py": {"name__startswith": "a name that was taken away"},
    "records/team/scrubbing.py": {"driver": "before keys were kept a plan wrote the name alone, which was the key"},
    "records/team/whose.py": {"user__first_name": "who may be meant by a name, and only where nobody else is"},
    "records/trust/held.py": {"name": "shown as “it may be somebody else”"},
    "records/trust/kept.py": {"name__startswith": "a name that was taken away"},
}  # fmt: skip

ASKS = {"filter", "exclude", "get", "Q", "get_or_create", "update_or_create"}
NAMES = ("name", "place", "hub_name", "first_name", "driver")


def asked_by_name(code: str) -> list[tuple[int, str]]:
    """Line and path of each question to the database that finds rows by a name."""
    found = set()
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        for word in node.keywords if called in ASKS else ():
            if word.arg and _is_name(word.arg):
                found.add((word.value.lineno, word.arg))
    return sorted(found)


def _is_name(path: str) -> bool:
    parts = path.split("__")
    last = parts[-2] if parts[-1] in ("in", "startswith", "iexact") and len(parts) > 1 else parts[-1]
    return last in NAMES or path.endswith(("trip__hub", "occurrence__hub", "trip__van"))
