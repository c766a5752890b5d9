"""Why figures may not be compared: closed codes, found for all indicators at once."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.choose import limited
from yjstats.comparison.periods import months

# What a figure is compared in: unlike most others, or unlike the other of a pair, each is a reason.
ALIKE = {"span_differs": "span", "year_differs": "year", "definition_differs": "label"}


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
    group = pd.factorize(chosen["indicator"].astype("str"))[0]
    others = np.bincount(group)[group] > 1 if len(group) else group > 0
    flags, marks = own_flags(chosen), marks_of(chosen)
    for code, name in ALIKE.items():
        flags[code] = unlike_within(marks[name].to_numpy(), group) & others
    flags["single_source"] = ~others
    return as_codes(flags)


def reasons_beside(figures: pd.DataFrame, chosen: pd.DataFrame) -> "pd.Series[object]":
    """Return the reasons of near figures, each seen alone against those of its indicator.

    Parameters
    ----------
    figures : DataFrame
        Figures for a near indicator, `indicator` being the one that they are offered for.
    chosen : DataFrame
        From `choose.candidates`, one row a city and indicator.

    Returns
    -------
    Series of tuple of str
        As `row_reasons`, with `definition_differs` and never `single_source`.
    """
    columns = [name for name in chosen.columns if name in figures and name != "reasons"]
    own = chosen[chosen["indicator"].isin(figures["indicator"].unique())]
    both = pd.concat([own[columns], figures[columns]], ignore_index=True)
    group = pd.factorize(both["indicator"].astype("str"))[0]
    flags, marks = own_flags(figures), marks_of(both)
    for code, name in ALIKE.items():
        values = marks[name].to_numpy()
        flags[code] = unlike_those(
            values[len(own) :], group[len(own) :], values[: len(own)], group[: len(own)]
        )
    return as_codes(flags.assign(definition_differs=True))


def own_flags(chosen: pd.DataFrame) -> pd.DataFrame:
    """Return the reasons that a figure has by itself: a bool column a code of reasons.csv."""
    book = codebook()
    indicator = chosen["indicator"].astype("str")
    kind = indicator.map({code: row["kind"] for code, row in book.indicators.items()})
    length = months(chosen["period_start"], chosen["period_end"])
    examples = [code for code, row in book.indicators.items() if row["comparable"] == "no"]
    return pd.DataFrame(
        {
            "part_year": (kind == "flow") & (length < 12) & (chosen["basis"] != "point"),
            "partial_scope": limited(chosen),
            "planned": chosen["basis"] == "planned",
            "approximate": chosen["qualifier"] != "exact",
            "part_of_total": chosen["part"].eq(True),
            "disputed": chosen["status"] == "conflict",
            "examples_only": indicator.isin(examples),
        },
        index=chosen.index,
    )


def marks_of(chosen: pd.DataFrame) -> pd.DataFrame:
    """Return what figures must agree in: whole numbers, equal where the figures are alike.

    Returns
    -------
    DataFrame
        `span`, `year`, `label` (int64); one that is unknown is unlike every other.
    """
    length = months(chosen["period_start"], chosen["period_end"])
    span = _span(chosen, length).where(chosen["basis"] != "point", 0.0)
    year = chosen["period_end"].dt.year.astype("float64")
    per = chosen["per"].astype("str").fillna("")
    label = chosen["label"].fillna("") + "|" + chosen["measure"].astype("str") + "|" + per
    made = {}
    for name, values in (("span", span), ("year", year), ("label", label)):
        numbers = pd.factorize(values)[0].astype("int64")
        made[name] = np.where(numbers < 0, -1 - np.arange(len(numbers)), numbers)
    return pd.DataFrame(made, index=chosen.index)


def as_codes(flags: pd.DataFrame) -> "pd.Series[object]":
    """Return the codes of the columns that hold, in the order of reasons.csv, a tuple a row."""
    codes = [code for code in codebook().reasons if code in flags]
    bits = flags[codes].to_numpy(dtype=np.int64) @ (1 << np.arange(len(codes)))
    return each_of(
        pd.Series(bits, flags.index),
        lambda told: tuple(code for at, code in enumerate(codes) if told >> at & 1),
    )


def each_of(values: "pd.Series[Any]", make: Callable[[Any], Any]) -> "pd.Series[object]":
    """Return what a function makes of each value, asking it once for equal values."""
    places, known = pd.factorize(values.to_numpy(), use_na_sentinel=False)
    made = np.empty(len(known), dtype=object)  # filled one by one: tuples are no rows of an array
    for at, value in enumerate(known):
        made[at] = make(value)
    return pd.Series(made[places], values.index, dtype=object)


def _span(chosen: pd.DataFrame, length: "pd.Series[float]") -> "pd.Series[float]":
    """Return the length in months; one that is not of whole months is unlike those that are."""
    start, end = chosen["period_start"], chosen["period_end"]
    whole = (start.dt.day == 1) & ((end + pd.Timedelta(days=1)).dt.day == 1)
    days = (end - start).dt.days + 1
    return length.where(whole, length + days / 100_000)


def where_made(
    reasons: "pd.Series[object]", where: "pd.Series[bool] | np.ndarray", make: Callable[[Any], Any]
) -> "pd.Series[object]":
    """Return the reasons with those in some places made anew from what they were."""
    told = reasons.to_numpy(dtype=object, copy=True)
    told[np.asarray(where)] = each_of(reasons[where], make).to_numpy()
    return pd.Series(told, reasons.index, dtype=object)


def unlike_most(values: "pd.Series[object]", group: "pd.Series[str]") -> "pd.Series[bool]":
    """Tell which values are not the single most common one of their group.

    Where two values are equally common none is the most common, and every value of the group is
    unlike; a group that is all alike has no unlike value.
    """
    found = unlike_within(pd.factorize(values)[0], pd.factorize(group)[0])
    return pd.Series(found, values.index)


def unlike_within(values: np.ndarray, group: np.ndarray) -> np.ndarray:
    """Do what `unlike_most` does, of whole numbers, groups counted from 0."""
    if not len(values):
        return np.zeros(0, dtype=bool)
    lowest, most = values.min(), values.max()
    key = group.astype(np.int64) * (most - lowest + 1) + (values - lowest)
    _, places, sizes = np.unique(key, return_inverse=True, return_counts=True)
    counts = sizes[places]
    top = np.zeros(group.max() + 1, dtype=np.int64)
    np.maximum.at(top, group, counts)
    at_top = np.bincount(group, weights=counts == top[group])
    return (counts < top[group]) | (at_top > top)[group]


def unlike_those(
    values: np.ndarray, group: np.ndarray, others: np.ndarray, of: np.ndarray
) -> np.ndarray:
    """Tell which values, each added alone to the others of its group, were unlike most of them."""
    counts = pd.Series(1, pd.MultiIndex.from_arrays([of, others])).groupby(level=[0, 1]).sum()
    sizes = counts.groupby(level=0)
    most = sizes.max()
    ways = (counts == most.reindex(counts.index.get_level_values(0)).to_numpy()).groupby(level=0)
    second = counts.groupby(level=0).nlargest(2).groupby(level=0).last()  # where there are two
    alone = sizes.size() == 1
    same = counts.reindex(pd.MultiIndex.from_arrays([group, values]), fill_value=0).to_numpy()
    top, next_ = (
        found.reindex(group, fill_value=0).to_numpy() for found in (most, second.where(~alone, 0))
    )
    single = ways.sum().reindex(group, fill_value=0).to_numpy() == 1
    rival = np.where((same == top) & single, next_, top)
    return same + 1 <= rival


def blocked(reasons: "pd.Series[object]", per: str | None) -> "pd.Series[bool]":
    """Tell which figures the codes keep out of a ranking, of totals or per year."""
    blocking = blocking_codes(per)
    return each_of(reasons, lambda codes: not blocking.isdisjoint(codes)).astype(bool)


def blocking_codes(per: str | None) -> set[str]:
    """Return the codes that keep a figure out of a ranking."""
    column = "blocks_per_year" if per == "year" else "blocks_total"
    return {code for code, row in codebook().reasons.items() if row[column] == "yes"}
