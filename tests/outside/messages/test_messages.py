"""Mail and text messages against servers that check what real ones check: taken once, or told why not."""

import os
from dataclasses import replace

import pytest

from driveout.outside.messages.choosing import Settings, senders
from driveout.outside.messages.console import Console
from driveout.outside.messages.fakes import PASSWORD, TOKEN, USER, fake_gateway, fake_mail_server
from driveout.outside.messages.letter import Letter, NotEver, NotNow, Unknown
from driveout.outside.messages.sms_gateway import SmsGateway, number_of
from driveout.outside.messages.smtp import Smtp
from tests.patience import HANG_S

LETTER = Letter(
    id="signup 7 confirmed",
    to="bo@example.org",
    subject="Du er på holdet: Øster Jølby, tirsdag 24. november kl. 12.30",
    text="Du er på holdet: Øster Jølby, tirsdag 24. november kl. 12.30.\n.\nKan du ikke, så sig det.",
    stop="https://plan.example.org/vagter/stop/abc/",
)
TEXT = replace(LETTER, to="+45 12 34 56 78")


def mail_to(server, **other):
    asked = {"host": server.host, "port": server.port, "sender": "Cafeen <cafe@example.org>", "security": "none"}
    return Smtp(**{**asked, "user": USER, "password": PASSWORD, "timeout_s": HANG_S, **other})


def sms_to(server, **other):
    return SmsGateway(**{"url": server.url, "token": TOKEN, "sender": "DriveOut", "timeout_s": HANG_S, **other})


def test_a_mail_is_taken_with_its_words_and_the_way_to_stop_them():
    with fake_mail_server() as server:
        mail_to(server).send(LETTER)
        mail_to(server).send(LETTER)
    first, second = server.mails
    assert first["To"] == "bo@example.org" and first["Subject"] == LETTER.subject
    assert first.get_content().replace("\r\n", "\n").strip() == LETTER.text
    assert first["List-Unsubscribe"] == f"<{LETTER.stop}>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Message-ID"] == second["Message-ID"], "a mail server knows the same message again"


@pytest.mark.parametrize(
    ("behaviour", "trouble", "code"),
    [
        ("later", NotNow, "busy"),
        ("full", NotNow, "busy"),
        ("no such person", NotEver, "wrong address"),
        ("cut off in data", Unknown, "unknown"),
    ],
)
def test_a_mail_that_is_not_taken_says_whether_to_try_again(behaviour, trouble, code):
    with fake_mail_server(behaviour) as server, pytest.raises(trouble) as refused:
        mail_to(server).send(LETTER)
    assert refused.value.code == code and not server.mails


def test_a_mail_server_that_is_not_there_or_does_not_know_us_is_asked_again_later():
    with fake_mail_server() as server:
        with pytest.raises(NotNow, match="refused us"):
            mail_to(server, password="wrong").send(LETTER)
        with pytest.raises(NotNow, match="refused us"):
            mail_to(server, security="starttls").send(LETTER)  # it knows no TLS: nothing is said in the open
    with pytest.raises(NotNow, match="no answer"):
        mail_to(server).send(LETTER)
    assert not server.mails


def test_nothing_breaks_out_of_a_line_of_a_mail():
    with fake_mail_server() as server:
        for wrong in (
            replace(LETTER, subject="a\r\nBcc: x@example.org"),
            replace(LETTER, to="a@b.org\r\nBcc: c@d.org"),
        ):
            with pytest.raises(NotEver):
                mail_to(server).send(wrong)
    assert not server.mails


@pytest.fixture(params=["fake", "real"])
def gateway(request):
    """A gateway, where to send, and what it saw; the real one only when somebody names it, and their own phone."""
    if request.param == "fake":
        with fake_gateway() as server:
            yield sms_to(server), TEXT
        return
    named = [os.environ.get(f"DRIVEOUT_TEST_SMS_{name}", "") for name in ("URL", "TOKEN", "NUMBER")]
    if not all(named):
        pytest.skip("no real gateway (DRIVEOUT_TEST_SMS_URL, _TOKEN, _NUMBER)")
    yield SmsGateway(url=named[0], token=named[1], sender="DriveOut"), replace(TEXT, to=named[2])


def test_a_gateway_takes_a_message_and_refuses_what_is_none(gateway):
    sender, letter = gateway
    sender.send(letter)
    for wrong in (replace(letter, text=""), replace(letter, to="+00000000")):
        with pytest.raises(NotEver):
            sender.send(wrong)
    with pytest.raises(NotEver):
        replace(sender, sender="A name that is far too long").send(letter)
    with pytest.raises(NotNow, match="refused us"):
        replace(sender, token="not a token").send(letter)


def test_a_text_message_keeps_to_its_letters_or_says_that_it_does_not():
    with fake_gateway() as server:
        sms_to(server).send(TEXT)
        sms_to(server).send(replace(TEXT, text="Café Łódź 🚐"))
    plain, other = server.sms
    assert plain["recipients"] == [{"msisdn": 4512345678}] and plain["message"] == TEXT.text
    assert "encoding" not in plain and other["encoding"] == "UCS2"
    assert plain["userref"] == TEXT.id


@pytest.mark.parametrize(
    ("behaviour", "trouble"), [("busy", NotNow), ("broken", Unknown), ("cut off", Unknown), ("not json", Unknown)]
)
def test_a_gateway_that_says_nothing_of_use_is_not_asked_twice(behaviour, trouble):
    with fake_gateway(behaviour) as server, pytest.raises(trouble):
        sms_to(server).send(TEXT)


def test_a_gateway_that_is_not_there_is_asked_again_later():
    with fake_gateway() as server:
        pass
    with pytest.raises(NotNow, match="no answer"):
        sms_to(server).send(TEXT)


@pytest.mark.parametrize("address", ["12345678", "+45 1234", "+45 12 34 56 7a", "bo@example.org", "", "+٤٥١٢٣٤٥٦٧٨"])
def test_what_is_no_number_is_never_sent(address):
    with pytest.raises(NotEver):
        number_of(address)


def test_without_settings_everything_goes_to_the_console_and_hides_whose_address_it_is(capsys):
    chosen = senders(Settings())
    assert {type(sender) for sender in chosen.values()} == {Console}
    chosen["mail"].send(LETTER)
    told = capsys.readouterr().out
    assert LETTER.text in told and "bo@example.org" not in told


def test_settings_lead_to_a_mail_server_and_a_gateway():
    chosen = senders(
        Settings(smtp_host="mail.example.org", mail_from="a@example.org", sms_url="https://x.example", sms_token="t")
    )
    assert isinstance(chosen["mail"], Smtp) and isinstance(chosen["sms"], SmsGateway)


@pytest.mark.parametrize(
    ("wrong", "advice"),
    [
        ({"smtp_host": "mail.example.org"}, "MAIL_FROM"),
        ({"smtp_security": "yes"}, "SECURITY"),
        ({"sms_url": "https://x.example"}, "TOKEN"),
        ({"sms_url": "http://x.example", "sms_token": "t"}, "https://"),
        ({"sms_from": "Caféen på hjul"}, "SMS_FROM"),
        ({"sms_from": "1234567890123456"}, "SMS_FROM"),
    ],
)
def test_settings_that_cannot_work_are_told_as_advice(wrong, advice):
    assert not Settings().faults()
    assert advice in " ".join(Settings(**wrong).faults())
