"""A code beside the password: made with an app, asked for at sign-in, taken once; and who one is, asked again."""

import re
from base64 import b32decode
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from driveout.records.models import Invitation, Member, Message, RecoveryCode, SecondFactor, Trace
from driveout.records.team import second
from driveout.records.team.links import choose_password, make_reset_link
from driveout.records.team.models import Role
from driveout.records.team.second import WrongCode
from driveout.records.team.sessions import SIGNED_IN
from driveout.records.team.tries import TooSoon
from tests.stored import NOW

MAKE, CODE, PEOPLE = "/min-adgang/kode/", "/log-ind/kode/", "/office/people/"
pytestmark = pytest.mark.django_db


def said(answer) -> str:
    return answer.content.decode()


def code_of(secret: str, at=None) -> str:
    """As another program makes it."""
    app = TOTP(b32decode(secret.replace(" ", "")), 6, SHA1(), 30, enforce_key_length=False)
    return app.generate(int((at or timezone.now()).timestamp())).decode()


@pytest.fixture
def carla(signed_in):
    return signed_in("carla")


@pytest.fixture
def made(carla):
    """Her secret and her recovery codes."""
    page = said(carla.get(MAKE))
    assert "data:image/svg+xml" in page
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1]
    answer = carla.post(MAKE, {"code": code_of(secret)})
    codes = re.findall(r"<code>([0-9A-Z-]{14})</code>", said(answer))
    assert len(codes) == second.CODES and "no-store" in answer.headers["Cache-Control"]
    return secret, codes


def with_password(name="carla"):
    browser = Client()
    return browser, browser.post("/log-ind/", {"login": name, "password": f"cafe-{name}"})


def inside(browser) -> bool:
    return browser.get("/min-adgang/").status_code == 200


def test_after_the_password_the_code_is_asked_for_and_only_then_is_she_in(made):
    secret, _codes = made
    browser, answer = with_password()
    assert answer.headers["Location"] == CODE and not inside(browser)
    later = timezone.now() + timedelta(seconds=30)  # the code of now was taken when it was made
    assert "Koden passer ikke" in said(browser.post(CODE, {"code": "000000"})) and not inside(browser)
    answer = browser.post(CODE, {"code": f" {code_of(secret, later)[:3]} {code_of(secret, later)[3:]}"})
    assert answer.status_code == 302 and inside(browser)
    assert with_password("alma")[1].headers["Location"] != CODE  # nobody else is asked


def test_a_code_is_taken_once_and_nobody_guesses_for_long(made, people):
    secret, _codes = made
    user, now = people["carla"].user, timezone.now()
    code = code_of(secret, now + timedelta(seconds=30))
    second.check(user=user, code=code, now=now)
    with pytest.raises(WrongCode):
        second.check(user=user, code=code, now=now)
    for _ in range(4):
        with pytest.raises(WrongCode):
            second.check(user=user, code="123456", now=now)
    right = code_of(secret, now + timedelta(seconds=60))
    with pytest.raises(TooSoon):
        second.check(user=user, code=right, now=now + timedelta(seconds=20))
    second.check(user=user, code=right, now=now + timedelta(seconds=31))


def test_a_recovery_code_opens_once_and_only_its_digest_is_kept(made, people):
    _secret, codes = made
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert not kept & {code.replace("-", "") for code in codes}
    for first in (True, False):
        browser, _answer = with_password()
        answer = browser.post(CODE, {"code": codes[0].lower().replace("-", " ")})
        assert (answer.status_code == 302) is first and inside(browser) is first
    assert Trace.objects.filter(what="used a recovery code").count() == 1
    assert second.codes_left(people["carla"].user_id) == second.CODES - 1


def test_what_the_app_was_given_is_sealed_and_shown_no_more(made, carla):
    secret, codes = made
    raw = b32decode(secret.replace(" ", ""))
    assert raw not in SecondFactor.objects.get().sealed.encode() and secret.replace(" ", "") not in said(carla.get("/"))
    assert carla.get(MAKE).status_code == 302
    renewed = said(carla.post("/min-adgang/kode/noedkoder/"))
    assert not set(codes) & set(re.findall(r"<code>([0-9A-Z-]{14})</code>", renewed))
    browser, _answer = with_password()
    assert browser.post(CODE, {"code": codes[1]}).status_code == 422


def test_the_code_page_is_nothing_without_a_password(made):
    assert Client().get(CODE).headers["Location"] == "/log-ind/"
    assert Client().post(CODE, {"code": made[1][0]}).headers["Location"] == "/log-ind/"


def test_an_organisation_that_asks_for_it_shuts_nobody_out(made, carla, signed_in, people):
    other = Member.objects.get(user__username="dan")
    Member.objects.filter(pk=other.pk).update(role=Role.COORDINATOR)
    dan = signed_in("dan")
    assert "Slå først koden til" in said(dan.post(f"{PEOPLE}kode/", {"asked": "yes"}, follow=True))
    assert "1 af 2 har en kode" in said(carla.get(PEOPLE))
    assert "skal alle" in said(carla.post(f"{PEOPLE}kode/", {"asked": "yes"}, follow=True))
    for page in (PEOPLE, "/office/telefoner/"):
        assert dan.get(page).headers["Location"] == MAKE
        assert carla.get(page).status_code == 200
    assert signed_in("alma").get("/office/steder/").status_code in (200, 404)  # an employee is asked for nothing
    page = said(dan.get(MAKE))
    assert "Din organisation beder om en kode" in page
    secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1]
    assert dan.post(MAKE, {"code": code_of(secret)}).status_code == 200
    assert dan.get(PEOPLE).status_code == 200


def test_a_reset_on_the_servers_command_line_lets_the_last_one_in_and_tells_the_others(made, people, capsys):
    Member.objects.filter(pk=people["dan"].pk).update(role=Role.COORDINATOR)
    call_command("reset_second_factor", "carla")
    assert "carla" in capsys.readouterr().out and not RecoveryCode.objects.exists()
    assert Trace.objects.get(what="reset a second factor").who is None
    assert {message.member_id for message in Message.objects.all()} == {people["dan"].pk, people["carla"].pk}
    browser, answer = with_password()
    assert answer.headers["Location"] != CODE and inside(browser)
    with pytest.raises(CommandError):
        call_command("reset_second_factor", "carla")


def test_a_new_password_by_link_and_erasing_take_it_away(made, people):
    link, _secret = make_reset_link(member=people["carla"], by=None, now=NOW)
    choose_password(invitation=link, password="et helt nyt kodeord", now=NOW)
    assert not SecondFactor.objects.exists() and not RecoveryCode.objects.exists()


def by_link(member, made_by):
    """They open a link that was made for them, and choose a new password."""
    _link, secret = make_reset_link(member=member, by=made_by, now=timezone.now())
    browser = Client()
    browser.get(f"/velkommen/{secret}/")
    form = {"password": "et helt nyt kodeord", "again": "et helt nyt kodeord"}
    assert browser.post("/velkommen/", form).status_code == 302


def test_a_link_that_takes_a_code_away_is_told_to_its_owner_and_every_coordinator_each_in_their_language(made, people):
    carla, dan, alma = people["carla"], people["dan"], people["alma"]
    Member.objects.filter(pk__in=(dan.pk, alma.pk)).update(role=Role.COORDINATOR)
    Client(HTTP_ACCEPT_LANGUAGE="en").post("/log-ind/", {"login": "alma", "password": "cafe-alma"})
    by_link(carla, made_by=dan.user)
    told = {message.member_id: message for message in Message.objects.all()}
    assert set(told) == {carla.pk, dan.pk, alma.pk}
    assert "Var det ikke dig" in told[carla.pk].text and "link fra Dan" in told[carla.pk].text
    assert told[dan.pk].subject == "Koden ved log ind er nulstillet for Carla"
    assert told[alma.pk].text.startswith("Carla has a new password by a link from Dan.")


def test_a_passkey_that_a_link_takes_away_is_told_and_a_password_alone_is_not(people):
    Authenticator.objects.create(user=people["carla"].user, type=Authenticator.Type.WEBAUTHN, data={})
    by_link(people["bo"], made_by=people["carla"].user)
    assert not Message.objects.exists()
    by_link(people["carla"], made_by=None)
    assert [message.member_id for message in Message.objects.all()] == [people["carla"].pk]
    assert "den, der passer serveren" in Message.objects.get().text


def test_a_reset_on_the_server_is_told_in_each_ones_language(made, people):
    Member.objects.filter(pk=people["carla"].pk).update(language="en")
    call_command("reset_second_factor", "carla")
    assert Message.objects.get(member=people["carla"]).subject == "Your code at sign-in was reset"


def test_new_recovery_codes_say_that_the_old_ones_are_over(made, carla):
    page = said(carla.post("/min-adgang/kode/noedkoder/"))
    assert "De gamle virker ikke mere." in page and "er slået til" not in page


def test_who_waits_with_a_code_reads_nothing_of_passwords_or_others(made):
    browser, _answer = with_password()
    for _ in range(6):
        page = said(browser.post(CODE, {"code": "000000"}))
    assert "Vent 30 sekunder, og prøv igen." in page and "Andre kan" not in page


@pytest.mark.parametrize("name", ["carla", "bo"])
def test_a_link_says_before_it_is_used_that_a_code_goes_with_it(made, people, name):
    _link, secret = make_reset_link(member=people[name], by=None, now=timezone.now())
    page = said(Client().get(f"/velkommen/{secret}/", follow=True))
    assert ("De andre koordinatorer får det at vide" in page) is (name == "carla")


def cold(browser):
    """Signed in eleven minutes ago."""
    session = browser.session
    at = (timezone.now() - timedelta(minutes=11)).isoformat()
    session[SIGNED_IN] = {**session[SIGNED_IN], "at": at}
    session.save()
    return browser


def test_inviting_a_coordinator_asks_again_who_one_is_and_then_does_it(carla):
    form = {"first_name": "Ny", "role": "volunteer", "hub": ""}
    assert cold(carla).post(f"{PEOPLE}invite/", form).headers["Location"] == PEOPLE  # not for a volunteer
    answer = carla.post(f"{PEOPLE}invite/", {**form, "role": "coordinator"})
    assert answer.headers["Location"].startswith("/min-adgang/bekraeft/") and Invitation.objects.count() == 1
    wrong = carla.post(answer.headers["Location"], {"password": "wrong"})
    assert wrong.status_code == 200 and Invitation.objects.count() == 1
    carla.post(answer.headers["Location"], {"password": "cafe-carla"})
    assert Invitation.objects.first().role == "coordinator"
    assert carla.post(f"{PEOPLE}invite/", {**form, "role": "coordinator"}).headers["Location"] == PEOPLE


@pytest.mark.parametrize("deed", ["reset", "give-back"])
def test_a_way_in_to_who_has_much_asks_again_too(carla, people, deed):
    """A link to a new password, and access given back, give the role as an invitation does."""
    dan, bo = people["dan"], people["bo"]
    Member.objects.filter(pk=dan.pk).update(role=Role.COORDINATOR)
    cold(carla)
    assert carla.post(f"{PEOPLE}{bo.pk}/{deed}/").headers["Location"] == PEOPLE
    made = Invitation.objects.count()
    answer = carla.post(f"{PEOPLE}{dan.pk}/{deed}/")
    assert answer.headers["Location"].startswith("/min-adgang/bekraeft/") and Invitation.objects.count() == made
    assert carla.post(f"{PEOPLE}{2**70}/{deed}/").status_code == 404


def test_a_factor_that_went_or_came_in_another_window_is_no_fault(made, carla, people):
    user, now = people["carla"].user, timezone.now()
    with pytest.raises(WrongCode):
        second.confirm(user=user, code="123456", now=now)
    browser, _answer = with_password()
    second.remove(user=user, now=now)
    assert browser.post(CODE, {"code": "123456"}).status_code == 422
    assert carla.post("/min-adgang/kode/noedkoder/").status_code == 302
    for act in (second.confirm, second.check):
        with pytest.raises(WrongCode):
            act(user=user, code="123456", now=now)


def test_erasing_a_person_asks_again_and_then_does_it(carla, people):
    address = erase_address(people["bo"])
    assert cold(carla).get(address).status_code == 200  # reading what happens asks nothing
    answer = carla.post(address, {"name": "Bo"})
    assert answer.headers["Location"].startswith("/min-adgang/bekraeft/")
    assert Member.objects.get(pk=people["bo"].pk).user.first_name == "Bo"
    carla.post(answer.headers["Location"], {"password": "cafe-carla"})
    assert Member.objects.get(pk=people["bo"].pk).user.first_name != "Bo"


def test_reading_own_words_asks_again(carla, season, people):
    from tests.screens.rights_world import cafe_tomorrow

    cafe = cafe_tomorrow(season)
    answer = cold(carla).post(f"/office/egne-ord/{cafe.pk}/", {"why": "For at lære"})
    assert answer.headers["Location"].startswith("/min-adgang/bekraeft/")
    assert carla.get(f"/office/egne-ord/{cafe.pk}/").status_code == 200


def test_who_regrets_goes_back_to_what_they_were_doing_and_a_wrong_password_marks_its_field(carla):
    there = "http://testserver" + PEOPLE + "?q=ny"
    form = {"first_name": "Ny", "role": "coordinator", "hub": ""}
    asked = cold(carla).post(f"{PEOPLE}invite/", form, headers={"Referer": there}).headers["Location"]
    page = carla.get(asked).content.decode()
    assert f'<a href="{PEOPLE}?q=ny">Tilbage</a>' in page and "aria-invalid" not in page
    wrong = carla.post(asked, {"password": "wrong", "next": f"{PEOPLE}invite/"}).content.decode()
    assert f'<a href="{PEOPLE}?q=ny">Tilbage</a>' in wrong
    field = re.search(r'<input[^>]*id="id_password"[^>]*>', wrong)
    assert field and 'aria-invalid="true"' in field[0] and 'aria-describedby="i-fejl"' in field[0]
    assert 'id="i-fejl"' in wrong
    key = carla.get("/min-adgang/bekraeft/", {"next": "/min-adgang/adgangsnoegle/"}).content.decode()
    assert '<a href="/min-adgang/">Tilbage</a>' in key, "what was asked for now is something else"


@pytest.mark.parametrize("referer", ["https://example.org/x", "//example.org/", "javascript:alert(1)", ""])
def test_no_page_of_another_house_is_gone_back_to(carla, referer):
    form = {"first_name": "Ny", "role": "coordinator", "hub": ""}
    asked = cold(carla).post(f"{PEOPLE}invite/", form, headers={"Referer": referer}).headers["Location"]
    assert '<a href="/min-adgang/">Tilbage</a>' in carla.get(asked).content.decode()


def test_what_is_wrong_at_the_other_doors_marks_its_fields_too(carla):
    def marked(page: str) -> set[str]:
        return set(re.findall(r'<input[^>]*name="(\w+)"[^>]*aria-invalid="true"', page))

    assert marked(Client().get("/log-ind/").content.decode()) == set()
    wrong = Client().post("/log-ind/", {"login": "carla", "password": "no"}).content.decode()
    assert marked(wrong) == {"login", "password"} and 'id="ind-fejl"' in wrong
    typed = {"oldpassword": "no", "password1": "tre nye ord her", "password2": "tre nye ord her"}
    assert marked(carla.post("/min-adgang/adgangskode/", typed).content.decode()) == {"oldpassword"}


def erase_address(member) -> str:
    from django.urls import reverse

    return reverse("office:erase_person", args=(member.pk,))
