"""A hub leader asks on screen for what the own rights do not reach, and the coordinator answers."""

import pytest

from driveout.records.plan.models import Change, Proposal, Stop
from driveout.records.plan.models.change import Kind
from driveout.records.plan.wishes import changing, proposals
from tests.stored import NOW

COLD = "Hallen er kold om mandagen."


@pytest.fixture
def stop(season, plan):
    return Stop.objects.get(season=season, name="Mosede")


def mark(stop):
    """What a form of the place that is opened now holds."""
    return changing.mark_of(changing.wishes_of(Stop.objects.get(pk=stop.pk)))


@pytest.fixture
def asked(people, stop, plan):
    """Dan, who leads another hub, asks for one visit only."""
    ask = {"kind": Kind.OFTEN, "amount": 1, "move": None, "plan_id": plan.id, "why": COLD, "opened_with": mark(stop)}
    return proposals.propose(stop_id=stop.id, by=people["dan"].user, now=NOW, **ask)


def test_a_hub_leader_proposes_where_another_hub_serves(signed_in, page, stop, plan):
    dan = signed_in("dan")
    sent = {"wish": "never:", "why": COLD, "plan": plan.id, "opened_with": mark(stop)}
    answer = dan.post(f"{page}stops/{stop.id}/propose/", sent, follow=True)
    assert "Dit forslag er sendt." in answer.text and "Mosede: intet besøg" in answer.text
    assert "Venter på svar" in answer.text and not Change.objects.exists()


def test_a_move_is_proposed_with_its_day_and_hour(signed_in, page, stop, plan):
    sent = {"wish": "flyt", "flyt": "0", "til": "1", "kl": "620", "why": COLD, "plan": plan.id}
    sent["opened_with"] = mark(stop)
    answer = signed_in("dan").post(f"{page}stops/{stop.id}/propose/", sent, follow=True)
    assert "Mosede: tirsdag kl.\u00a010.20" in answer.text


def test_without_a_reason_nothing_is_sent(signed_in, page, stop):
    answer = signed_in("dan").post(f"{page}stops/{stop.id}/propose/", {"wish": "never:", "why": " "}, follow=True)
    assert "Skriv, hvorfor du foreslår det." in answer.text and not Proposal.objects.exists()


def test_the_coordinator_says_yes_and_it_is_changed(signed_in, page, asked):
    carla = signed_in("carla")
    assert "1 forslag venter på dit svar" in carla.get(page).text
    answer = carla.post(f"{page}proposals/{asked.id}/answer/", {"yes": "1"}, follow=True)
    assert "Ændringen er gemt." in answer.text and Change.objects.get().why == COLD
    assert "forslag venter" not in answer.text


def test_the_coordinator_says_no_and_the_hub_leader_reads_why(signed_in, page, asked):
    carla, address = signed_in("carla"), f"{page}proposals/{asked.id}/answer/"
    assert "Skriv, hvorfor du siger nej." in carla.post(address, {"no": "1", "answer": ""}, follow=True).text
    answer = carla.post(address, {"no": "1", "answer": "Salen er bestilt."}, follow=True)
    assert "Svaret er gemt." in answer.text and not Change.objects.exists()
    assert "Salen er bestilt." in signed_in("dan").get(page).text
    late = carla.post(address, {"yes": "1"}, follow=True)
    assert "besvaret imens" in late.text and not Change.objects.exists()


def test_nobody_else_proposes_or_answers(signed_in, page, stop, asked):
    for name in ("carla", "alma"):
        assert (
            signed_in(name).post(f"{page}stops/{stop.id}/propose/", {"wish": "never:", "why": "x"}).status_code == 403
        )
    for name in ("dan", "alma"):
        assert signed_in(name).post(f"{page}proposals/{asked.id}/answer/", {"yes": "1"}).status_code == 403
    assert signed_in("finn").post(f"{page}proposals/{asked.id}/answer/", {"yes": "1"}).status_code == 404


def test_a_yes_to_what_was_changed_since_says_by_whom_and_what_to_do(signed_in, page, stop, plan, asked):
    carla, address = signed_in("carla"), f"{page}proposals/{asked.id}/answer/"
    carla.post(f"{page}stops/{stop.id}/wish/", {"wish": "never:", "opened_with": mark(stop), "why": "Lejet ud"})
    answer = carla.post(address, {"yes": "1"}, follow=True)
    assert "Siden det blev foreslået, er stedet ændret: Mosede: intet besøg (Carla" in answer.text
    assert "Intet er ændret. Vil du stadig, så ret selv stedet." in answer.text
    assert "1 forslag venter på dit svar" in answer.text and Change.objects.count() == 1
    carla.post(f"{page}changes/{Change.objects.get().id}/turn/")
    Stop.objects.filter(pk=stop.pk).update(visits_max=1)
    answer = carla.post(address, {"yes": "1"}, follow=True)
    assert "er det fortrudt: Mosede: intet besøg (Carla" in answer.text
    Change.objects.all().delete()
    assert "Stedet er ændret, siden det blev foreslået. Intet" in carla.post(address, {"yes": "1"}, follow=True).text


def test_who_proposes_from_an_old_page_keeps_the_words(signed_in, page, stop, plan):
    dan, sent = signed_in("dan"), {"wish": "often:1", "why": COLD, "plan": plan.id, "opened_with": mark(stop)}
    Stop.objects.filter(pk=stop.pk).update(visits_max=1)
    answer = dan.post(f"{page}stops/{stop.id}/propose/", sent, follow=True)
    assert "Stedet er ændret, siden du åbnede siden." in answer.text and not Proposal.objects.exists()
    assert dan.session["typed"] == [stop.id, COLD]


def test_the_script_is_told_where_to_look_and_a_second_answer_is_the_first(signed_in, page, asked):
    carla = signed_in("carla")
    for _again in range(2):
        answer = carla.post(f"{page}proposals/{asked.id}/answer/", {"yes": "1"}, headers={"Kept": "1"})
        assert answer.json()["to"].endswith("#besked") and "Ændringen er gemt." in carla.get(page).text
    assert Change.objects.count() == 1
