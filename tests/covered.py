"""How much of the code the tests of `make quick` run, lines and branches together: `make coverage` ends with it.

Measured is what runs without a browser and without a server, some eleven minutes of one core. A server that walks and
storms are at is five programs, each slowed by half: with them it took over an hour, and nobody asked. So what only they
run counts here as not run: copies of a database that is served (`jobs/copies`), starting and ending servers
(`jobs/serving.py`, `jobs/workers.py`), what only PostgreSQL does, and seasons made for `bench`. What is left out
altogether, and why, stands in pyproject.toml.
"""

import sys
from math import floor
from os import devnull

from coverage import Coverage

ASKED = {"core": ("*/driveout/core/*", 97.0), "the whole": ("*/driveout/*", 92.0)}  # per cent at least


def said(found: dict[str, float]) -> str:
    """“core 97.4 % (97 asked), the whole 93.0 % (92 asked)”; too little is said."""
    return ", ".join(
        f"{name} {floor(10 * found[name]) / 10} % ({asked:g} asked{'' if found[name] >= asked else ': TOO LITTLE'})"
        for name, (_files, asked) in ASKED.items()
    )


def main() -> int:
    """Print each file that is not run whole, then the figures. 1 when one of them is too small."""
    measured = Coverage()
    measured.load()
    measured.report(skip_covered=True, show_missing=True)
    with open(devnull, "w") as nowhere:
        found = {name: measured.report(include=[files], file=nowhere) for name, (files, _asked) in ASKED.items()}
    print(f"coverage: {said(found)}")
    return int(any(found[name] < asked for name, (_files, asked) in ASKED.items()))


if __name__ == "__main__":
    sys.exit(main())
