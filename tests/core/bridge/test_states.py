"""The closed loop: no path ends without a human, none skips consent, and “sent” is never an end."""

import json

from hypothesis import given
from hypothesis import strategies as st

from driveout.core.bridge.clocks import promise
from driveout.core.bridge.states import (
    ENDS_YES,
    FHIR,
    MOVES,
    OVER,
    RECEIVERS,
    is_handed_on_too_often,
    is_held_by_receiver,
    may_go,
    next_of,
)  # fmt: skip
from driveout.core.words import NeedKind, Party, ReferralState

S = ReferralState


@st.composite
def walks(draw):
    """Any way through the states that the parties may go: each state, and whether a yes holds in it."""
    state, agreed = S.DRAFT, False
    walked = [(state, agreed)]
    for _ in range(draw(st.integers(0, 25))):
        going = sorted({after for by in Party for after in next_of(state, by, agreed=agreed)})
        state = draw(st.sampled_from(going))
        agreed = state == S.CONSENTED or (agreed and state not in ENDS_YES)
        walked.append((state, agreed))
    return walked


@given(walks())
def test_no_path_ends_without_a_human(walked):
    """Whatever happened, somebody can say something next, and a promise runs until the thread is over."""
    last, agreed = walked[-1]
    assert next_of(last, Party.GUEST, agreed=agreed) and next_of(last, Party.OWNER, agreed=agreed)
    assert (last in OVER) or promise(last, NeedKind.DEBT) is not None


@given(walks())
def test_no_path_skips_consent(walked):
    """Nothing that tells a receiver something comes before a yes, and after each receiver a new one is asked for."""
    said_yes = False
    for state, _agreed in walked:
        if state in (S.SENT, S.OPENED, S.ACCEPTED, S.PASSED_ON, S.FULL):
            assert said_yes, walked
        if state == S.CONSENTED:
            said_yes = True
        if state in (S.DRAFT, S.REOPENED, S.PASSED_ON, S.FULL, S.CLOSED, S.CANCELLED, S.ENTERED_IN_ERROR):
            said_yes = False


@given(walks())
def test_no_path_ends_at_sent(walked):
    last, agreed = walked[-1]
    if last not in OVER:
        assert promise(last, NeedKind.OTHER) and any(next_of(last, by, agreed=agreed) for by in Party)


def test_the_office_closes_nothing():
    """Only the person does, and they may always come back."""
    for state in S:
        for by in (Party.OWNER, Party.RECEIVER, Party.CLOCK):
            assert not may_go(state, S.CLOSED, by, agreed=True) and not may_go(state, S.CANCELLED, by, agreed=True)
    for state in OVER:
        assert may_go(state, S.REOPENED, Party.GUEST, agreed=False)


def test_a_receiver_never_just_says_no():
    said = {state for moves in MOVES.values() for state, who in moves.items() if Party.RECEIVER in who}
    assert (
        S.PASSED_ON in said and S.FULL in said and not said & {S.CLOSED, S.CANCELLED, S.CONSENTED, S.ENTERED_IN_ERROR}
    )


def test_every_state_is_reached():
    seen, at = {S.DRAFT}, [S.DRAFT]
    while at:
        new = [state for state in MOVES[at.pop()] if state not in seen]
        seen |= set(new)
        at += new
    assert seen == set(S)


def test_the_sender_has_it_until_another_has_truly_taken_it_over():
    assert not any(map(is_held_by_receiver, (S.SENT, S.OPENED, S.MISSED, S.PASSED_ON, S.FULL)))
    assert (
        all(map(is_held_by_receiver, (S.ACCEPTED, S.APPOINTMENT)))
        and {
            S.ACCEPTED,
            S.APPOINTMENT,
            S.MET,
        }
        == RECEIVERS
    )
    assert not is_handed_on_too_often(2) and is_handed_on_too_often(3)


def test_each_state_is_one_of_fhirs_and_set_by_whom_it_says(shared):
    """HL7's table of SDOH Clinical Care 3.0.0. Ours is stricter: what is cancelled there by either is the person's."""
    table = dict(
        json.loads((shared / "conformance" / "fhir-sdoh-referral" / "referral-states.json").read_text())["states"]
    )
    assert set(FHIR) == set(S) and set(FHIR.values()) <= set(table)
    assert set(table) - set(FHIR.values()) <= {"failed"}  # nothing fails here: it is shown on
    senders = {Party.OWNER, Party.GUEST}
    for moves in MOVES.values():
        for state, who in moves.items():
            if table[FHIR[state]] == "Requester":
                ours = senders | (
                    {Party.CLOCK} if state == S.DRAFT else set()
                )  # a yes ran out: the sender's own system
                assert who <= ours | {Party.RECEIVER} and (state != S.OPENED or who == {Party.RECEIVER})
            if FHIR[state] in ("accepted", "rejected"):
                assert Party.RECEIVER in who
