"""What a page asks the wire for: everything that is text comes packed."""

import gzip
from typing import Any

import pytest
from django.test import Client

PACKED: dict[str, Any] = {"HTTP_ACCEPT_ENCODING": "gzip"}


@pytest.mark.parametrize("file", ["look/look.css", "office/season.js", "django_htmx/htmx-2.min.js"])
def test_scripts_and_styles_come_packed_and_with_the_policy(file):
    answers: list[Any] = [Client().get(f"/static/{file}", **how) for how in ({}, PACKED)]
    plain, packed = (b"".join(answer.streaming_content) for answer in answers)
    assert gzip.decompress(packed) == plain and len(packed) < 0.6 * len(plain)
    answer = Client().get(f"/static/{file}", **PACKED)
    assert answer["Content-Encoding"] == "gzip" and "default-src 'self'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_pages_come_packed(signed_in, page):
    answer = signed_in("carla").get(page, **PACKED)
    assert answer["Content-Encoding"] == "gzip" and len(answer.content) < 15_000
