"""Events as Hypothesis invents them: of one café, from a few phones, about each other."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from driveout.core.words import CountWhat, EventKind, FieldEvent

DAY = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)


def name(n: int) -> str:
    return str(UUID(int=n))


@st.composite
def events(draw, most: int = 10) -> list[FieldEvent]:
    """Undos point anywhere: at what does not exist, at other undos, in rings. Values name any others."""
    n = draw(st.integers(0, most))
    any_id = st.integers(1, n + 1).map(name)
    bodies = {
        EventKind.OPEN: st.just({}),
        EventKind.COUNT: st.fixed_dictionaries(
            {"what": st.sampled_from([what.value for what in CountWhat]), "n": st.sampled_from([-2, -1, 1, 2, 99])}
        ),
        EventKind.UNDO: st.fixed_dictionaries({"of": any_id}),
        EventKind.WORDS: st.just({"read_back": True}),
        EventKind.NEXT_STEP: st.just({"need": "debt"}),
        EventKind.MISHAP: st.just({"what": "cold"}),
        EventKind.SHADOW: st.fixed_dictionaries({"what": st.just("ringede"), "minutes": st.integers(1, 60)}),
        EventKind.SET: st.fixed_dictionaries(
            {
                "field": st.sampled_from(["weather", "seats"]),
                "value": st.sampled_from(["dry", "rain"]),
                "was": st.lists(any_id, max_size=3, unique=True),
            }
        ),
        EventKind.CLOSE: st.just({"seen": {}}),
    }
    kinds = st.one_of(st.sampled_from(EventKind), st.just(EventKind.UNDO), st.just(EventKind.SET))
    made = []
    for number in range(1, n + 1):
        kind = draw(kinds)
        at = DAY + timedelta(minutes=draw(st.integers(0, 120)))
        made.append(FieldEvent(name(number), number, at, kind, 1, draw(bodies[kind])))
    return made
