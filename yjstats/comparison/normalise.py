"""Set figures in proportion: share of the sum, index, ratio to the median, per something."""

from typing import Literal

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.compare import Per, compare
from yjstats.comparison.intervals import index_of_highest, ratio_to_median, share_of_sum
from yjstats.comparison.ratios import ratio_of
from yjstats.errors import UnknownName, UsageError

To = Literal["share", "index", "median"]
WAYS = {"share": share_of_sum, "index": index_of_highest, "median": ratio_to_median}


def normalise(
    indicator: str, to: To, per: Per = None, frame: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Set the figures that may be compared in proportion to each other.

    Parameters
    ----------
    indicator : str
        Code of the codebook.
    to : {"share", "index", "median"}
        Share of the sum (1 is all of it), index (the highest is 100), or ratio to the median.
    per : {None, "year"}
        Of the values as reported, or per year.
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.

    Returns
    -------
    DataFrame
        As `compare`, with `normalised`, `normalised_low`, `normalised_high` (float64), blank where
        a reason keeps the figure out of the ranking: only figures that may be ranked with each
        other are set in proportion.

    Raises
    ------
    UnknownName
        If there is no such indicator or way.
    UsageError
        If the share of a sum of ratios is asked for: percentages do not add up.
    """
    if to not in WAYS:
        raise UnknownName("way", to, list(WAYS))
    codebook().require("indicator", indicator)
    if to == "share" and codebook().indicators[indicator]["kind"] == "ratio":
        raise UsageError("error.no_sum_of_ratios", name=indicator)
    return in_proportion(compare(indicator, per, frame), to, per)


def in_proportion(comparison: pd.DataFrame, to: To, per: Per = None) -> pd.DataFrame:
    """Set the ranked figures of one comparison in proportion (see `normalise`)."""
    found = comparison.copy()
    names = ("per_year", "per_year_low", "per_year_high") if per else ("value", "low", "high")
    level = found["measure"].isin(["level", "share"]) & ~(found["low"] < 0)
    may = found["rank_low"].notna() & level
    value, low, high = (found.loc[may, name].to_numpy(dtype="float64") for name in names)
    point, _ = WAYS[to](value, value)
    least, most = WAYS[to](low, high)
    for name, made in (("", point), ("_low", least), ("_high", most)):
        found[f"normalised{name}"] = pd.Series(made, found.index[may], dtype="float64")
    return found


def per_unit(indicator: str, denominator: str, frame: pd.DataFrame | None = None) -> pd.DataFrame:
    """Divide an indicator by a usual denominator: per project, cadre, teacher, 10,000 CNY of aid.

    Parameters
    ----------
    indicator : str
        Code of the codebook.
    denominator : str
        Code of denominators.csv: `project`, `cadre`, `teacher`, `aid_funds`.
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.

    Returns
    -------
    DataFrame
        As `ratio_of`.

    Raises
    ------
    UnknownName
        If there is no such indicator or denominator.
    UsageError
        If it makes no sense (see `ratio_of`).
    """
    book = codebook()
    book.require("denominator", denominator)
    row = book.denominators[denominator]
    return ratio_of(indicator, row["indicator"], frame, float(row["factor"]))
