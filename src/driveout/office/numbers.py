"""Telephone numbers as people read and dial them."""

import re

A_NUMBER = re.compile(r"\+?\d(?:[ .()-]?\d){7,14}")


def shown(number: str) -> str:
    """“12 34 56 78” for a Danish one, else as it is kept."""
    if re.fullmatch(r"\+45\d{8}", number):
        return " ".join(number[at : at + 2] for at in range(3, 11, 2))
    return number


def first_in(text: str) -> str:
    """The first number in what somebody wrote, as it is dialled; empty where there is none."""
    found = A_NUMBER.search(text)
    digits = re.sub(r"[^\d+]", "", found.group()) if found else ""
    return f"+45{digits}" if len(digits) == 8 else digits
