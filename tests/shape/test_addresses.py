"""Nothing kept says where packages were fetched, or on whose machine: docs/decisions/0003."""

import json
import re

from tests.shape.files import ROOT, kept, text, texts

# Written in pieces, so that this file does not find itself.
REGISTRIES = ("pypi" + ".org", "python" + "hosted", "npm" + "js.", "deb.deb" + "ian", "astral" + ".sh")
MACHINE = re.compile(r"(?<![\w.])/(?:" + "root|work|home/[a-z]+|Users/[A-Za-z]+" + r")/")


def test_no_file_names_a_package_registry():
    assert [(name, host) for name, content in texts() for host in REGISTRIES if host in content.lower()] == []


def test_no_file_holds_a_path_of_one_machine():
    assert [(name, found[0]) for name, content in texts() if (found := MACHINE.search(content))] == []


def test_no_lock_file_with_addresses_is_kept():
    assert {path.name for path in kept()} & {"uv.lock", "pylock.toml", "poetry.lock", "yarn.lock"} == set()


def test_the_npm_lock_has_hashes_and_no_addresses():
    packages = {name: p for name, p in json.loads(text("package-lock.json"))["packages"].items() if name}
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if "integrity" not in package] == []


def test_every_pinned_version_has_a_hash():
    for path in (ROOT / "requirements").glob("*.txt"):
        pins = [line for line in path.read_text().splitlines() if line and not line.startswith((" ", "#"))]
        assert pins, f"{path.name} pins nothing"
        assert [pin for pin in pins if "==" not in pin or not pin.endswith("\\")] == []
