"""A page asks for its stylesheets in one go, and nobody gets any other file that way."""

import re

import pytest


def test_a_page_asks_for_two_sheets_at_most_and_gets_them(client, db):
    page = client.get("/log-ind/").text
    links = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert 1 <= len(links) <= 2
    for link in links:
        answer = client.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200 and answer["Content-Type"].startswith("text/css")
        assert "immutable" in answer["Cache-Control"]
    first = client.get(links[0].replace("&amp;", "&")).text
    assert "--ground" in first and 'url("/static/vendor/fonts/' in first and 'url("../' not in first


@pytest.mark.parametrize("name", ["../config/settings.py", "look/../../secret.css", "look/none.css", "office/map.js"])
def test_no_other_file_comes_out(client, name):
    assert client.get("/style.css", {"f": name}).status_code == 404


def test_no_names_no_text(client):
    assert client.get("/style.css").text == ""
