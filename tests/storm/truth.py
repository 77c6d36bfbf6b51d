"""What really happened at the cafés, kept beside the phones, and what it must add up to. No code of the server's.

Words that an undo of the same café names are emptied on the server, for good, whichever of the two came first.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from tests.storm.phone import ASIDE, LANDED, Phone

SUMMED = ("first", "before", "friend", "child", "left", "early", "stayed", "turned_away")
GIVEN = ("meal", "bag", "clothes", "pack")


@dataclass
class Tap:
    """One thing somebody did. `may`: the fates it may have: "landed", or the code of a refusal."""

    phone: Phone
    seq: int
    item: dict[str, Any]
    may: frozenset[str]
    was_cancelled: bool = False  # the café was, when it was written

    def __str__(self) -> str:
        return f"{self.phone} {self.seq}: {str(self.item)[:300]}"

    @property
    def fate(self) -> str:
        """landed, a code, or waiting: what the phone shows."""
        state, code = self.phone.disk.fates.get(self.seq, ("waiting", ""))
        return code if state == ASIDE else state


@dataclass(frozen=True)
class Kept:
    """An event as the server has it, put together from its rows again."""

    phone: str
    seq: int
    id: str
    occurrence: int
    kind: str
    body: dict[str, Any]
    flags: tuple[str, ...] = ()


@dataclass
class Counts:
    """What `make storm` ends with."""

    runs: int = 0
    events: int = 0
    landed: int = 0
    refused: int = 0
    lost: int = 0
    doubled: int = 0

    def add(self, other: "Counts") -> None:
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    def __str__(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in vars(self).items())


@dataclass
class Verdict:
    """`wrong`: in words, everything that may not be. `there`: what the server has, by what was done."""

    counts: Counts
    wrong: list[str] = field(default_factory=list)
    there: list[Tap] = field(default_factory=list)


def judge(taps: list[Tap], rows: list[Kept]) -> Verdict:
    """Every tap is on the server exactly once, or visibly refused on its phone and not on the server."""
    by_tap: dict[tuple[str, int], list[Kept]] = defaultdict(list)
    for row in rows:
        by_tap[row.phone, row.seq].append(row)
    taken_back = {(row.occurrence, row.body["of"]) for row in rows if row.kind == "undo"}
    said = Verdict(Counts(runs=1, events=len(taps)))
    for tap in taps:
        there = by_tap.pop((tap.phone.id, tap.seq), [])
        same = [row for row in there if _same(tap, row, taken_back)]
        said.wrong += _one(tap, there, same, said.counts)
        said.there += [tap] if same else []
    for strangers in by_tap.values():
        said.counts.doubled += len(strangers)
        said.wrong.append(f"nobody did this: {strangers}")
    for phone in {tap.phone.id: tap.phone for tap in taps}.values():
        said.wrong += phone.odd
    return said


def _one(tap: Tap, there: list[Kept], same: list[Kept], counts: Counts) -> list[str]:
    fate, wrong = tap.fate, list[str]()
    counts.landed += fate == LANDED
    counts.refused += fate not in (LANDED, "waiting")
    if fate not in tap.may:
        wrong.append(f"should have been one of {sorted(tap.may)}: {fate} {tap}")
    if len(there) > 1:
        counts.doubled += len(there) - 1
        wrong.append(f"{len(there)} times on the server: {tap}")
    if fate == LANDED and not same:
        counts.lost += 1
        wrong.append(f"the phone thinks that it has landed: {tap}; the server has {there}")
    elif fate == "waiting":
        counts.lost += 1
        wrong.append(f"neither landed nor refused: {tap}")
    elif fate != LANDED and same:
        counts.doubled += 1
        wrong.append(f"refused with {fate}, but on the server: {tap}")
    if tap.was_cancelled and any("cancelled" not in row.flags for row in same):
        wrong.append(f"nobody is told that the café was cancelled: {tap}")
    return wrong


def _same(tap: Tap, row: Kept, taken_back: set[tuple[int, str]]) -> bool:
    """Is it in the books as it was written? Words that were taken back are in them without their text."""
    said = {**tap.item, "body": writable(tap.item["body"])}
    if said["kind"] == "words" and (row.occurrence, row.id) in taken_back:
        said["body"] = {**said["body"], "text": ""}
    return all(getattr(row, name) == said[name] for name in ("id", "occurrence", "kind", "body"))


def writable(body: Any) -> Any:
    """As a database can keep it: NUL and half characters are “�”."""
    if isinstance(body, dict) and isinstance(text := body.get("text"), str):
        bad = dict.fromkeys((0, *range(55296, 57344)), "�")
        return {**body, "text": text.translate(bad)}
    return body


def sums(taps: list[Tap]) -> dict[str, Any]:
    """What these taps of one café add up to, in the words of the wire's `tally`; by its table and nothing else."""
    undos = [tap.item for tap in taps if tap.item["kind"] == "undo"]

    def counts(item: dict[str, Any]) -> bool:
        return not any(undo["body"]["of"] == item["id"] and counts(undo) for undo in undos)

    held = [tap.item for tap in taps if counts(tap.item)]
    numbers: Counter[str] = Counter()
    for item in held:
        if item["kind"] == "count":
            numbers[item["body"]["what"]] += item["body"]["n"]
    kinds = Counter(item["kind"] for item in held)
    fields = _fields([item for item in held if item["kind"] == "set"])
    return {
        **{what: numbers[what] for what in SUMMED},
        "given": {what: numbers[what] for what in GIVEN if numbers[what]},
        "words": kinds["words"],
        "next_steps": kinds["next_step"],
        "mishaps": kinds["mishap"],
        "shadow_minutes": sum(item["body"]["minutes"] for item in held if item["kind"] == "shadow"),
        "fields": {field: set(values) for field, values in fields.items()},
        "in doubt": sorted(field for field, values in fields.items() if len(set(values.values())) > 1),
        "open": kinds["open"] > 0,
        "closed": kinds["close"] > 0,
        "events": len(taps),
    }


def _fields(sets: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """By field: the values that no other one takes the place of, by their ids."""
    replaced = {old for item in sets for old in item["body"]["was"]}
    found: dict[str, dict[str, Any]] = defaultdict(dict)
    for item in sets:
        if item["id"] not in replaced:
            found[item["body"]["field"]][item["id"]] = item["body"]["value"]
    return dict(found)
