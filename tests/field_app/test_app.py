"""The field app: its own tests, its types, its size, and how it is served."""

import gzip
import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from django.utils import timezone

from driveout.field.shell import BUILT
from driveout.records.meet.keys import call_text, import_key, is_signed
from driveout.records.meet.rescuing import import_rescue
from tests import postgres
from tests.patience import HANG_S
from tests.shape.files import ROOT
from tests.stored import cast

MOST_SCRIPT = 60_000  # bytes, gzipped: what a phone with one bar has to fetch


def npm(*words: str, **more: str) -> str:
    """What one of package.json's scripts prints. With the Node that the set-up brought."""
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "CI": "1", "NO_COLOR": "1", **more}
    done = subprocess.run(["npm", *words], cwd=ROOT, env=env, capture_output=True, text=True, timeout=HANG_S)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-2000:]
    return done.stdout


@pytest.mark.server  # Node takes seconds to be there
@pytest.mark.django_db
def test_the_apps_own_tests_pass_and_the_server_reads_what_it_wrote(tmp_path, client):
    """One run of the app's tests also leaves a rescue file and a signed call, for the readers of the server."""
    carla = cast()["carla"]
    sample = tmp_path / "sample.json"
    asked = ["--", "sample"] if postgres.asked_for() else []  # the others know of no database but the phone's
    told = npm("test", *asked, DRIVEOUT_SAMPLE=str(sample), DRIVEOUT_IMPORT_KEY=import_key(carla.organisation_id))
    assert re.search(r"Tests +\d+ passed", told)
    wrote = json.loads(sample.read_text(encoding="utf-8"))
    call, sent = wrote["call"], wrote["call"]["body"].encode()
    once = (call["headers"]["X-Moment"], call["headers"]["X-Once"])
    text = call_text("POST", "/felt/api/events/", wrote["phone"], sent, *once)
    assert is_signed(text, call["headers"]["X-Signature"], wrote["key"])
    client.force_login(carla.user)
    phone = {"id": wrote["phone"], "key": wrote["key"], "name": "Android"}
    assert client.post("/felt/api/phones/", phone, content_type="application/json").status_code == 201
    heard = client.post("/felt/api/events/", sent, content_type="application/json", headers=call["headers"])
    assert [one["code"] for one in heard.json()["items"]] == ["unknown_opening"] * 2  # read, signed, and nowhere to go
    content = json.dumps(wrote["rescue"]).encode()
    _, read = import_rescue(content=content, member=carla, now=timezone.now())
    assert [(one.fate.status, one.fate.code) for one in read] == [(422, "unknown_opening")] * 2


@pytest.mark.server
def test_every_type_holds():
    npm("run", "types", "--silent")


def test_its_scripts_are_small():
    scripts = {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in BUILT.rglob("*.js")}
    assert "sw.js" in scripts and len(scripts) >= 2
    assert sum(scripts.values()) <= MOST_SCRIPT, scripts


def test_nothing_is_written_into_the_page_itself():
    """The site's policy takes no script and no style but from files."""
    page = (BUILT / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=", page) == []


@pytest.mark.parametrize(
    ("address", "kind", "kept"),
    [
        ("/felt/", "text/html; charset=utf-8", "public, no-cache"),
        ("/felt/sw.js", "text/javascript; charset=utf-8", "public, no-cache"),
        ("/felt/manifest.webmanifest", "application/manifest+json", "public, no-cache"),
    ],
)
def test_what_must_keep_its_address_is_asked_for_anew(client, address, kind, kept):
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"], answer["Cache-Control"]) == (200, kind, kept)
    assert client.get(address, headers={"if-none-match": answer["ETag"]}).status_code == 304


def test_what_changes_its_name_with_its_content_is_kept_for_ever(client):
    names = [f"assets/{path.name}" for path in (BUILT / "assets").iterdir()]
    assert names
    for name in names:
        assert "immutable" in client.get(f"/static/field/{name}")["Cache-Control"]
    assert "immutable" not in client.get("/static/field/icons/192.png")["Cache-Control"]


def test_the_worker_keeps_every_file_that_the_app_shows_and_no_call():
    worker = (BUILT / "sw.js").read_text(encoding="utf-8")
    files = [path for path in BUILT.rglob("*") if path.is_file() and path.name[0] != "." and path.suffix != ".png"]
    built = [path.relative_to(BUILT) for path in files]
    asked = {"index.html": "/felt/", "manifest.webmanifest": "/felt/manifest.webmanifest"}
    missing = [
        p for p in map(Path.as_posix, built) if p != "sw.js" and asked.get(p, f"/static/field/{p}") not in worker
    ]
    assert missing == []
    assert "/felt/api" not in worker


def test_the_manifest_names_icons_that_exist(client):
    told = client.get("/felt/manifest.webmanifest").json()
    assert (told["start_url"], told["scope"], told["display"]) == ("/felt/", "/felt/", "standalone")
    assert [icon for icon in told["icons"] if client.get(icon["src"]).status_code != 200] == []
