"""How a command line that cannot be understood is refused, in English or Danish."""

import argparse
import re
from collections.abc import Sequence
from typing import Any, NoReturn

DANISH = (
    (r"the following arguments are required: (.+)", r"der mangler \1"),
    (r"one of the arguments (.+) is required", r"en af disse skal med: \1"),
    (r"argument (.+?): not allowed with argument (.+)", r"\1 kan ikke stå sammen med \2"),
    (r"argument (.+?): invalid choice: '?(.*?)'? \(choose from (.+)\)", r"\1: »\2« findes ikke; vælg mellem \3"),
    (r"argument (.+?): expected .+", r"\1: der mangler en værdi"),
    (r"argument (.+?): invalid int value: '(.*)'", r"\1: »\2« er ikke et helt tal"),
    (r"argument (.+?): “(.*)” is not a number of 0 or more", r"\1: »\2« er ikke et tal på 0 eller mere"),
    (r"argument (.+?): “(.*)” is not a whole number above 0", r"\1: »\2« er ikke et helt tal over 0"),
    (r"unrecognized arguments: (.+)", r"\1 kendes ikke"),
)


class Parser(argparse.ArgumentParser):
    """As Python's own; `lang` is the language of its refusals."""

    def __init__(self, *args: Any, lang: str = "en", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lang = lang

    def error(self, message: str) -> NoReturn:
        if self.lang == "da":
            usage = self.format_usage().replace("usage:", "brug:", 1)
            self.exit(2, f"{usage}{self.prog}: {danish(message)}\n")
        super().error(message)


def danish(message: str) -> str:
    """The refusal in Danish; as it is where Python has found new words."""
    for pattern, said in DANISH:
        if re.fullmatch(pattern, message):
            return re.sub(pattern, said, message)
    return message


def asked_language(argv: Sequence[str]) -> str | None:
    """`--lang da` or `--lang=da`, before anything else is understood."""
    for word, following in zip(argv, (*argv, "")[1:], strict=True):
        if word == "--lang":
            return following
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return None
