"""What a role may is said in one sentence, on the page of people and in the guide alike."""

import re

from django.utils.translation import override

from driveout.office import say
from driveout.office.me import role_may, role_word
from driveout.records.team.models import Role
from tests.shape.files import text


def test_the_guide_says_of_each_role_what_the_page_says():
    """It said of volunteers that their page comes later, long after they had it."""
    with override("en"):
        said = [(say.capital(role_word(role)), role_may(role)) for role in Role]
    rows = re.findall(r"^\| ([A-Z][\w ]+) \| (.+?) \|$", text("docs/how-to/take-people-in.md"), re.MULTILINE)
    assert rows == said
