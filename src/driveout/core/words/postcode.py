"""Four digits that say where a letter goes in Denmark, as people write them within an address or alone."""

import re

# Not a house's number: a postcode has four digits, and what follows it, if anything, is the name of its town.
IN_ADDRESS = re.compile(r"(?:^|[\s,])(?:DK[- ]?)?([1-9]\d{3}|0\d{3})(?=\s+[^\W\d]|\s*$)", re.IGNORECASE)


def parted(address: str) -> tuple[str, str, str]:
    """“Hovedgaden 12, 7960 Karby” → street, postcode and town; what is not there is empty. The last four digits count:
    what stands before them may be a street of that number."""
    found = list(IN_ADDRESS.finditer(address))
    if not found:
        return address.strip(" ,"), "", ""
    last = found[-1]
    return address[: last.start()].strip(" ,"), last[1], address[last.end() :].strip(" ,")


def postcode_in(text: str) -> str:
    """The postcode that somebody wrote, alone or with its town; empty where there is none."""
    return parted(text)[1]
