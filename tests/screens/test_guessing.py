"""Many addresses guess one name's password: they wait, and whoever has signed in here before does not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from driveout.records.models import WrongTries
from driveout.records.team.links import make_reset_link
from driveout.records.team.tries import FREE, FREE_ANYWHERE
from tests.stored import cast

pytestmark = pytest.mark.django_db
SIGN_IN = "/log-ind/"
WAITS = "Der er prøvet for mange gange."


def tried(client, name="carla", password="wrong"):
    """What the page answers: its status and what it says."""
    answer = client.post(SIGN_IN, {"login": name, "password": password})
    return answer.status_code, answer.content.decode()


def guessed(name="carla", addresses=50):
    """One try from each address: how many were judged, and what the last one read."""
    pages = [tried(Client(REMOTE_ADDR=f"198.51.100.{number}"), name)[1] for number in range(addresses)]
    return sum(WAITS not in page for page in pages), pages[-1]


def signed_in_before(name="carla"):
    """A browser of somebody who has signed in there and out again."""
    browser = Client(REMOTE_ADDR="203.0.113.5")
    assert tried(browser, name, f"cafe-{name}")[0] == 302
    browser.post("/log-ud/")
    assert "sessionid" not in browser.cookies or not browser.cookies["sessionid"].value
    return browser


def test_a_name_guessed_from_fifty_addresses_is_slowed_and_its_owner_at_a_known_browser_is_not():
    cast()
    carla = signed_in_before()
    judged, last = guessed()
    assert judged == FREE_ANYWHERE and WAITS in last
    carla.defaults["REMOTE_ADDR"] = "203.0.113.99"  # another network than before
    assert tried(carla)[0] == 200, "a slip of the finger of her own"
    assert tried(carla, password="cafe-carla")[0] == 302
    assert WAITS in tried(Client(REMOTE_ADDR="198.51.100.250"))[1], "her signing in gives the others no new tries"
    assert tried(Client(REMOTE_ADDR="198.51.100.250"), "dan", "cafe-dan")[0] == 302


def test_who_guesses_at_a_known_browser_waits_there_as_anywhere():
    cast()
    browser = signed_in_before()
    assert [WAITS in tried(browser)[1] for _ in range(FREE + 1)] == [False] * FREE + [True]
    assert WAITS in tried(browser, password="cafe-carla")[1]
    assert tried(Client(REMOTE_ADDR="198.51.100.1"), password="cafe-carla")[0] == 302, "and elsewhere nobody does"


def test_nobody_reads_whether_somebody_has_that_name():
    cast()
    (carla, hers), (nobody, theirs) = guessed("carla"), guessed("nobody-here")
    assert carla == nobody
    assert (
        hers.replace("carla", "NAME").split("csrfmiddlewaretoken")[0]
        == (theirs.replace("nobody-here", "NAME").split("csrfmiddlewaretoken")[0])
    )
    one, other = (Client().post(SIGN_IN, {"login": name, "password": "wrong"}) for name in ("carla", "nobody-here"))
    assert set(one.cookies) == set(other.cookies), "nobody is remembered who did not come in"


def test_a_cookie_of_another_name_or_one_that_was_made_up_opens_nothing():
    cast()
    others = signed_in_before("dan")
    [(name, cookie)] = [(key, one.value) for key, one in others.cookies.items() if key.startswith("known_")]
    hers = signed_in_before()
    [her_name] = [key for key in hers.cookies if key.startswith("known_")]
    assert name != her_name
    guessed()
    for value in (cookie, cookie.replace(cookie[:4], "xxxx"), "x:y:z", ""):
        others.cookies[her_name] = value
        assert WAITS in tried(others, password="cafe-carla")[1]


def test_the_cookie_says_no_name_and_goes_to_the_sign_in_page_alone():
    cast()
    browser = signed_in_before()
    [(key, cookie)] = [(key, one) for key, one in browser.cookies.items() if key.startswith("known_")]
    assert "carla" not in key + cookie.value
    assert cookie["path"] == SIGN_IN and cookie["httponly"] and cookie["samesite"] == "Lax"
    again = signed_in_before()
    assert again.cookies[key].value != cookie.value, "each browser has an allowance of its own"


def test_who_is_signed_in_and_asked_again_does_not_wait_for_others_guesses():
    cast()
    browser = Client(REMOTE_ADDR="203.0.113.5")
    tried(browser, password="cafe-carla")
    del browser.cookies[next(key for key in browser.cookies if key.startswith("known_"))]
    guessed()
    answer = browser.post("/min-adgang/bekraeft/", {"password": "cafe-carla"})
    assert answer.status_code == 302, answer.content.decode()


def test_a_link_to_a_new_password_makes_the_browser_known_too():
    team = cast()
    guessed()
    browser = Client(REMOTE_ADDR="198.51.100.200")
    assert WAITS in tried(browser, password="cafe-carla")[1]
    _link, secret = make_reset_link(member=team["carla"], by=None, now=timezone.now())
    browser.get(f"/velkommen/{secret}/")
    new = "tre ord efter hinanden"
    assert browser.post("/velkommen/", {"password": new, "again": new}).status_code == 302
    browser.post("/log-ud/")
    assert tried(browser, password=new)[0] == 302


def test_a_day_later_nothing_is_left():
    cast()
    guessed()
    WrongTries.objects.update(last_at=timezone.now() - timedelta(hours=25))
    assert WAITS not in tried(Client(REMOTE_ADDR="198.51.100.250"))[1]
