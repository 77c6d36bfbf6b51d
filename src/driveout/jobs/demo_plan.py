"""The demo's first plan, kept beside its season, so that nobody waits for what was planned before.

`python -m driveout.jobs.demo_plan` plans the season and keeps the plan anew. It is kept with the fingerprint of what
was planned: of a season that says anything else it is no plan, and the demo plans for itself.
"""

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from driveout.core.words import Plan, Season

KEPT = Path(__file__).parents[3] / "examples" / "plans" / "akut-2020.json"
TOLD = ("season", "status", "objective", "bound", "seconds", "seed", "remarks")  # of a plan's file; then its rows


def kept_plan(planned: Season, path: Path = KEPT) -> Plan | None:
    """The plan of that season, as the planner made it; None where it was made of other words, or is not there.

    Raises `Faults` when it cannot be read. That it holds is for the checker to say, as of any plan that is stored.
    """
    from driveout.outside.plan_files import read_plan

    if not path.exists():
        return None
    said = json.loads(path.read_text(encoding="utf-8"))
    if said["made_from"] != _fingerprint(planned):
        return None
    return replace(read_plan(path), guests_per_1000_kr=said["guests_per_1000_kr"])


def keep(planned: Season, plan: Plan, path: Path = KEPT) -> None:
    """Write the plan: one opening and one tour a line, so that a change of it can be read."""
    from driveout.core.plan.check import check
    from driveout.outside.plan_files import plan_as_dict

    told = plan_as_dict(planned, plan, check(planned, plan))
    heads = {"made_from": _fingerprint(planned), **{name: told[name] for name in TOLD}}
    heads["guests_per_1000_kr"] = plan.guests_per_1000_kr
    lines = [f'"{name}": {_compact(value)}' for name, value in heads.items()]
    for name in ("openings", "tours"):
        lines.append(f'"{name}": [\n' + ",\n".join(_compact(row) for row in told[name]) + "\n]")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{" + ",\n".join(lines) + "}\n", encoding="utf-8")


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _fingerprint(season: Season) -> str:
    from driveout.records.plan.storing.fingerprints import season_fingerprint

    return season_fingerprint(season)


def main() -> int:
    """Plan the demo's season until the plan is proven, and keep it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "driveout.config.settings")
    os.environ.setdefault("DRIVEOUT_DEMO", "1")
    import django

    from driveout.core.plan.draft import draft
    from driveout.jobs.demo_season import SEASON, as_planned
    from driveout.outside.season_files import read_season

    django.setup()
    planned = as_planned(read_season(SEASON))
    plan = draft(planned)
    keep(planned, plan)
    print(f"{KEPT.name}: {plan.guests_a_week:.1f} guests a week, {plan.proof.status.value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
