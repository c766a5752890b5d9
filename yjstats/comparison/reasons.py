"""Why figures may not be compared: closed codes, found for all indicators at once."""

import numpy as np
import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.choose import limited
from yjstats.comparison.periods import months


def row_reasons(chosen: pd.DataFrame) -> "pd.Series[object]":
    """Return the reason codes of each figure, seen against those of the other cities.

    A figure differs in span (year, label) where it is unlike the one value that most cities of its
    indicator share; where no value is the most common, all of them differ. A state at a date has a
    span of its own, unlike any number of months.

    Parameters
    ----------
    chosen : DataFrame
        From `choose.candidates`, one row a city and indicator.

    Returns
    -------
    Series of tuple of str
        Codes of reasons.csv in its order; empty where nothing stands against comparing.
    """
    book = codebook()
    indicator = chosen["indicator"].astype("str")
    kind = indicator.map({code: row["kind"] for code, row in book.indicators.items()})
    length = months(chosen["period_start"], chosen["period_end"])
    unknown = pd.Series(-1.0 - np.arange(len(chosen)), chosen.index)  # unlike each other too
    span = _span(chosen, length).where(chosen["basis"] != "point", 0.0).fillna(unknown)
    year = chosen["period_end"].dt.year.astype("float64").fillna(unknown)
    others = indicator.groupby(indicator).transform("size") > 1
    per = chosen["per"].astype("str").fillna("")
    label = chosen["label"].fillna("") + "|" + chosen["measure"].astype("str") + "|" + per
    examples = [code for code, row in book.indicators.items() if row["comparable"] == "no"]
    flags = pd.DataFrame(
        {
            "span_differs": unlike_most(span, indicator) & others,
            "year_differs": unlike_most(year, indicator) & others,
            "part_year": (kind == "flow") & (length < 12) & (chosen["basis"] != "point"),
            "partial_scope": limited(chosen),
            "planned": chosen["basis"] == "planned",
            "approximate": chosen["qualifier"] != "exact",
            "definition_differs": unlike_most(label, indicator) & others,
            "single_source": ~others,
            "part_of_total": chosen["part"],
            "disputed": chosen["status"] == "conflict",
            "examples_only": indicator.isin(examples),
        },
        index=chosen.index,
    )
    codes = [code for code in book.reasons if code in flags]
    table = flags[codes].to_numpy(dtype=bool)
    told = [tuple(c for c, on in zip(codes, row, strict=True) if on) for row in table]
    return pd.Series(told, index=chosen.index, dtype=object)


def _span(chosen: pd.DataFrame, length: "pd.Series[float]") -> "pd.Series[float]":
    """Return the length in months; one that is not of whole months is unlike those that are."""
    start, end = chosen["period_start"], chosen["period_end"]
    whole = (start.dt.day == 1) & ((end + pd.Timedelta(days=1)).dt.day == 1)
    days = (end - start).dt.days + 1
    return length.where(whole, length + days / 100_000)


def unlike_most(values: "pd.Series[object]", group: "pd.Series[str]") -> "pd.Series[bool]":
    """Tell which values are not the single most common one of their group.

    Where two values are equally common none is the most common, and every value of the group is
    unlike; a group that is all alike has no unlike value.
    """
    counts = values.groupby([group, values]).transform("size")
    top = counts.groupby(group).transform("max")
    at_top = (counts == top).groupby(group).transform("sum")
    return (counts < top) | (at_top > top)


def blocked(reasons: "pd.Series[object]", per: str | None) -> "pd.Series[bool]":
    """Tell which figures the codes keep out of a ranking, of totals or per year."""
    column = "blocks_per_year" if per == "year" else "blocks_total"
    blocking = {code for code, row in codebook().reasons.items() if row[column] == "yes"}
    return reasons.map(lambda codes: not blocking.isdisjoint(codes)).astype(bool)
