"""The database role of the public site: what it may do is said in SQL, made from the tables that are here."""

from django.apps import apps

from driveout.records.publish import models


def open_tables() -> list[str]:
    """Of every model of this folder, and of nothing else."""
    rows = apps.get_app_config("records").get_models()
    return sorted(row._meta.db_table for row in rows if row.__module__ == models.__name__)


def grants(role: str, database: str) -> list[str]:
    """Statements for PostgreSQL, for its owner: what the role had is taken away, then it may read these tables."""
    name, whole = (f'"{word.replace(chr(34), chr(34) * 2)}"' for word in (role, database))
    return [
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}",
        f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {name}",
        f"GRANT CONNECT ON DATABASE {whole} TO {name}",
        f"GRANT USAGE ON SCHEMA public TO {name}",
        *(f'GRANT SELECT ON "{table}" TO {name}' for table in open_tables()),
    ]
