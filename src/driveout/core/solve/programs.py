"""One door to HiGHS for the small programs that join the hubs."""

from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csc_matrix

from driveout.core.solve.patience import ENDLESS, Patience
from driveout.core.solve.problem import Bools, Floats

INF = highspy.kHighsInf


@dataclass(frozen=True, eq=False)
class Answer:
    """`values` None where there is no solution; `duals` of rows (LP only); `bound` on the best value (MIP)."""

    values: Floats | None
    duals: Floats
    objective: float
    bound: float


def maximise(
    worth: Floats,
    matrix: csc_matrix,
    row_low: Floats,
    row_high: Floats,
    col_high: Floats,
    *,
    whole: Bools | None = None,
    nodes: int = 1_000_000,
    sure_to: float = 1e-9,
    start: Sequence[int] = (),
    above: float = -np.inf,
    within: float = 1e-9,
    patience: Patience = ENDLESS,
) -> Answer:
    """Maximise worth·x subject to row_low ≤ matrix·x ≤ row_high, 0 ≤ x ≤ col_high; `whole` marks integers, for
    which the search ends after `nodes`, or when nothing can be better by more than `sure_to`. `start`: columns that
    are 1 in an answer that is known. `above`: answers worth less are not looked for; where there are no others, that is
    the bound. `within`: by so much limits may be passed. When time is up the best so far is the answer."""
    lp = highspy.HighsLp()
    lp.num_row_, lp.num_col_ = matrix.shape
    sign = 1.0 if above == -np.inf else -1.0  # HiGHS takes a bound on answers where it minimises
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = sign * worth, np.zeros(len(worth)), col_high
    lp.row_lower_, lp.row_upper_ = row_low, row_high
    lp.sense_ = highspy.ObjSense.kMaximize if sign > 0.0 else highspy.ObjSense.kMinimize
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_, lp.a_matrix_.index_, lp.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    if whole is not None:
        kinds = [highspy.HighsVarType.kInteger if w else highspy.HighsVarType.kContinuous for w in whole]
        lp.integrality_ = kinds
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("threads", 1)  # one global pool: every model must ask for the same
    highs.setOptionValue("mip_max_nodes", nodes)  # not seconds: the same question must get the same answer
    highs.setOptionValue("time_limit", max(0.01, patience.left))
    highs.setOptionValue("mip_feasibility_tolerance", within)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", max(1e-9, sure_to))
    if sign < 0.0:
        highs.setOptionValue("objective_bound", -above)
    highs.passModel(lp)
    if len(start):
        highs.setSolution(len(start), np.array(start, np.int32), np.ones(len(start)))
    highs.run()
    info = highs.getInfo()
    status = highs.getModelStatus()
    solved = status == highspy.HighsModelStatus.kOptimal or info.primal_solution_status == 2
    if not solved:
        bound = above if status == highspy.HighsModelStatus.kInfeasible else np.inf
        if sign < 0.0 and whole is not None and np.isfinite(info.mip_dual_bound):
            bound = max(above, -info.mip_dual_bound)
        return Answer(None, np.zeros(0), -np.inf, bound)
    solution = highs.getSolution()
    bound = sign * (info.mip_dual_bound if whole is not None else info.objective_function_value)
    value = sign * info.objective_function_value
    return Answer(np.array(solution.col_value), np.array(solution.row_dual), value, bound)
