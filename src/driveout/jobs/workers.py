"""Who does the hubs' work: the planner's own processes, or a Dask cluster when one is named."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from driveout.outside.faults import Fault, Faults, Said

if TYPE_CHECKING:
    from distributed import Client

DASK = Said("pip install 'driveout[scale]'", "pip install 'driveout[scale]'")


def add_arguments(sub: ArgumentParser) -> None:
    """Options of every command that plans."""
    sub.add_argument(
        "--time-limit", type=_positive, metavar="S", help="stop after S seconds with the best plan so far; none"
    )
    sub.add_argument(
        "--gap", type=_positive, default=1e-4, metavar="G", help="stop when no plan can be better by this share; 0.0001"
    )
    sub.add_argument("--seed", type=int, default=0, metavar="N", help="the same seed gives the same plan; 0")
    sub.add_argument(
        "--processes", type=above_zero, default=2, metavar="N", help="how many processes share the hubs; 2"
    )
    sub.add_argument(
        "--workers",
        choices=("processes", "dask"),
        default="processes",
        help="dask: a local cluster of --processes workers",
    )
    sub.add_argument(
        "--cluster", metavar="ADDRESS", help="a Dask scheduler that is running, such as tcp://10.0.0.5:8786"
    )


@contextmanager
def executor(args: Namespace) -> Iterator[Executor | None]:
    """None: the planner starts its own processes."""
    if not args.cluster and args.workers != "dask":
        yield None
        return
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise _no_cluster("The package distributed is missing", "Pakken distributed mangler", DASK) from None
    if args.cluster:
        try:
            found = Client(args.cluster)
        except (OSError, ValueError, TypeError) as error:
            there = Said("a Dask scheduler that is running", "en Dask-planlægger, der kører")
            raise _no_cluster(f"Nobody answers at {args.cluster}", f"Ingen svarer på {args.cluster}", there) from error
        with found as client:
            yield hands_of(client)
        return
    with (
        LocalCluster(n_workers=args.processes, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        yield hands_of(client)


def _no_cluster(en: str, da: str, expected: Said) -> Faults:
    return Faults([Fault("--cluster", Said(en, da), expected)])


def hands_of(client: "Client") -> Executor:
    """A Dask cluster's workers, each given the same hubs every time; another steps in for one that is lost."""
    from driveout.core.plan.workers import Hands

    return Hands(
        [client.get_executor(workers=[one], allow_other_workers=True, pure=False) for one in sorted(client.nthreads())]
    )


def peak_mb() -> float | None:
    """Most memory held so far by this process and the largest of its workers, in MB; None where nobody counts it."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    used = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round(sum(used) / unit, 1)


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value < float("inf"):
        raise ArgumentTypeError(f"“{text}” is not a number of 0 or more")
    return value


def above_zero(text: str) -> int:
    """How many of something: 1 or more."""
    if not text.isdigit() or not int(text):
        raise ArgumentTypeError(f"“{text}” is not a whole number above 0")
    return int(text)
