"""List every tour of Akut 2020 for the peers: `python -m bench.peers.make_book BOOK`."""

import sys
from pathlib import Path

from bench.measure import AKUT
from bench.peers.book import write_book
from driveout.outside.season_files import read_season

if __name__ == "__main__":
    write_book(read_season(AKUT), Path(sys.argv[1]))
