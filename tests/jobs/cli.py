"""Run the command line in this process and catch what it prints."""

import json

from driveout.jobs.cli import main


class Run:
    """`code`, `out`, `err` of one call."""

    def __init__(self, capsys, *words):
        capsys.readouterr()
        try:
            self.code = main([str(word) for word in words])
        except SystemExit as end:  # argparse's own refusals
            self.code = int(end.code or 0)
        self.out, self.err = capsys.readouterr()

    @property
    def json(self):
        return json.loads(self.out)
