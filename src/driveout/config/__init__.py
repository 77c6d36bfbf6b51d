"""Settings, addresses and the door the web server comes in through."""
