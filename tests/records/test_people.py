"""People come in by a link that works once, and go out at once; every step leaves a trace."""

from datetime import timedelta

import pytest
from django.test import Client

from driveout.records.models import Invitation, Member, Trace
from driveout.records.team import giving, links, people, sessions
from driveout.records.team.models import Role
from driveout.records.team.rules import (
    LastCoordinator,
    LinkIsOver,
    LinkWaits,
    NameTaken,
    NotHeld,
    OwnAccess,
    may_act,
    may_manage_people,
    may_plan,
    may_see_crew,
    may_see_office,
)
from tests.places import hub_at
from tests.stored import NOW, cast

pytestmark = pytest.mark.django_db
GOOD = "tre våde støvler"


@pytest.fixture
def team(db):
    return cast()


@pytest.fixture
def carla(team):
    return team["carla"]


def invited(carla, role=Role.READER, now=NOW):
    return links.invite(
        first_name="Læser", role=role, base=None, organisation=carla.organisation, by=carla.user, now=now
    )


def taken(link, username="reader", now=NOW):
    return links.take_invitation(invitation=link, username=username, password=GOOD, now=now)


def told(what):
    return Trace.objects.filter(what=what).count()


@pytest.mark.parametrize(
    ("role", "office", "plan", "act", "crew", "manage"),
    [
        (Role.COORDINATOR, True, True, True, True, True),
        (Role.HUB_LEADER, True, False, True, True, False),
        (Role.EMPLOYEE, True, False, True, True, False),
        (Role.READER, True, False, False, False, False),
        (Role.OPERATOR, False, False, False, False, True),
        (Role.VOLUNTEER, False, False, False, False, False),
        (Role.PARTNER, False, False, False, False, False),
    ],
)
def test_what_each_role_may(role, office, plan, act, crew, manage):
    member = Member(role=role)
    found = [may(member) for may in (may_see_office, may_plan, may_act, may_see_crew, may_manage_people)]
    assert found == [office, plan, act, crew, manage]


def test_nobody_may_nothing():
    assert not any(may(None) for may in (may_see_office, may_plan, may_act, may_see_crew, may_manage_people))


def test_only_a_digest_of_a_link_is_kept(carla):
    link, secret = invited(carla)
    assert len(secret) >= 43
    held = " ".join(str(value) for value in Invitation.objects.values().get().values())
    traced = " ".join(str(row) for row in Trace.objects.values_list("details", flat=True))
    assert secret not in held + traced
    assert link.digest not in traced
    assert links.found(links.digest_of(secret)) == link
    assert links.found(links.digest_of(secret + "x")) is None


def test_a_link_takes_one_person_in_once(carla):
    link, _secret = invited(carla)
    member = taken(link)
    assert (member.role, member.user.first_name, member.organisation) == (Role.READER, "Læser", carla.organisation)
    assert member.user.check_password(GOOD)
    with pytest.raises(LinkIsOver):
        taken(link, "another")
    assert told("invited a person") == told("took an invitation") == 1


def test_a_link_is_over_after_a_week_or_when_it_is_withdrawn(carla):
    link, _secret = invited(carla)
    later = NOW + timedelta(days=7)
    assert links.is_open(link, later - timedelta(seconds=1)) and not links.is_open(link, later)
    with pytest.raises(LinkIsOver):
        taken(link, now=later)
    assert links.withdraw(invitation=link, by=carla.user, now=NOW)
    assert not links.withdraw(invitation=link, by=carla.user, now=NOW)
    with pytest.raises(LinkIsOver):
        taken(link)
    assert told("withdrew a link") == 1
    assert not Member.objects.filter(user__username="reader").exists()


def test_a_name_that_is_taken_leaves_the_link_open(carla):
    link, _secret = invited(carla)
    with pytest.raises(NameTaken):
        taken(link, "CARLA")
    assert taken(link)


def test_the_same_form_sent_twice_leaves_one_open_link(carla):
    first, _secret = invited(carla)
    second, _secret = invited(carla, now=NOW + timedelta(seconds=2))
    third, _secret = invited(carla, now=NOW + timedelta(minutes=2))
    assert links.open_links(carla.organisation_id, NOW + timedelta(minutes=3)) == [third, second]
    first.refresh_from_db()
    assert first.ended_at


def signed_in(member, user_agent=""):
    browser = Client(headers={"User-Agent": user_agent})
    browser.force_login(member.user)
    return browser


def test_a_new_password_by_link_ends_sessions_and_earlier_links(team, carla):
    dan = team["dan"]
    browser = signed_in(dan)
    old, _secret = links.make_reset_link(member=dan, by=carla.user, now=NOW)
    link, _secret = links.make_reset_link(member=dan, by=carla.user, now=NOW)
    assert link.expires_at - NOW == timedelta(hours=24)
    with pytest.raises(LinkIsOver):
        links.choose_password(invitation=old, password=GOOD, now=NOW)
    assert links.choose_password(invitation=link, password=GOOD, now=NOW) == dan
    with pytest.raises(LinkIsOver):
        links.choose_password(invitation=link, password="another long one", now=NOW)
    dan.user.refresh_from_db()
    assert dan.user.check_password(GOOD)
    assert browser.get("/min-adgang/").status_code == 302
    assert browser.get("/min-adgang/").url.startswith("/log-ind/")


def test_an_invitation_is_no_reset_and_the_other_way_round(team, carla):
    link, _secret = invited(carla)
    with pytest.raises(LinkIsOver):
        links.choose_password(invitation=link, password=GOOD, now=NOW)
    reset, _secret = links.make_reset_link(member=team["dan"], by=carla.user, now=NOW)
    with pytest.raises(LinkIsOver):
        taken(reset)


def test_ended_access_is_out_at_once_and_can_come_back(team, carla, django_user_model):
    dan = team["dan"]
    browser = signed_in(dan)
    reset, _secret = links.make_reset_link(member=dan, by=carla.user, now=NOW)
    people.end_access(member=dan, by=carla.user, now=NOW)
    people.end_access(member=dan, by=carla.user, now=NOW)
    assert not django_user_model.objects.get(username="dan").is_active
    assert browser.get("/min-adgang/").status_code == 302
    assert sessions.places_of(dan.user_id, this_one=None, now=NOW) == []
    dan.user.refresh_from_db()
    reset.refresh_from_db()
    with pytest.raises(LinkIsOver):
        links.choose_password(invitation=reset, password=GOOD, now=NOW)
    people.give_access_back(member=dan, by=carla.user, now=NOW)
    people.give_access_back(member=dan, by=carla.user, now=NOW)
    assert told("ended access") == told("gave access back") == 1
    assert Client().post("/log-ind/", {"login": "dan", "password": "cafe-dan"})["Location"] == "/"


def test_nobody_ends_or_changes_the_own_access(carla):
    second = taken(invited(carla, Role.COORDINATOR)[0])
    for act in (
        lambda: people.end_access(member=carla, by=carla.user, now=NOW),
        lambda: people.change_role(member=carla, role=Role.READER, base=None, by=carla.user, now=NOW),
    ):
        with pytest.raises(OwnAccess):
            act()
    people.end_access(member=carla, by=second.user, now=NOW)


def test_the_last_coordinator_stays(carla):
    operator = taken(invited(carla, Role.OPERATOR)[0], "operator")
    with pytest.raises(LastCoordinator):
        people.end_access(member=carla, by=operator.user, now=NOW)
    with pytest.raises(LastCoordinator):
        people.change_role(member=carla, role=Role.READER, base=None, by=operator.user, now=NOW)
    second = taken(invited(carla, Role.COORDINATOR)[0], "second")
    people.end_access(member=second, by=operator.user, now=NOW)
    with pytest.raises(LastCoordinator):  # one whose access has ended does not count
        people.end_access(member=carla, by=operator.user, now=NOW)


def test_an_operator_does_not_become_coordinator_unseen(carla):
    operator = taken(invited(carla, Role.OPERATOR)[0], "operator")
    with pytest.raises(OwnAccess):
        people.change_role(member=operator, role=Role.COORDINATOR, base=None, by=operator.user, now=NOW)
    people.change_role(member=operator, role=Role.READER, base=hub_at(carla, "Nord"), by=carla.user, now=NOW)
    people.change_role(member=operator, role=Role.READER, base=hub_at(carla, "Nord"), by=carla.user, now=NOW)
    trace = Trace.objects.get(what="changed a role")
    assert trace.details == {"role": "reader", "hub": "Nord", "was": ["operator", ""]}


@pytest.fixture
def operator(carla):
    return taken(invited(carla, Role.OPERATOR)[0], "operator")


GIVEN = [role for role in Role if role not in {Role.OPERATOR, Role.PARTNER}]


@pytest.mark.parametrize("role", GIVEN)
def test_what_an_operator_invites_to_waits_for_a_coordinators_yes(carla, operator, role):
    link, _secret = invited(operator, role)
    with pytest.raises(LinkWaits):
        taken(link, "herself")
    with pytest.raises(NotHeld):
        giving.confirm(link=link, by=operator.user, now=NOW)
    assert giving.confirm(link=link, by=carla.user, now=NOW) and not giving.confirm(link=link, by=carla.user, now=NOW)
    assert taken(link, "herself").role == role and told("said yes to a link") == 1


def test_an_operator_gives_what_an_operator_holds(operator):
    assert taken(invited(operator, Role.OPERATOR)[0], "second").role == Role.OPERATOR


@pytest.mark.parametrize("role", GIVEN)
def test_an_operator_gives_nobody_another_role_and_no_access_back_to_one(carla, team, operator, role):
    second = taken(invited(carla, Role.OPERATOR)[0], "second")
    with pytest.raises(NotHeld):
        people.change_role(member=second, role=role, base=None, by=operator.user, now=NOW)
    people.change_role(member=second, role=role, base=None, by=carla.user, now=NOW)
    people.end_access(member=second, by=operator.user, now=NOW)
    with pytest.raises(NotHeld):
        people.give_access_back(member=second, by=operator.user, now=NOW)
    assert people.give_access_back(member=second, by=carla.user, now=NOW).user.is_active


@pytest.mark.parametrize("name", ["carla", "dan", "alma", "bo"])
def test_a_way_in_to_somebody_with_more_rights_needs_a_second_person(team, carla, operator, name):
    link, _secret = links.make_reset_link(member=team[name], by=operator.user, now=NOW)
    with pytest.raises(LinkWaits):
        links.choose_password(invitation=link, password=GOOD, now=NOW)
    giving.confirm(link=link, by=carla.user, now=NOW)
    assert links.choose_password(invitation=link, password=GOOD, now=NOW) == team[name]


def test_what_counts_is_what_both_may_do_when_the_link_is_used(carla, operator):
    """Made to somebody who then becomes more, or by somebody who then becomes less or is ended."""
    second = taken(invited(carla, Role.OPERATOR)[0], "second")
    link, _secret = links.make_reset_link(member=second, by=operator.user, now=NOW)
    people.change_role(member=second, role=Role.COORDINATOR, base=None, by=carla.user, now=NOW)
    with pytest.raises(LinkWaits):
        links.choose_password(invitation=link, password=GOOD, now=NOW)
    third, _secret = invited(second, Role.COORDINATOR)
    people.end_access(member=second, by=carla.user, now=NOW)
    with pytest.raises(LinkWaits):
        taken(third, "third")


def test_nobody_says_yes_to_a_link_that_is_over(carla, operator):
    link, _secret = invited(operator, Role.READER)
    links.withdraw(invitation=link, by=operator.user, now=NOW)
    with pytest.raises(LinkIsOver):
        giving.confirm(link=link, by=carla.user, now=NOW)


def test_the_servers_command_line_waits_for_nobody(carla):
    link, _secret = links.make_reset_link(member=carla, by=None, now=NOW)
    assert links.choose_password(invitation=link, password=GOOD, now=NOW) == carla


WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140 Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile Safari/604.1"


def test_a_session_knows_its_kind_of_device_and_no_address(team, django_user_model):
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    dan, now = team["dan"], timezone.now()
    for agent in (WINDOWS, IPHONE):
        assert (
            Client(headers={"User-Agent": agent}).post(
                "/log-ind/", {"login": "dan", "password": "cafe-dan"}, REMOTE_ADDR="192.0.2.7"
            )["Location"]
            == "/"
        )
    signed_in(team["bo"])
    found = sessions.places_of(dan.user_id, this_one=None, now=now)
    assert {(place.browser, place.system) for place in found} == {("Chrome", "Windows"), ("Safari", "iPhone")}
    assert all("192.0.2.7" not in str(row.get_decoded()) for row in Session.objects.all())
    keys = set(Session.objects.values_list("session_key", flat=True))
    assert not keys & {place.mark for place in found}
    assert sessions.end_one(dan.user_id, found[0].mark, now=now)
    assert not sessions.end_one(dan.user_id, found[0].mark, now=now)
    assert sessions.places_of(dan.user_id, this_one=None, now=now) == found[1:]
    assert len(sessions.places_of(team["bo"].user_id, this_one=None, now=now)) == 1


def test_sessions_that_have_run_out_are_forgotten(team):
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    signed_in(team["dan"])
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    signed_in(team["bo"])
    sessions.drop_old(now=timezone.now())
    assert Session.objects.count() == 1
