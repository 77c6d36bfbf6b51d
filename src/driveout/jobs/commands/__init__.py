"""One module for each command: NAME, HELP, EXAMPLES, `add_arguments`, and `run`, which gives the exit code."""

from driveout.jobs.commands import (
    backup,
    bring,
    check,
    compare,
    demo,
    explain,
    export,
    frontier,
    plan,
    repair,
    restore,
    retain,
    serve,
)

COMMANDS = (plan, explain, frontier, compare, repair, check, bring, export, retain, backup, restore, serve, demo)
