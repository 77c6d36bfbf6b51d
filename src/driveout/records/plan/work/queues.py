"""The lines that work waits in. Each has a worker of its own: nobody waits for somebody's season to be planned, or for
somebody's file to be made, before they get an answer."""

LONG, QUICK, FILES = "default", "quick", "files"
