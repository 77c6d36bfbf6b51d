"""The clockwork sends what is due, to servers that check as real ones do; never twice, and never to who said no."""

import json
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import DatabaseError
from django.test import Client

from driveout.jobs.clockwork import Clockwork
from driveout.jobs.rounds import AT_EACH_LOOK, Round
from driveout.jobs.sending import letter_of, send_due
from driveout.outside.messages.fakes import PASSWORD, TOKEN, USER, fake_gateway, fake_mail_server
from driveout.outside.messages.letter import NotNow
from driveout.outside.messages.sms_gateway import SmsGateway
from driveout.outside.messages.smtp import Smtp
from driveout.records.drive.crew.telling import Told, tell
from driveout.records.models import Message, Way
from driveout.records.tell import sending, ways
from tests.patience import HANG_S
from tests.stored import NOW, cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def bo():
    return cast()["bo"]


@pytest.fixture
def servers():
    with fake_mail_server() as mail, fake_gateway() as sms:
        by_channel = {
            "mail": Smtp(
                host=mail.host, port=mail.port, sender="cafe@example.org", security="none", user=USER,
                password=PASSWORD, timeout_s=HANG_S,
            ),
            "sms": SmsGateway(url=sms.url, token=TOKEN, sender="DriveOut", timeout_s=HANG_S),
        }  # fmt: skip
        yield by_channel, mail, sms


def write(bo, once="a", kind=Told.CONFIRMED):
    return tell(member=bo, kind=kind, once=once, place="Karby", day=date(2026, 3, 10), starts=750, now=NOW)


def clock(later=timedelta()):
    return lambda: NOW + later


def test_a_mail_and_a_text_message_arrive_once(bo, servers, settings):
    settings.SITE_ADDRESS = "https://plan.example.org"
    by_channel, mail, sms = servers
    for channel, typed in (("mail", "bo@example.org"), ("sms", "22 34 56 78")):
        ways.write_way(member=bo, channel=channel, typed=typed, by=bo.user, now=NOW)
    write(bo)
    write(bo, "b", Told.CANCELLED)
    assert send_due(by_channel, clock=clock())["sent"] == 2
    assert send_due(by_channel, clock=clock(timedelta(days=1)))["sent"] == 0
    assert "Karby, tirsdag 10. marts kl. 12.30" in mail.mails[0].get_content()
    assert sms.sms[0]["recipients"] == [{"msisdn": 4522345678}] and "Aflyst: Karby" in sms.sms[0]["message"]
    assert "http" not in sms.sms[0]["message"]
    assert set(Message.objects.values_list("state", "trouble")) == {("sent", "")}


def test_the_address_in_a_mail_stops_mails_without_signing_in(bo, servers, settings):
    settings.SITE_ADDRESS = "https://plan.example.org"
    by_channel, mail, _sms = servers
    ways.write_way(member=bo, channel="mail", typed="bo@example.org", by=bo.user, now=NOW)
    write(bo)
    send_due(by_channel, clock=clock())
    address = mail.mails[0]["List-Unsubscribe"].strip("<>")
    assert address in mail.mails[0].get_content()
    path = address.removeprefix("https://plan.example.org")
    browser = Client(enforce_csrf_checks=True)
    assert "Stop beskederne" in browser.get(path).content.decode()
    assert Way.objects.get().stopped_at is None, "a program that looks for viruses reads every address"
    said = browser.post(path, {"List-Unsubscribe": "One-Click"})
    assert said.status_code == 200 and "Vi sender dig ikke flere" in said.content.decode()
    assert Way.objects.get().stopped_at is not None
    write(bo, "b")
    assert send_due(by_channel, clock=clock())["sent"] == 0 and len(mail.mails) == 1
    assert "Vi sender dig ikke flere" in browser.post(path).content.decode(), "twice is once"


def test_who_stops_between_writing_and_sending_gets_nothing(bo, servers):
    by_channel, mail, _sms = servers
    ways.write_way(member=bo, channel="mail", typed="bo@example.org", by=bo.user, now=NOW)
    write(bo)
    Way.objects.update(stopped_at=NOW)  # not by the action, which would have stopped the message too
    assert send_due(by_channel, clock=clock())["sent"] == 0 and not mail.mails
    assert Message.objects.get().state == "stopped"


@pytest.mark.parametrize(
    ("behaviour", "state", "trouble"),
    [
        ("later", "waiting", "busy"),
        ("no such person", "failed", "wrong address"),
        ("cut off in data", "failed", "unknown"),
    ],
)
def test_a_server_that_will_not_is_asked_again_only_where_nothing_was_sent(bo, servers, behaviour, state, trouble):
    by_channel, mail, _sms = servers
    ways.write_way(member=bo, channel="mail", typed="bo@example.org", by=bo.user, now=NOW)
    write(bo)
    mail.behaviour = behaviour
    send_due(by_channel, clock=clock())
    told = Message.objects.get()
    assert (told.state, told.trouble) == (state, trouble)
    mail.behaviour = "well"
    sent = send_due(by_channel, clock=clock(timedelta(hours=1)))["sent"]
    assert sent == len(mail.mails) == (1 if state == "waiting" else 0)


def test_a_sender_with_a_fault_of_its_own_stops_nobody_elses_message(bo, servers, people_again):
    by_channel, mail, _sms = servers
    ways.write_way(member=bo, channel="sms", typed="22345678", by=bo.user, now=NOW)
    ways.write_way(member=people_again, channel="mail", typed="c@example.org", by=people_again.user, now=NOW)
    write(bo)
    write(people_again, "b")

    class Broken:
        def send(self, letter):
            raise RuntimeError("a fault of ours")

    went = send_due({**by_channel, "sms": Broken()}, clock=clock())
    assert (went["failed"], went["sent"]) == (1, 1) and len(mail.mails) == 1
    assert send_due(by_channel, clock=clock(timedelta(hours=1)))["sent"] == 0, "nobody knows what the fault sent"


@pytest.fixture
def people_again(bo):
    return type(bo).objects.select_related("user").get(user__username="carla")


def test_no_mail_is_without_the_way_to_stop_it_and_the_log_has_no_address(bo, settings, caplog):
    settings.SITE_ADDRESS = "https://plan.example.org"
    ways.write_way(member=bo, channel="mail", typed="bo@example.org", by=bo.user, now=NOW)
    ours = sending.claim(message_id=write(bo).pk, now=NOW)
    assert letter_of(ours).stop.startswith("https://plan.example.org/vagter/stop/")

    class NoAnswer:
        def send(self, letter):
            raise NotNow("no answer", "ConnectionRefusedError")

    Message.objects.update(state="waiting", due_at=NOW)
    send_due({"mail": NoAnswer()}, clock=clock())
    assert "no answer" in caplog.text and "bo@" not in caplog.text and "Karby" not in caplog.text


def test_the_command_looks_once_and_says_what_it_would_have_sent(bo, capsys):
    Way.objects.create(member=bo, channel="mail", address="bo@example.org", made_at=NOW)
    Message.objects.create(
        member=bo, kind="confirmed", once="x", subject="Karby", text="kl. 12.30", made_at=NOW, due_at=NOW
    )
    from django.utils import timezone

    Message.objects.update(due_at=timezone.now(), made_at=timezone.now())
    call_command("clockwork", once=True)
    assert "kl. 12.30" in capsys.readouterr().out
    assert Message.objects.get().state == "sent"


def test_a_signal_ends_it_after_the_message_it_is_at(bo):
    work = Clockwork({})
    work._on_signal(15, None)
    work.ended.wait(0)
    assert work.ended.is_set()


def test_at_night_and_once_a_day_what_was_kept_long_enough_goes(bo, monkeypatch):
    from driveout.jobs import rounds

    old = NOW - timedelta(days=200)
    Message.objects.create(
        member=bo, kind="x", once="x", subject="s", text="t", made_at=old, due_at=old, state="sent", ended_at=old
    )
    asked = []
    monkeypatch.setattr(rounds, "retain_all", lambda **given: asked.append(given["now"]))
    work = Clockwork({})
    for hour, times in ((2, 0), (4, 1), (5, 1), (23, 1)):
        monkeypatch.setattr("django.utils.timezone.now", lambda hour=hour: NOW.replace(hour=hour))
        work.look()
        assert len(asked) == times, f"at {hour} o'clock"
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW.replace(hour=4) + timedelta(days=1))
    work.look()
    assert len(asked) == 2


def test_what_breaks_holds_up_nothing_else_and_is_tried_again(monkeypatch):

    done = []

    def breaks(now):
        done.append("broke")
        raise DatabaseError

    work = Clockwork({})
    hourly = Round("an hour", lambda now: done.append("hour"), every=timedelta(hours=1))
    each = Round("each look", lambda now: done.append("look"), every=AT_EACH_LOOK)
    work.rounds = (Round("breaks", breaks, every=timedelta(hours=1)), hourly, each)
    for minutes in (0, 1, 59, 60):
        monkeypatch.setattr("django.utils.timezone.now", lambda minutes=minutes: NOW + timedelta(minutes=minutes))
        work.look()
    assert done == ["broke", "hour", "look", "broke", "look", "broke", "look", "broke", "hour", "look"]


def test_the_command_says_what_would_go_and_then_what_went(bo, capsys):
    from driveout.jobs.cli import main

    old = NOW - timedelta(days=200)
    Message.objects.create(
        member=bo, kind="x", once="x", subject="s", text="t", made_at=old, due_at=old, state="sent", ended_at=old
    )
    assert main(["retain", "--dry-run", "--lang", "da"]) == 0
    told = capsys.readouterr().out
    assert "1  Beskeder til holdet" in told and "Intet er slettet" in told
    assert Message.objects.exists()
    assert main(["retain", "--json"]) == 3
    assert json.loads(capsys.readouterr().out)["held_back"]["Drive-outs here"]["rows"] == 1, "the clock is far ahead"
    assert main(["retain", "--lang", "da"]) == 3
    assert "Går uret rigtigt? Intet er slettet." in capsys.readouterr().err and Message.objects.exists()
    assert main(["retain", "--yes", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["organisations"]["Drive-outs here"]["messages"] == 1 and not told["dry_run"]
    assert not Message.objects.exists()
