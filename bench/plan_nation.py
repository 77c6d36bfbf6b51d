"""98 hubs, 980 stops, one budget, then the same on two Dask workers: `python -m bench.plan_nation [runs]`."""

import json
import sys

from bench.measure import Run, line, planned, run, say

RUNS = 3
LIMIT_S = 300.0  # a run that has not got there by then says so
STAGES = {"first": "first plan", "to 0.1 %": "to a gap of 0.1 %", "total": "in all"}
SAME = 1e-6  # guests


def once() -> None:
    """On two processes of the planner's own."""
    from driveout.core.simulate.nation import nation

    print(json.dumps(planned(nation(), gap=1e-3, limit_s=LIMIT_S)))


def on_dask() -> None:
    """On a cluster of two worker processes; starting it is not counted."""
    from distributed import Client, LocalCluster

    from driveout.core.simulate.nation import nation
    from driveout.jobs.workers import hands_of

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        said = planned(nation(), gap=1e-3, limit_s=LIMIT_S, executor=hands_of(client))
    print(json.dumps(said))


def main(runs: int) -> None:
    """Three runs on processes, one on Dask, and whether the answers are the same."""
    from driveout.core.solve.warm import warm

    warm()
    own = [run("bench.plan_nation", "--once") for _ in range(runs)]
    report("98 hubs", own)
    dask = [run("bench.plan_nation", "--dask")]
    report("98 hubs on dask, two workers", dask)
    one, other = own[0].said, dask[0].said
    same = one["openings"] == other["openings"] and abs(one["bound"] - other["bound"]) <= SAME
    apart = abs(one["found"] - other["found"])
    answer = "the same plan and bound as" if same else f"ANOTHER plan, {apart:.3f} guests apart, than"
    say(f"98 hubs: dask gave {answer} the planner's own processes")


def report(name: str, done: list[Run]) -> None:
    peaks = [one.peak_mb for one in done]
    for key, stage in STAGES.items():
        say(line(f"{name}, {stage}", [one.said[key] for one in done], peaks))
    said = done[0].said
    say(
        f"{name}: {said['found']:.2f} guests a week for {said['cost']:,.0f} kr., bound {said['bound']:.2f}, "
        f"gap {100 * said['gap']:.3f} %, {said['status']}"
    )


if __name__ == "__main__":
    if "--once" in sys.argv:
        once()
    elif "--dask" in sys.argv:
        on_dask()
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
