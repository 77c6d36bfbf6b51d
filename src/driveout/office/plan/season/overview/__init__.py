"""All stops and hubs at a glance: maps, timetable, list, and what should be looked at."""
