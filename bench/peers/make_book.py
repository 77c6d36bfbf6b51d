"""List every tour of a season for the peers: `python -m bench.peers.make_book SEASON BOOK`, both files of our own."""

import pickle
import sys
from pathlib import Path

from bench.peers.book import write_book

if __name__ == "__main__":
    write_book(pickle.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]))
