"""Join the columns that are one thing to a reader: figure and unit, bounds, period, rank."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from yjstats.codebook import codebook
from yjstats.presenting import (
    RATE_DIGITS,
    show_bounds,
    show_figure,
    show_number,
    show_period,
    show_rank,
    show_value,
)
from yjstats.text import Lang

UNIT_OF = {
    "value": "unit", "value_a": "unit", "value_b": "unit", "low": "unit", "high": "unit",
    "numerator_value": "unit", "denominator_value": "per_unit", "ratio": "unit",
    "ratio_low": "unit", "ratio_high": "unit", "per_year": "unit", "per_year_low": "unit",
    "per_year_high": "unit",
}  # fmt: skip
COMPUTED = ("per_year", "ratio", "times", "normalised")  # how names of computed columns begin
# The column that stands for several, and those that it is made of.
JOINED: dict[str, tuple[str, ...]] = {
    "bounds": ("low", "high", "value", "unit"),
    "period": ("period_start", "period_end"),
    "rank": ("rank_low", "rank_high"),
}


def numeric(frame: pd.DataFrame) -> set[str]:
    """Return the columns whose cells are to be set to the right."""
    types = pd.api.types
    return {
        name
        for name in frame.columns
        if types.is_numeric_dtype(frame[name]) and not types.is_bool_dtype(frame[name])
    } | {"rank"}


def join(frame: pd.DataFrame, lang: Lang) -> pd.DataFrame:
    """Return a view with figures in display units, and bounds, periods and ranks in one column.

    Parameters
    ----------
    frame : DataFrame
        Any view; columns that it lacks are not made.
    lang : {"zh", "en"}

    Returns
    -------
    DataFrame
        As many rows. A unit that stands in its figures has no column of its own.
    """
    if "unit" not in frame and "indicator" in frame and {*UNIT_OF} & {*frame.columns}:
        units = {code: row["unit"] for code, row in codebook().indicators.items()}
        frame = frame.assign(unit=frame["indicator"].astype("str").map(units).fillna(""))
    rows = frame.to_dict("records")
    scores = numeric(frame) & {"unit", "per_unit"}  # how often units were read right, no units
    has = {*frame.columns} - scores
    used = {unit for name, unit in UNIT_OF.items() if {name, unit} <= has}
    if "unit" in used:
        used |= {"qualifier"} & has if "value" in has else set()
    made: dict[str, Any] = {}
    for name in frame.columns:
        joined = next((j for j, parts in JOINED.items() if name in parts[:2] and {*parts} <= has),
                      "")  # fmt: skip
        if joined:
            made.setdefault(joined, [_join(joined, row, lang) for row in rows])
        elif name not in used:
            show = _shower(name, has, lang)
            made[name] = frame[name] if show is None else [show(row) for row in rows]
    return pd.DataFrame(made, index=frame.index)


def _join(name: str, row: dict[str, Any], lang: Lang) -> str:
    if name == "bounds":
        return show_bounds(row, lang)
    if name == "period":
        return show_period(row["period_start"], row["period_end"], lang)
    return show_rank(row["rank_low"], row["rank_high"])


def _shower(name: str, has: set[str], lang: Lang) -> Callable[[dict[str, Any]], str] | None:
    """Return how a column's cells are shown; None for those that `readable` shows."""
    digits = RATE_DIGITS if name.startswith(COMPUTED) else None
    unit = UNIT_OF.get(name)
    if name == "value" and {"unit", "low", "high", "qualifier"} <= has:
        return lambda row: show_figure(row, lang)
    if unit in has:
        return lambda row: show_value(row[name], row[unit], lang, digits)
    if digits is not None:
        return lambda row: "" if pd.isna(row[name]) else show_number(row[name], digits)
    if name == "surface":  # a number may be broken over two lines
        return lambda row: " ".join(str(row[name]).split())
    return None
