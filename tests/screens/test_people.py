"""People on screen: invited by a link, in and out, and what was done told in sentences."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from driveout.office.deeds import PEOPLE, SIGN_INS, sentences
from driveout.office.people.accounts import device
from driveout.records.models import Backup, Invitation, Member, Trace
from driveout.records.team.actions import welcome
from driveout.records.team.models import Role
from driveout.records.trust.actions import leave_trace
from tests.screens.deeds import deeds
from tests.stored import HERE, NOW

pytestmark = pytest.mark.django_db
GOOD = "tre våde støvler"
FOLK = "/office/people/"


@pytest.fixture
def operator(people):
    people["operator"] = welcome(
        username="operator", first_name="Drift", password="x", organisation=HERE, role=Role.OPERATOR, by=None, now=NOW
    )
    return people["operator"]


@pytest.fixture
def reader(people):
    people["reader"] = welcome(
        username="reader", first_name="Læser", password="x", organisation=HERE, role=Role.READER, by=None, now=NOW
    )
    return people["reader"]


def link_in(answer) -> str:
    found = re.search(r'value="http://testserver(/velkommen/[^"]+)"', answer.content.decode())
    assert found, "no link is shown"
    return found[1]


def invite(browser, **changed) -> str:
    wanted = {"first_name": "Læser", "role": "reader", "hub": ""} | changed
    return link_in(browser.post(f"{FOLK}invite/", wanted, follow=True))


def arrive(link, **changed):
    """A newcomer opens the link and fills in the form."""
    browser = Client()
    page = browser.get(link, follow=True)
    typed = {"username": "Reader", "password": GOOD, "again": GOOD} | changed
    return browser, page, browser.post("/velkommen/", typed, follow=True)


def test_from_an_invitation_to_being_in(signed_in):
    link = invite(signed_in("carla"))
    browser, page, answer = arrive(link)
    assert "Velkommen, Læser" in page.content.decode()
    assert link.split("/")[2] not in page.request["PATH_INFO"]
    said = answer.content.decode()
    assert "Nu er du inde" in said and "Lav en adgangsnøgle" in said
    member = Member.objects.get(user__username="reader")
    assert (member.role, member.user.first_name) == ("reader", "Læser")
    assert browser.get("/").status_code == 200  # no season yet: a page that says so
    assert Client().post("/log-ind/", {"login": "READER", "password": GOOD})["Location"] == "/"


def test_the_link_is_shown_once(signed_in):
    carla = signed_in("carla")
    link = invite(carla)
    again = carla.get(FOLK).content.decode()
    assert link not in again and "Læser" in again
    secret = link.split("/")[2]
    assert secret not in str(list(Invitation.objects.values())) + str(list(Trace.objects.values()))


def test_a_used_withdrawn_or_old_link_says_who_can_make_a_new_one(signed_in):
    carla = signed_in("carla")
    used, withdrawn, old = invite(carla), invite(carla, first_name="A"), invite(carla, first_name="B")
    arrive(used)
    gone = Invitation.objects.get(first_name="A")
    assert "virker ikke mere" in carla.post(f"{FOLK}links/{gone.id}/withdraw/", follow=True).content.decode()
    assert "allerede" in carla.post(f"{FOLK}links/{gone.id}/withdraw/", follow=True).content.decode()
    Invitation.objects.filter(first_name="B").update(expires_at=timezone.now() - timedelta(seconds=1))
    for link in (used, withdrawn, old):
        _browser, page, answer = arrive(link, username="late")
        assert page.status_code == answer.status_code == 410
        assert "Bed Carla om et nyt link" in page.content.decode()
    assert not User.objects.filter(username="late").exists()


def test_a_link_that_was_never_made(people):
    _browser, page, _answer = arrive("/velkommen/nothing/")
    assert page.status_code == 410 and "Linket virker ikke" in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"again": "another one"}, "ikke ens"),
        ({"password": "kort", "again": "kort"}, "Adgangskoden er for kort|Denne adgangskode er for kort"),
        ({"username": "carla"}, "er taget"),
        ({"username": "Carla"}, "er taget"),
        ({"username": "carla", "again": "another one"}, "er taget.*ikke ens"),  # all at once
        ({"username": "a b/c"}, "bogstaver"),
        ({"username": ""}, "bogstaver"),
        ({"username": "x" * 70}, "for langt"),
        ({"password": "password1234", "again": "password1234"}, "almindelig|for kort"),
    ],
)
def test_what_cannot_be_kept_is_said_and_the_link_stays_open(signed_in, typed, said):
    link = invite(signed_in("carla"))
    browser, _page, answer = arrive(link, **typed)
    assert answer.status_code == 422 and re.search(said, answer.content.decode(), re.DOTALL)
    assert not User.objects.filter(first_name="Læser").exists()
    good = browser.post("/velkommen/", {"username": "reader", "password": GOOD, "again": GOOD}, follow=True)
    assert "Nu er du inde" in good.content.decode()


def test_somebody_who_is_signed_in_does_not_take_anothers_link(signed_in):
    link = invite(signed_in("carla"))
    page = signed_in("dan").get(link, follow=True).content.decode()
    assert "Du er logget ind som Dan" in page and "til Læser" in page


@pytest.mark.parametrize(
    "typed", [{"first_name": " "}, {"role": "partner"}, {"role": "king"}, {"hub": "Nowhere"}, {"first_name": "x" * 61}]
)
def test_an_invitation_that_cannot_be_made_says_why(signed_in, typed):
    answer = signed_in("carla").post(f"{FOLK}invite/", {"first_name": "L", "role": "reader", "hub": "", **typed})
    assert answer.status_code == 422 and 'role="alert"' in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_reset_link_gives_a_new_password_and_ends_the_old_sessions(signed_in, people):
    dan = signed_in("dan")
    link = link_in(signed_in("carla").post(f"{FOLK}{people['dan'].id}/reset/", follow=True))
    _browser, page, answer = arrive(link)
    assert "Ny adgangskode, Dan" in page.content.decode() and "Nu er du inde" in answer.content.decode()
    assert dan.get("/min-adgang/").url.startswith("/log-ind/") and dan.get("/").status_code == 200  # the guests' own
    assert Client().post("/log-ind/", {"login": "dan", "password": "cafe-dan"}).status_code == 200
    assert Client().post("/log-ind/", {"login": "dan", "password": GOOD})["Location"] == "/"


def test_roles_and_access_are_changed_and_told(signed_in, people):
    carla, dan = signed_in("carla"), people["dan"]
    said = carla.post(f"{FOLK}{dan.id}/change/", {"role": "employee", "hub": ""}, follow=True).content.decode()
    assert "Dan er nu medarbejder" in said
    assert carla.post(f"{FOLK}{dan.id}/change/", {"role": "king", "hub": ""}).status_code == 404
    assert "ikke adgang mere" in carla.post(f"{FOLK}{dan.id}/end/", follow=True).content.decode()
    assert "Giv først adgang igen" in carla.post(f"{FOLK}{dan.id}/reset/", follow=True).content.decode()
    assert "har adgang igen" in carla.post(f"{FOLK}{dan.id}/give-back/", follow=True).content.decode()
    told = carla.get("/office/traces/").content.decode()
    assert "Carla ændrede rollen for Dan" in told and "Fra hubleder til medarbejder" in told
    assert "Carla sluttede adgangen for Dan" in told


def test_nobody_locks_everybody_out(signed_in, people, operator):
    carla = people["carla"]
    for name, refusal in (("carla", "din egen"), ("operator", "altid være en koordinator")):
        for act, data in (("end", {}), ("change", {"role": "reader", "hub": ""})):
            said = signed_in(name).post(f"{FOLK}{carla.id}/{act}/", data, follow=True).content.decode()
            assert refusal in said
    assert User.objects.get(username="carla").is_active


def test_an_operator_starts_at_people_and_sees_their_traces_only(signed_in, people, operator, season):
    client = signed_in("operator")
    assert client.get("/").url == FOLK
    told = client.get("/office/traces/").content.decode()
    assert "hentede" not in told and "fik" not in told and "gav Drift adgang" in told
    assert "hentede sæsonen Small town ind" in signed_in("carla").get("/office/traces/").content.decode()
    assert "hentede" not in signed_in("carla").get("/office/traces/?slags=brugere").content.decode()
    assert "adgang" not in only_rows(signed_in("carla").get("/office/traces/?slags=saesoner"))


def only_rows(answer) -> str:
    found = re.search(r'<ol class="deeds">.*?</ol>', answer.content.decode(), re.S)
    return found[0] if found else ""


def test_traces_are_fifty_a_page_with_the_same_number_of_queries(signed_in, people, django_assert_max_num_queries):
    carla = people["carla"]
    told = {"role": "reader", "hub": "", "was": ["employee", ""]}
    for n in range(120):
        leave_trace(by=carla.user, what="changed a role", about=people["dan"], now=NOW, **told, why=f"nummer {n}.")
    client = signed_in("carla")
    with django_assert_max_num_queries(13):
        first = client.get("/office/traces/?slags=brugere")
    assert only_rows(first).count("<li>") == 50 and "nummer 119." in only_rows(first)
    older = re.search(r'href="(\?[^"]*foer=\d+)"', first.content.decode())[1].replace("&amp;", "&")
    second = client.get("/office/traces/" + older)
    assert "nummer 69." in only_rows(second) and "nummer 70." not in only_rows(second)
    assert only_rows(client.get(f"/office/traces/?hvem={people['dan'].user_id}")) == ""
    for odd in ("?foer=x", "?hvem=9999999", "?foer=99999999999999999999999", "?slags=x"):
        assert client.get("/office/traces/" + odd).status_code == 200


def test_people_are_listed_with_the_same_number_of_queries(signed_in, people, django_assert_max_num_queries):
    for n in range(40):
        welcome(
            username=f"p{n}", first_name=f"P{n}", password="x", organisation=HERE, role=Role.VOLUNTEER, by=None, now=NOW
        )
    carla = signed_in("carla")
    with django_assert_max_num_queries(12):
        said = carla.get(FOLK).content.decode()
    assert "P39" in said and "Finn" not in said and "Eva" not in said


def test_every_deed_has_a_sentence():
    missing = {what: where for what, where in deeds().items() if what not in sentences()}
    assert not missing, f"Give each a sentence in office/deeds.py: {missing}"
    assert deeds().keys() >= PEOPLE | SIGN_INS


def test_deeds_that_nobody_does_have_no_sentence():
    assert sentences().keys() - deeds().keys() == set()


def test_five_wrong_passwords_and_the_next_are_told_to_wait(people):
    browser = Client()
    for _attempt in range(5):
        said = browser.post("/log-ind/", {"login": "dan", "password": "wrong"}).content.decode()
        assert "passer ikke sammen" in said
    said = browser.post("/log-ind/", {"login": "dan", "password": "cafe-dan"}).content.decode()
    assert "Vent 30 sekunder, og prøv igen. Andre kan godt logge ind imens. Det kan du også med" in said
    assert "<title>Fejl: Log ind" in said
    assert browser.post("/log-ind/", {"login": "alma", "password": "cafe-alma"}).status_code == 302


def test_very_many_sign_ins_from_one_place_are_told_to_wait(people, settings):
    cache.clear()
    settings.ACCOUNT_RATE_LIMITS = {"login": "3/m/ip"}
    for _attempt in range(3):
        Client().post("/log-ind/", {"login": "dan", "password": "cafe-dan"})
    answer = Client().post("/log-ind/", {"login": "dan", "password": "cafe-dan"})
    assert answer.status_code == 429 and "Vent fem minutter" in answer.content.decode()
    cache.clear()


def test_questions_for_passkeys_have_a_limit_too(people, settings):
    cache.clear()
    settings.MFA_RATE_LIMITS = {"webauthn_login": "3/m/ip"}
    for expected in (200, 200, 200, 429):
        answer = Client().get("/log-ind/adgangsnoegle/", headers={"Accept": "application/json"})
        assert answer.status_code == expected
    cache.clear()


def test_a_passkey_that_is_not_ours_says_so(people):
    answer = Client().post("/log-ind/adgangsnoegle/", {"credential": "{}"}, follow=True)
    assert "Adgangsnøglen passer ikke her" in answer.content.decode()


def test_the_own_page_lists_sessions_and_ends_them(people):
    here, there = Client(), Client(headers={"User-Agent": "Mozilla/5.0 (iPhone) Version/18 Safari/604.1"})
    for browser in (here, there):
        browser.post("/log-ind/", {"login": "dan", "password": "cafe-dan"})
    said = here.get("/min-adgang/").content.decode()
    assert "Safari på iPhone" in said
    mark = re.search(r"/min-adgang/log-ud/(\w{16})/", said)[1]
    assert "Du er logget ud der" in here.post(f"/min-adgang/log-ud/{mark}/", follow=True).content.decode()
    assert there.get("/min-adgang/").status_code == 302
    assert "allerede logget ud" in here.post(f"/min-adgang/log-ud/{mark}/", follow=True).content.decode()
    there.post("/log-ind/", {"login": "dan", "password": "cafe-dan"})
    assert "kun logget ind her" in here.post("/min-adgang/log-ud-andre-steder/", follow=True).content.decode()
    assert there.get("/min-adgang/").status_code == 302 and here.get("/min-adgang/").status_code == 200


def test_nobody_ends_anothers_session(people):
    dan, alma = Client(), Client()
    dan.post("/log-ind/", {"login": "dan", "password": "cafe-dan"})
    alma.post("/log-ind/", {"login": "alma", "password": "cafe-alma"})
    from driveout.records.team.sessions import mark_of

    alma.post(f"/min-adgang/log-ud/{mark_of(dan.session.session_key)}/")
    assert dan.get("/min-adgang/").status_code == 200


def test_another_password_ends_the_other_sessions(people):
    here, there = Client(), Client()
    for browser in (here, there):
        browser.post("/log-ind/", {"login": "dan", "password": "cafe-dan"})
    wrong = here.post("/min-adgang/adgangskode/", {"oldpassword": "x", "password1": GOOD, "password2": GOOD})
    assert "nuværende" in wrong.content.decode()
    typed = {"oldpassword": "cafe-dan", "password1": GOOD, "password2": GOOD}
    assert "Din adgangskode er ny" in here.post("/min-adgang/adgangskode/", typed, follow=True).content.decode()
    assert here.get("/min-adgang/").status_code == 200 and there.get("/min-adgang/").status_code == 302


def test_after_ten_minutes_a_passkey_asks_once_more_who_it_is(people):
    browser = Client()
    browser.post("/log-ind/", {"login": "dan", "password": "cafe-dan"})
    assert browser.get("/min-adgang/adgangsnoegle/").status_code == 200
    session = browser.session
    told = session["signed_in"]
    session["signed_in"] = {**told, "at": (timezone.now() - timedelta(minutes=11)).isoformat()}
    session.save()
    asked = browser.get("/min-adgang/adgangsnoegle/", follow=True)
    assert "Er det dig?" in asked.content.decode()
    wrong = browser.post("/min-adgang/bekraeft/", {"password": "x", "next": "/min-adgang/adgangsnoegle/"})
    assert "ikke den rigtige" in wrong.content.decode()
    right = browser.post("/min-adgang/bekraeft/", {"password": "cafe-dan", "next": "/min-adgang/adgangsnoegle/"})
    assert right["Location"] == "/min-adgang/adgangsnoegle/"
    assert browser.get("/min-adgang/adgangsnoegle/").status_code == 200


def test_no_way_leads_out_of_the_house(people):
    away = Client().post("/log-ind/", {"login": "dan", "password": "cafe-dan", "next": "https://example.org/"})
    assert away["Location"] == "/"
    browser = Client()
    browser.post("/log-ind/", {"login": "dan", "password": "cafe-dan"})
    out = browser.post("/min-adgang/bekraeft/", {"password": "cafe-dan", "next": "//example.org/"})
    assert not out["Location"].startswith("//")


def test_every_change_needs_its_token(people, signed_in):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(people["carla"].user)
    for path in ("invite/", f"{people['dan'].id}/end/", f"{people['dan'].id}/change/", f"{people['dan'].id}/reset/"):
        assert strict.post(FOLK + path, {"first_name": "L", "role": "reader", "hub": ""}).status_code == 403
    assert strict.post("/min-adgang/log-ud-andre-steder/").status_code == 403
    assert strict.post("/velkommen/", {}).status_code == 403
    assert not Invitation.objects.exists() and User.objects.get(username="dan").is_active


def test_a_secret_is_not_written_to_the_log(signed_in, caplog):
    link = invite(signed_in("carla"))
    secret = link.split("/")[2]
    strict = Client(enforce_csrf_checks=True)
    strict.get(link, follow=True)
    strict.post("/velkommen/", {"username": "x"})
    arrive(link)
    arrive(link)  # used: 410, which is logged, but not with the secret
    assert caplog.records and secret not in caplog.text


@pytest.mark.parametrize(
    ("name", "path", "said"),
    [
        ("alma", FOLK, "koordinatorens side"),
        ("dan", FOLK, "koordinatorens side"),
        ("reader", FOLK, "Som læser"),
        ("operator", "season", "Du passer brugere og adgang"),
        ("bo", "season", "Kontoret er for dem"),
        ("eva", "season", "Kontoret er for dem"),
    ],
)
def test_a_refusal_speaks_to_the_one_who_asked(signed_in, operator, reader, page, name, path, said):
    answer = signed_in(name).get(page if path == "season" else path)
    told = answer.content.decode()
    assert answer.status_code == 403 and said in told
    assert name == "eva" or "Spørg Carla" in told


def test_a_reader_who_tries_to_change_is_told_kindly(signed_in, reader, page):
    answer = signed_in("reader").post(page + "plan-again/")
    assert answer.status_code == 403 and "Du kan læse med" in answer.content.decode()


@pytest.mark.parametrize(
    ("agent", "known"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit Chrome/140 Safari/537 Edg/140", ("Edge", "Windows")),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/18 Safari/605", ("Safari", "Mac")),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140 Mobile Safari/537", ("Chrome", "Android")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko Firefox/140.0", ("Firefox", "Linux")),
        ("", ("", "")),
    ],
)
def test_what_kind_of_device(agent, known):
    assert device(agent) == known


def test_who_sees_to_people_reads_when_the_last_copy_was_made(signed_in, people, settings):
    settings.DEMO = False
    page = signed_in("carla")

    def said():
        return page.get(FOLK).content.decode()

    assert "Der er ikke taget en kopi af databasen endnu." in said()
    for days, told in ((9, "er 9 dage gammel"), (0, "Den sidste gode kopi af databasen er fra")):
        Backup.objects.create(at=timezone.now() - timedelta(days=days), rows=1, bytes=1, fingerprint="0")
        assert told in said()
    settings.DEMO = True
    assert "kopi af databasen" not in said()
