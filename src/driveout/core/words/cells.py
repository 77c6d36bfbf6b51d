"""Text on its way into a table that a spreadsheet opens, and back."""

import re

_COMMAND = re.compile(r"'*[=+\-@\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def harmless(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would take it for a formula; a number stays one.

    Source: OWASP, CSV Injection (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    return f"'{text}" if _COMMAND.match(text) and not _NUMBER.fullmatch(text) else text


def as_written(cell: str) -> str:
    """What somebody wrote, from a cell that `harmless` may have made."""
    return cell[1:] if cell.startswith("'") and _COMMAND.match(cell) else cell
