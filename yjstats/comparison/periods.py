"""Lengths of periods, in months."""

import pandas as pd


def months(start: "pd.Series[pd.Timestamp]", end: "pd.Series[pd.Timestamp]") -> "pd.Series[float]":
    """Return the inclusive number of calendar months that periods touch.

    Parameters
    ----------
    start, end : Series of datetime64
        First and last day. A blank gives NaN.

    Returns
    -------
    Series of float64
        2020-01-01 to 2022-12-31 is 36; 2023-07-03 to 2023-07-07 is 1.
    """
    return (ordinal(end) - ordinal(start) + 1).astype("float64")


def ordinal(day: "pd.Series[pd.Timestamp]") -> "pd.Series[float]":
    """Return the number of the month a day lies in, counted from the year 0; NaN for blanks."""
    return (day.dt.year * 12 + day.dt.month - 1).astype("float64")
