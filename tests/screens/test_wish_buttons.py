"""What a button says of a wish, its form reads again."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from driveout.office.plan.season.changes.sentences import AS_WISH, as_wish, from_form
from driveout.records.plan.models.change import Kind


@given(st.sampled_from(sorted(AS_WISH)), st.none() | st.integers(0, 720))
def test_what_a_button_says_is_what_its_form_reads(kind, amount):
    said = as_wish({"kind": kind, "amount": amount, "possible": True})
    sent = QueryDict(mutable=True)
    sent["wish"] = said
    if AS_WISH[kind] == Kind.MOVE and amount is None:
        assert said == "" and from_form(sent) is None
    else:
        assert from_form(sent) == (AS_WISH[kind], amount, None)


@given(st.text())
def test_what_no_button_says_is_refused_or_is_a_deed(typed):
    sent = QueryDict(mutable=True)
    sent["wish"] = typed
    read = from_form(sent)
    assert read is None or (read[0] in set(Kind) and typed.startswith(read[0].value))
