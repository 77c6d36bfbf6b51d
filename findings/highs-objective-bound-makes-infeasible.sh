#!/usr/bin/env bash
# highspy 1.14.0. The option objective_bound is told as a bound at which the dual simplex may end, with a status of its own.
# Expected: whole numbers or not, what cannot be as good as the bound ends as "objective bound reached", or is solved.
# Seen: the same small program is solved to its optimum without whole numbers, whatever the bound; with them it is
#       "infeasible" as soon as the bound lies below its optimum. Who uses the option to look only for something better
#       must not read that status as "no plan keeps the rules".
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT
python3 -m venv "$T/venv"
"$T/venv/bin/pip" install --quiet --disable-pip-version-check highspy==1.14.0 numpy==2.2.6
"$T/venv/bin/python" - <<'P'
import highspy


def ended(bound, whole):
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("objective_bound", bound)
    x, y = highs.addVariable(0, 10), highs.addVariable(0, 10)
    for column in range(2) if whole else ():
        highs.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    highs.addConstr(2 * x + 3 * y >= 7)
    highs.addConstr(3 * x + y >= 4)
    highs.minimize(3 * x + 4 * y)  # at best 9.57, in whole numbers 10
    return highs.getModelStatus(), highs.getInfo().objective_function_value


for bound in (100.0, 9.0):
    print(f"bound {bound}: in halves {ended(bound, False)}, whole {ended(bound, True)}")
status = highspy.HighsModelStatus
assert ended(100.0, True) == (status.kOptimal, 10.0)
assert ended(9.0, False)[0] == status.kOptimal, "the bound ends a linear program now: this finding is out of date"
assert ended(9.0, True)[0] == status.kInfeasible, "another status is told now: this finding is out of date"
print("SEEN as described")
P
