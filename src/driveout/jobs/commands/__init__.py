"""One module for each command: NAME, HELP, EXAMPLES, `add_arguments`, and `run`, which gives the exit code."""

from driveout.jobs.commands import bring, check, compare, demo, explain, export, frontier, plan, repair, retain, serve

COMMANDS = (plan, explain, frontier, compare, repair, check, bring, export, retain, serve, demo)
