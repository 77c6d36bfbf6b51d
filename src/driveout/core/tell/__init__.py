"""How people are told: calendars to subscribe to."""
