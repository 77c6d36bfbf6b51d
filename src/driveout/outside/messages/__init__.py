"""How the crew is reached: by mail (SMTP), by text message (a gateway), or on the console of this machine."""
