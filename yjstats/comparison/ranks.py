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
    group = np.zeros(len(low), dtype=np.int64)
    best, worst = rank_ranges_within(group, *(ends.to_numpy("float64") for ends in (low, high)))
    return pd.DataFrame({"rank_low": best, "rank_high": worst}, index=low.index).astype("Int64")


def rank_ranges_within(
    group: np.ndarray, low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Rank the figures of each group among themselves (see `rank_ranges`).

    Parameters
    ----------
    group : array of int64
        A number from 0 for each figure.
    low, high : array of float64

    Returns
    -------
    rank_low, rank_high : array of int64
    """
    bottom = np.where(np.isnan(low), -np.inf, low)
    top = np.where(np.isnan(high), np.inf, high)
    # One whole number a group and bound, so that one search serves all groups.
    known, places = np.unique(np.concatenate([bottom, top]), return_inverse=True)
    bottoms = group * len(known) + places[: len(bottom)]
    tops = group * len(known) + places[len(bottom) :]
    ends = np.cumsum(np.bincount(group))[group] if len(group) else group
    starts = ends - np.bincount(group)[group] if len(group) else group
    # A is certainly greater than B where A's lower bound lies above B's upper bound.
    greater = ends - np.searchsorted(np.sort(bottoms), tops, side="right")
    smaller = np.searchsorted(np.sort(tops), bottoms, side="left") - starts
    exact = (bottom == top) & np.isfinite(bottom)
    _, same, counts = np.unique(bottoms[exact], return_inverse=True, return_counts=True)
    ties = np.zeros(len(bottom), dtype=np.int64)  # exact figures that share the best rank
    ties[exact] = counts[same] - 1
    return greater + 1, ends - starts - smaller - ties
