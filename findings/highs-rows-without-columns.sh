#!/usr/bin/env bash
# highspy 1.14.0. A program whose columns are added later, or all struck out by what was asked: rows are left, no columns.
# Expected: a row 1 ≤ 0 ≤ 2 makes the program infeasible, as the same row with a column fixed at 0 does.
# Seen: "model empty", status OK: the rows are not looked at. Who reads "not infeasible" as "there is a plan" is told a
#       lie; who asks what cannot hold together must look at rows without columns first.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT
python3 -m venv "$T/venv"
"$T/venv/bin/pip" install --quiet --disable-pip-version-check highspy==1.14.0 numpy==2.2.6
"$T/venv/bin/python" - <<'P'
import highspy
import numpy as np


def ended(columns):
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, 1
    lp.col_cost_ = lp.col_lower_ = lp.col_upper_ = np.zeros(columns)  # every column is fixed at 0
    lp.row_lower_, lp.row_upper_ = np.array([1.0]), np.array([2.0])
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = np.arange(columns + 1)
    lp.a_matrix_.index_, lp.a_matrix_.value_ = np.zeros(columns, int), np.ones(columns)
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    assert highs.passModel(lp) == highspy.HighsStatus.kOk
    assert highs.run() == highspy.HighsStatus.kOk
    return highs.getModelStatus()


print("one column fixed at 0:", ended(1), "| no column:", ended(0))
assert ended(1) == highspy.HighsModelStatus.kInfeasible
assert ended(0) == highspy.HighsModelStatus.kModelEmpty, "rows are judged now: this finding is out of date"
print("SEEN as described")
P
