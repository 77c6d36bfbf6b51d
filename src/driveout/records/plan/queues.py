"""The lines that work waits in. Each has a worker of its own: nobody waits for somebody's season to be planned before
they get an answer."""

LONG, QUICK = "default", "quick"
