"""Ranks as ranges: what the bounds leave open."""

import numpy as np
import pandas as pd


def rank_ranges(low: "pd.Series[float]", high: "pd.Series[float]") -> pd.DataFrame:
    """Return the best and the worst rank that each figure can have, the highest being 1.

    Parameters
    ----------
    low, high : Series of float64
        Bounds; NaN is no bound on that side.

    Returns
    -------
    DataFrame
        `rank_low`, `rank_high` (Int64) on the same index. rank_low is 1 and as many more as figures
        are certainly greater; rank_high counts all that are not certainly smaller. Equal exact
        figures share both.
    """
    bottom = low.fillna(-np.inf).to_numpy(dtype="float64")
    top = high.fillna(np.inf).to_numpy(dtype="float64")
    # A is certainly greater than B where A's lower bound lies above B's upper bound.
    greater = len(bottom) - np.searchsorted(np.sort(bottom), top, side="right")
    smaller = np.searchsorted(np.sort(top), bottom, side="left")
    ties = _equal_points(bottom, top)
    return pd.DataFrame(
        {"rank_low": greater + 1, "rank_high": len(bottom) - smaller - ties}, index=low.index
    ).astype("Int64")


def _equal_points(bottom: np.ndarray, top: np.ndarray) -> np.ndarray:
    """Count the other exact figures that an exact figure equals: they share its best rank."""
    exact = bottom == top
    values, places, counts = np.unique(
        np.where(exact, bottom, np.nan), return_inverse=True, return_counts=True, equal_nan=False
    )
    return np.where(exact & np.isfinite(values[places]), counts[places] - 1, 0)
