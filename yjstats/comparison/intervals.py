"""Arithmetic of figures with bounds: closed intervals, open ends allowed, worst case kept.

Each function takes arrays of lower and upper bounds, NaN where there is none, and returns the
bounds of the result, NaN again where there is none. The rules are those of interval arithmetic
(Moore, Kearfott and Cloud, *Introduction to Interval Analysis*, 2009); nothing is below zero.
"""

import numpy as np

Bounds = tuple[np.ndarray, np.ndarray]


def divide(low: np.ndarray, high: np.ndarray, by_low: np.ndarray, by_high: np.ndarray) -> Bounds:
    """Divide [low, high] by [by_low, by_high], figure by figure."""
    with np.errstate(divide="ignore", invalid="ignore"):
        bottom = _floor(low) / _ceiling(by_high)
        top = _ceiling(high) / _floor(by_low)
    return _open(bottom), _open(top)


def share_of_sum(low: np.ndarray, high: np.ndarray) -> Bounds:
    """Divide each figure by the sum of all: least where it is low and the others high."""
    bottom, top = _floor(low), _ceiling(high)
    others_high = np.array([np.delete(top, i).sum() for i in range(len(top))])
    others_low = bottom.sum() - bottom
    with np.errstate(divide="ignore", invalid="ignore"):
        least = np.where(np.isinf(others_high), 0.0, bottom / (bottom + others_high))
        most = np.where(np.isinf(top), 1.0, top / (top + others_low))
    return least, most


def index_of_highest(low: np.ndarray, high: np.ndarray) -> Bounds:
    """Divide each figure by the highest, times 100."""
    bottom, top = _floor(low), _ceiling(high)
    least, most = np.empty(len(low)), np.empty(len(low))
    for i in range(len(low)):
        highest = np.delete(top, i).max(initial=0.0)
        lowest = np.delete(bottom, i).max(initial=0.0)
        least[i] = _ratio(bottom[i], max(bottom[i], highest))
        most[i] = _ratio(top[i], max(top[i], lowest))
    return least * 100, most * 100


def ratio_to_median(low: np.ndarray, high: np.ndarray) -> Bounds:
    """Divide each figure by the median of all, itself included."""
    bottom, top = _floor(low), _ceiling(high)
    least, most = np.empty(len(low)), np.empty(len(low))
    for i in range(len(low)):
        least[i] = _ratio(bottom[i], np.median([bottom[i], *np.delete(top, i)]))
        most[i] = _ratio(top[i], np.median([top[i], *np.delete(bottom, i)]))
    if len(low) == 2:  # x / ((x + y) / 2) grows towards 2
        most = np.where(np.isinf(top), 2.0, most)
    return _open(least), _open(most)


def _ratio(a: float, b: float) -> float:
    """Return a / b where either may be without end: the worst case where both are."""
    if np.isinf(b):
        return 1.0 if np.isinf(a) else 0.0
    if b == 0:
        return np.nan if a == 0 else np.inf
    return float(a / b)


def _floor(low: np.ndarray) -> np.ndarray:
    """Return lower bounds with zero for none: a count or a sum is never less."""
    return np.where(np.isnan(low), 0.0, low)


def _ceiling(high: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(high), np.inf, high)


def _open(top: np.ndarray) -> np.ndarray:
    return np.where(np.isinf(top), np.nan, top)
