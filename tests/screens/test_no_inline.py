"""No inline script or style anywhere: the content policy would stop it."""

import re

from driveout.jobs.translations import PACKAGE

TEMPLATES = [*PACKAGE.rglob("*.html"), *(PACKAGE / "look" / "templates").rglob("*.svg")]


def test_there_are_templates():
    assert len(TEMPLATES) > 15


def test_no_template_has_inline_script_style_or_handler():
    for file in TEMPLATES:
        said = re.sub(r"{%.*?%}", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", said), file.name
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", said)), file.name


def test_every_button_and_link_leads_somewhere():
    for file in TEMPLATES:
        said = file.read_text(encoding="utf-8")
        assert 'href="#"' not in said, file.name
        assert 'type="button"' not in said, file.name
