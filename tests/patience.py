"""How long a test waits for what must come: only a hang is longer, on any machine and whatever else runs on it.

A verdict never hangs on how fast something was. What is only nice to have quick is measured in bench/.
"""

HANG_S = 600.0
HANG_MS = 1000 * HANG_S
