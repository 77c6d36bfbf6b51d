"""A second of one name in a register: asked about with both shown; a village or a van takes a name with one press."""

import pytest

from driveout.core.simulate.small_town import HUB
from driveout.records.models import Stop, Vehicle, Volunteer
from tests.screens.test_registers import carla, filled, html, row, send, sent_back, there

__all__ = ["carla", "there"]  # fixtures
pytestmark = pytest.mark.django_db


def test_a_second_of_one_name_is_asked_about_with_both_shown_and_is_another_person(carla, season, there):
    address = f"{there}volunteers/new/"
    hub = season.hubs.get().pk
    typed = {**filled(carla, address), "name": "Bo", "hub": str(hub), "weekdays": ["2", "3"]}
    answer = carla.post(address, {**typed, "act": "save"})
    said = html(answer)
    assert answer.status_code == 422
    assert f"Bo er ved {HUB} allerede, og kan mandag og tirsdag." in said
    assert "Du har skrevet en, der kan onsdag og torsdag. Er det en anden person?" in said
    assert 'value="another"' in said and Volunteer.objects.filter(name="Bo").count() == 1
    for _twice in range(2):
        assert carla.post(address, {**typed, "act": "another"}).status_code == 302
    bos = Volunteer.objects.filter(name="Bo").order_by("pk")
    assert [one.weekdays for one in bos] == [[0, 1], [2, 3]] and len({one.key for one in bos}) == 2


def test_a_second_village_of_one_name_is_asked_about_with_both_shown_and_takes_a_name_with_one_press(
    carla, season, there
):
    """Nothing that was typed is lost, and the one press saves it."""
    address = row(there, "stops", Stop, name="Lyngdal")
    Stop.objects.filter(name="Mosede").update(venue="Forsamlingshuset", address="Hovedgaden 12")
    answer = send(carla, address, name="mosede", municipality="860", venue="Skolen", seats="9")
    said = html(answer)
    assert answer.status_code == 422 and Stop.objects.get(name="Lyngdal").seats == 7
    there_is = "mosede er der allerede (Lemvig Kommune, hub Havnby, Forsamlingshuset, Hovedgaden 12)."
    assert f"{there_is} Din: Hjørring Kommune, hub Havnby, Skolen. Giv den et navn for sig" in said
    assert "Kald den «mosede (Hjørring)», og gem" in said
    sent = sent_back(answer) | {"act": "call:mosede (Hjørring)"}
    assert "Gemt." in html(carla.post(address, sent, follow=True))
    stop = Stop.objects.get(name="mosede (Hjørring)")
    assert (stop.venue, stop.seats, stop.municipality) == ("Skolen", 9, "860")


def test_a_second_van_of_one_name_at_a_hub_is_offered_a_number(carla, season, there):
    answer = send(carla, row(there, "vans", Vehicle, name="Van 2"), name="Van 1")
    assert "Van 1 er der allerede (hub Havnby). Giv den et navn for sig" in html(answer)
    assert "Kald den «Van 1 (2)», og gem" in html(answer)
