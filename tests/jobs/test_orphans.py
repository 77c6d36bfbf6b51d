"""Nobody works on for a server that was killed: not one child, nor what a child has begun."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from tests.jobs.test_serving import alive_in_group
from tests.patience import HANG_S
from tests.served import served
from tests.walks.server import demo

CHILDREN = 5  # the web server, the long line, the quick line, the clockwork, the files
# Hears no signal, begins one of its own that does not either, and says who both are.
DEAF = """
import os, signal, sys, time
for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
    signal.signal(number, signal.SIG_IGN)
if os.fork():
    print(os.getpid(), flush=True)
time.sleep(3600)
"""
SUPERVISOR = f"""
import os, sys, time
from driveout.jobs.family import Child
reading, held = os.pipe()
child = Child("One", "En", [sys.executable, "-c", {DEAF!r}], reading)
time.sleep(3600)
"""


def all_end(leaders):
    """Nobody is left in any of the groups; waits as long as a hang."""
    deadline = time.monotonic() + HANG_S
    while left := [one for leader in leaders for one in alive_in_group(leader)]:
        assert time.monotonic() < deadline, [psutil.Process(one).cmdline() for one in left]
        time.sleep(0.1)


def killed(process):
    """As the kernel does it when memory is short: without a word to anybody. Whom it had started."""
    family = [child.pid for child in psutil.Process(process.pid).children()]
    process.send_signal(signal.SIGKILL)
    process.wait()
    return family


def test_a_child_ends_with_its_helper_though_both_hear_no_signal():
    parent = subprocess.Popen([sys.executable, "-c", SUPERVISOR], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    leader = int(parent.stdout.readline())
    assert os.getpgid(leader) == leader and len(alive_in_group(leader)) == 3, "the child, its helper, and who watches"
    assert killed(parent) == [leader]
    all_end([leader])
    assert parent.stdout.read() == "", "nobody holds on to what it said"
    parent.stdout.close()


@pytest.mark.server
def test_a_site_that_is_killed_leaves_nobody_behind(tmp_path):
    with served(tmp_path) as server:
        # The files' worker comes with the last word; the others have been there for a while.
        family = killed(server.process)
        assert len(family) == CHILDREN
        all_end(family)


@pytest.mark.server
def test_a_demo_that_is_killed_leaves_nobody_behind(tmp_path):
    with demo(tmp_path) as running:
        assert running.process is not None
        family = killed(running.process)
        assert len(family) == CHILDREN
        all_end(family)
