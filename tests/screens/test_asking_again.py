"""A part that waits asks again for itself, takes its own place, and is told to be busy."""

import re

from django.template import Context, Template

PART = Template("{% load look %}<div{% if waits %} {% asks_again here 400 %}{% endif %}></div>")


def told(waits: bool) -> dict[str, str]:
    page = PART.render(Context({"waits": waits, "here": "/office/1/?stop=Æ&dag=2"}))
    return dict(re.findall(r'([\w-]+)="([^"]*)"', page))


def test_what_waits_asks_again_in_its_own_place_and_says_that_it_is_busy():
    assert told(True) == {
        "hx-get": "/office/1/?stop=Æ&amp;dag=2", "hx-trigger": "load delay:400ms", "hx-target": "this",
        "hx-swap": "outerHTML", "aria-busy": "true",
    }  # fmt: skip


def test_what_is_there_asks_no_more():
    assert told(False) == {}
