"""Run a command that ends when the one who started it is gone, however that one ended: `lifeline.py FD COMMAND …`.

FD is the reading end of a pipe whose writing end only the starter holds. A small process beside the command waits on it
and, when it breaks, ends the group they lead together: helpers, too, and also one that hears no signal. The command
itself keeps its process, its signals and its exit code, and no thread that it did not ask for: one that plans forks.

It is started for each child and imports next to nothing.
"""

import os
import signal
import sys
import time

GRACE_S = 5.0  # to end in order what is at hand


def main(reading: int, command: list[str]) -> None:
    """Become the command. The process leads a group of its own already."""
    leader = os.getpid()
    if os.fork() == 0:
        _watch(reading, leader)
    os.close(reading)
    os.execv(command[0], command)  # noqa: S606  (nothing in it comes from outside)


def _watch(reading: int, leader: int) -> None:
    """Until the starter is gone; then the group ends, this process with it."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)  # meant for the command; who ends the group for good sends SIGKILL
    nothing = os.open(os.devnull, os.O_RDWR)
    for said in range(3):  # nobody who reads what the command says waits for us
        os.dup2(nothing, said)
    os.read(reading, 1)  # nothing is ever written: it answers when the pipe is broken
    os.killpg(leader, signal.SIGTERM)
    deadline = time.monotonic() + GRACE_S
    while os.getppid() == leader and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(leader, signal.SIGKILL)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
