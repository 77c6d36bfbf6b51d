"""How people are told: calendars to subscribe to, and news of a sign-in."""
