"""Drive Out: cafés on wheels, planned, run, learned from and handed on."""

__version__ = "0.1.0"
