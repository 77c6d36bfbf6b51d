"""SQLite and PostgreSQL: the same tables from nothing on both, and an office that works end to end on PostgreSQL.

What else asks a database is run on both by `make test`: see tests/postgres.py.
"""

import json
import os
from functools import cache
from time import monotonic, sleep

import pytest

from tests import postgres
from tests.patience import HANG_S
from tests.served import Visitor, manage, operators_environment, served
from tests.walks.server import Server

ON = pytest.mark.parametrize("database", ["sqlite", "postgresql"])
FROM_NOTHING = """
import json, django; django.setup()
from django.core.management import call_command
from django.db import connection
call_command("migrate", verbosity=0)
call_command("makemigrations", check_changes=True, dry_run=True, verbosity=0)
with connection.cursor() as cursor:
    look = connection.introspection
    told = {name: look.get_table_description(cursor, name) for name in look.table_names(cursor)}
    print(json.dumps({name: sorted(column.name for column in columns) for name, columns in told.items()}))
"""


@pytest.fixture(scope="module")
def elsewhere():
    with postgres.postgresql() as address:
        yield address


@pytest.fixture(scope="module")
def made(elsewhere, tmp_path_factory):
    """`made("postgresql")`: a new database's address, nothing for SQLite; and its tables, which the migrations have
    made from nothing, once."""

    @cache
    def once(database: str) -> tuple[str, dict[str, list[str]]]:
        import psycopg

        address, folder = "", tmp_path_factory.mktemp(database)
        if database == "postgresql":
            with psycopg.connect(elsewhere, autocommit=True) as connection:
                connection.execute("CREATE DATABASE fresh")
            address = elsewhere.replace("/postgres?", "/fresh?")
        server = Server("", operators_environment(folder, address), folder)
        return address, json.loads(server.do(FROM_NOTHING))

    return once


def columns_of_models() -> dict[str, list[str]]:
    """What our models and their packages ask for."""
    from django.apps import apps

    every = (model for app in apps.get_app_configs() for model in app.get_models(include_auto_created=True))
    return {m._meta.db_table: sorted(f.column for f in m._meta.local_concrete_fields) for m in every}


@ON
@pytest.mark.server
def test_every_table_is_made_from_nothing(made, database):
    (_, tables), wanted = made(database), columns_of_models()
    assert {name: tables.get(name) for name in wanted} == wanted


@pytest.mark.server
def test_an_office_is_served_and_a_plan_is_made(tmp_path, made, town):
    address, _ = made("postgresql")
    env = operators_environment(tmp_path, address)
    said = manage(env, "welcome", "carla", "--organisation", "Drive-outs here", "--role", "coordinator")
    manage(env, "store_season", str(town), "--organisation", "Drive-outs here")
    with served(tmp_path, address) as server:
        carla = Visitor(server, "carla", said.split()[-1])
        season = carla.get("/").url.path
        page = carla.hand_in(f"{season}plan-again/", carla.get(season).text)
        assert page.status_code == 200
        deadline = monotonic() + HANG_S
        while 'class="slot' not in page.text:
            assert monotonic() < deadline, server.log.read_text()
            sleep(0.3)
            page = carla.get(season)
        plans = carla.get(f"{season}plans/")
        assert plans.status_code == 200
        assert "Traceback" not in server.log.read_text()
    assert not (tmp_path / "driveout.sqlite3").exists()


def test_a_word_that_is_no_database_is_refused(monkeypatch):
    monkeypatch.setitem(os.environ, postgres.ASKED, "postgres")
    with pytest.raises(pytest.UsageError, match="sqlite or postgresql"):
        postgres.asked_for()


@pytest.mark.django_db
def test_this_run_is_on_the_database_that_was_asked_for():
    from django.db import connection

    assert connection.vendor == ("postgresql" if postgres.asked_for() else "sqlite")
