"""Driving minutes from a routing service that the organisation runs or rents: OSRM or Valhalla, by setting.

Whatever the service does, a season comes back with drives: the built-in estimate steps in and says so.
"""

from driveout.outside.travel_times.against import listed
from driveout.outside.travel_times.asking import ServiceFailed, Table
from driveout.outside.travel_times.choosing import SERVICES, Asked, ask, travel_times

__all__ = ["SERVICES", "Asked", "ServiceFailed", "Table", "ask", "listed", "travel_times"]
