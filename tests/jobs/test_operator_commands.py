"""What the operator types: people and seasons come in by command, and every refusal says what to do."""

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from driveout.records.models import Member, Organisation, Season, Trace

pytestmark = pytest.mark.django_db
HERE = "Drive-outs here"


def test_a_person_is_welcome_once_and_can_sign_in(capsys):
    call_command("welcome", "carla", organisation=HERE, first_name="Carla")
    password = capsys.readouterr().out.split()[-1]
    assert Client().post("/log-ind/", {"login": "carla", "password": password})["Location"] == "/"
    call_command("welcome", "carla", organisation=HERE, role="hub leader")
    assert "keeps the password" in capsys.readouterr().out
    assert Client().post("/log-ind/", {"login": "carla", "password": password})["Location"] == "/"


def test_an_organisation_is_one_however_its_letters_are_put_together(capsys):
    for number, name in enumerate(("\u00c5s og omegn", "A\u030as og\u00a0omegn", "\u00c5s  og omegn\u200b")):
        call_command("welcome", f"finn{number}\u200b", organisation=name, first_name="Fi\u00adnn")
    assert [one.name for one in Organisation.objects.all()] == ["Ås og omegn"]
    told = [(m.user.username, m.user.first_name) for m in Member.objects.order_by("pk")]
    assert told == [("finn0", "Finn"), ("finn1", "Finn"), ("finn2", "Finn")]


def test_a_season_is_stored_for_its_organisation(root, capsys):
    call_command("welcome", "carla", organisation=HERE)
    call_command("store_season", root / "examples" / "seasons" / "akut-2020", organisation=HERE)
    assert "15 hubs, 180 stops" in capsys.readouterr().out
    assert Season.objects.get().organisation.name == HERE


def test_a_season_without_an_owner_or_with_faults_is_not_stored(root, tmp_path):
    with pytest.raises(CommandError, match="no organisation"):
        call_command("store_season", tmp_path, organisation="Nobody")
    call_command("welcome", "carla", organisation=HERE)
    with pytest.raises(CommandError, match="Nothing is stored"):
        call_command("store_season", tmp_path, organisation=HERE)
    assert not Season.objects.exists()


def test_a_coordinator_who_cannot_sign_in_gets_a_link_on_the_server(capsys):
    call_command("welcome", "carla", organisation=HERE, first_name="Carla")
    capsys.readouterr()
    call_command("reset_link", "carla")
    browser = Client()
    assert "Ny adgangskode, Carla" in browser.get(capsys.readouterr().out.split()[-1], follow=True).content.decode()
    with pytest.raises(CommandError, match="Nobody with access signs in as nobody"):
        call_command("reset_link", "nobody")


def test_another_role_given_on_the_server_leaves_a_trace():
    call_command("welcome", "carla", organisation=HERE)
    call_command("welcome", "carla", organisation=HERE, role="hub leader")
    assert Trace.objects.get(what="changed a role").details["was"] == ["coordinator", ""]
