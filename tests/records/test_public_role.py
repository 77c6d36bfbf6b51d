"""The public site by itself: no session, nothing but open addresses, and a database role that reads published rows."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client, override_settings
from django.urls import reverse

from driveout.jobs.figures import publish_all
from driveout.records.models import PublicTimes
from driveout.records.plan.actions import approve_plan
from driveout.records.plan.publishing.actions import publish_times
from driveout.records.publish.role import open_tables
from tests.screens.test_told import cafe_on

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 2, 20, 3, tzinfo=UTC)
ROLE = "driveout_public_test"
AT = "driveout.look.closed.KeptNowhere"
ALONE = [*settings.MIDDLEWARE]
ALONE.insert(ALONE.index(AT), "driveout.look.public_only.PublicOnly")


@pytest.fixture
def season_in_the_open(season, plan, carla):
    approve_plan(plan_id=plan.pk, by=carla.user, now=NIGHT)
    publish_times(plan_id=plan.pk, by=carla.user, now=NIGHT)
    cafe_on(season, datetime(2026, 1, 8).date(), before=40)
    publish_all(NIGHT)
    return season


def open_addresses(season):
    names = ("index", "openapi", "openings", "changes", "figures", "archive")
    return [
        *(reverse(f"api:{name}") for name in names),
        reverse("public:figures"),
        reverse("public:figures_of", args=(season.organisation_id,)),
        reverse("public:times", args=(season.pk,)),
        *("/", reverse("public:listed"), reverse("public:week"), reverse("public:hsds"), reverse("public:recipes")),
    ]


def test_the_role_reads_every_table_of_publish_and_no_other():
    assert open_tables() == [
        *("records_publicchange", "records_publicevent", "records_publicfigure", "records_publichelp"),
        *("records_publickey", "records_publicmove", "records_publicopening", "records_publictimes"),
    ]


@override_settings(MIDDLEWARE=ALONE)
def test_by_itself_it_answers_open_addresses_alone_and_reads_no_cookie(season_in_the_open, carla):
    client = Client()
    client.force_login(carla.user, backend=settings.AUTHENTICATION_BACKENDS[0])
    for address in open_addresses(season_in_the_open):
        assert client.get(address).status_code == 200
    for name in ("office:leading", "account_login", "office:seasons", "field:app"):
        assert client.get(reverse(name)).status_code == 404
    assert client.get("/nothing/").status_code == 404
    assert "Carla" not in client.get(reverse("public:figures")).content.decode()


@override_settings(MIDDLEWARE=ALONE)
def test_a_role_of_its_own_suffices_for_every_open_address_and_reaches_no_person(season_in_the_open):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP ROLE IF EXISTS {ROLE}")
        cursor.execute(f"CREATE ROLE {ROLE}")
    call_command("public_role", ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {ROLE}")
        try:
            for address in open_addresses(season_in_the_open):
                assert Client().get(address).status_code == 200, address
            for table in ("records_member", "records_tally", "records_countedmonth", "auth_user", "django_session"):
                with pytest.raises(DatabaseError), transaction.atomic():
                    cursor.execute(f"SELECT * FROM {table}")
            with pytest.raises(DatabaseError), transaction.atomic():
                PublicTimes.objects.update(name="another")
        finally:
            cursor.execute("RESET ROLE")


def test_where_the_database_has_no_roles_the_command_says_so():
    if connection.vendor == "postgresql":
        pytest.skip("it has roles")
    with pytest.raises(CommandError, match="SQLite has no roles"):
        call_command("public_role", ROLE)


def test_a_role_that_is_not_there_is_told_of():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    with pytest.raises(CommandError, match="no role"):
        call_command("public_role", "nobody_here")
