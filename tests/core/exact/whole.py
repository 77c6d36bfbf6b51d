"""A whole-number program for HiGHS, row by row, solved as exactly as it can."""

from dataclasses import dataclass, field

import highspy
import numpy as np

INF = highspy.kHighsInf
Row = dict[int, float]


@dataclass
class Whole:
    """Maximise worth·x, x ≥ 0, subject to rows of low ≤ row·x ≤ high."""

    worth: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    rows: list[tuple[Row, float, float]] = field(default_factory=list)

    def column(self, worth: float = 0.0, high: float = 1.0, whole: bool = True) -> int:
        self.worth.append(worth)
        self.high.append(INF if high == float("inf") else high)
        self.whole.append(whole)
        return len(self.worth) - 1

    def row(self, entries: Row, low: float = -INF, high: float = INF) -> None:
        self.rows.append((entries, low, high))

    def solve(self, presolve: bool = True) -> list[float] | None:
        """The best x, None when there is none. Raises where the solver does not say so plainly."""
        if not self.worth:  # HiGHS calls that an empty model, and says nothing of its rows
            return [] if all(low <= 0 <= high for _, low, high in self.rows) else None
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(self.worth), len(self.rows)
        lp.col_cost_, lp.col_lower_, lp.col_upper_ = (
            np.array(self.worth),
            np.zeros(len(self.worth)),
            np.array(self.high),
        )
        lp.row_lower_, lp.row_upper_ = (
            np.array([low for _, low, _ in self.rows]),
            np.array([h for _, _, h in self.rows]),
        )
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *(len(row) for row, _, _ in self.rows)])
        lp.a_matrix_.index_ = np.array([column for row, _, _ in self.rows for column in row], np.int32)
        lp.a_matrix_.value_ = np.array([entry for row, _, _ in self.rows for entry in row.values()], float)
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger if whole else kinds.kContinuous for whole in self.whole]
        highs = highspy.Highs()
        for option, value in (
            ("output_flag", False), ("threads", 1), ("presolve", "on" if presolve else "off"),
            ("mip_rel_gap", 0.0), ("mip_abs_gap", 1e-9), ("mip_feasibility_tolerance", 1e-9),
            ("primal_feasibility_tolerance", 1e-9), ("dual_feasibility_tolerance", 1e-9),
        ):  # fmt: skip
            highs.setOptionValue(option, value)
        highs.passModel(lp)
        highs.run()
        status, statuses = highs.getModelStatus(), highspy.HighsModelStatus
        if status == statuses.kInfeasible:
            return None
        if status != statuses.kOptimal:
            raise RuntimeError(f"HiGHS ended with {status}: no answer of the exact twin.")
        return list(highs.getSolution().col_value)
