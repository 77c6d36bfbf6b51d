"""Ferries: what people know of departures and tickets, in place of what is generally known."""

from driveout.outside.season_files import kinds
from driveout.outside.season_files.columns import Column, Table

_TIME = kinds.time_of_day()

FERRIES = Table(
    "ferries",
    "Departures and tickets of the crossings that the season drives over. A crossing without a row is as generally "
    "known; `driveout import` tells what that is, and asks where nothing is known. Empty cells stay as known.",
    (
        Column("crossing", kinds.words("Hou-Sælvig"), "The crossing, as `driveout import` names it.", "Hou-Sælvig",
               danish=("overfart", "færge")),
        Column("first", _TIME, "First departure from the port named first.", "07:00", None, ("første", "første_ud")),
        Column("last", _TIME, "Last departure from the port named first.", "21:30", None, ("sidste", "sidste_ud")),
        Column("first_back", _TIME, "First departure from the other port.", "05:30", None, ("første_hjem",)),
        Column("last_back", _TIME, "Last departure from the other port.", "20:00", None, ("sidste_hjem",)),
        Column("headway", kinds.whole("minutes", "120", least=1, most=1440), "Minutes between departures by day.",
               "120", None, ("interval",)),
        Column("ticket_kr", kinds.number("kroner", "350", least=0, most=100000), "What the van pays one way.",
               "350", None, ("billet_kr", "billet")),
    ),
    ("færger",),
)  # fmt: skip
