"""What an answer says: as it is written, and as it is read."""

import re
from typing import Any


def text(answer: Any) -> str:
    """The page with its tags, every run of blanks as one."""
    return " ".join(answer.content.decode().split())


def words_of(answer: Any) -> str:
    """What is read on the page, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", answer.content.decode()).split())
