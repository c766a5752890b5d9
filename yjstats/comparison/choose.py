"""Choose one figure where a city has several for an indicator, by a written rule."""

import numpy as np
import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.periods import ordinal

RULE = (
    "whole before part",
    "measure level or share before rate or change",
    "accepted before disputed",
    "real before planned",
    "unlimited scope before a limited one, the main recipient before others",
    "the definition itself before a narrower label",
    "the period nearest to the others'",
    "the longer period, then the later one, then the first in the text",
)


def candidates(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the observations that may be compared, the best of each city and indicator first.

    The rule, in its order, is `RULE`. The others' period is the median start and the median end of
    all candidates of the indicator. Rejected rows, candidates not yet reviewed, and rows without
    city or indicator are left out.

    Parameters
    ----------
    frame : DataFrame
        The tidy frame.

    Returns
    -------
    DataFrame
        Its rows, sorted, with two more columns: `part` (bool), of a total of the same indicator;
        `choice` (int64), 0 for the chosen figure of the city and indicator, 1 for the next one,
        and so on.
    """
    rows = frame[
        frame["indicator"].notna()
        & frame["city"].notna()
        & frame["status"].isin(["accepted", "conflict"])
    ].copy()
    for column in ("indicator", "city"):
        rows[column] = rows[column].astype("str")
    rows["part"] = is_part(rows, frame)
    start, end = ordinal(rows["period_start"]), ordinal(rows["period_end"])
    middle_start = start.groupby(rows["indicator"]).transform("median")
    middle_end = end.groupby(rows["indicator"]).transform("median")
    keys = pd.DataFrame(
        {
            "indicator": rows["indicator"],
            "city": rows["city"],
            "part": rows["part"],
            "measure": ~rows["measure"].isin(["level", "share"]),
            "disputed": rows["status"] == "conflict",
            "planned": rows["basis"] == "planned",
            "scoped": limited(rows),
            "narrower": rows["label"].notna(),
            "distance": ((start - middle_start).abs() + (end - middle_end).abs()).fillna(np.inf),
            "shorter": -(end - start).fillna(-1.0),
            "earlier": -end.fillna(-1.0),
            "place": rows["char_start"],
        }
    )
    rows = rows.loc[keys.sort_values(list(keys.columns), kind="stable").index]
    rows["choice"] = rows.groupby(["indicator", "city"], sort=False).cumcount()
    return rows.reset_index(drop=True)


def is_part(rows: pd.DataFrame, frame: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which figures are parts of a printed total of the same indicator.

    Livelihood projects are part of all projects, but the whole of what their indicator counts.
    """
    indicator_of = frame.set_index("obs_id")["indicator"].astype("str")
    total = rows["part_of"].map(indicator_of[~indicator_of.index.duplicated()])
    return (total == rows["indicator"]).fillna(False).astype(bool)


def limited(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which figures are limited: a scope, or a recipient that is not the main one."""
    lesser = [code for code, row in codebook().recipients.items() if row["principal"] == "no"]
    return rows["scope"].notna() | rows["recipient"].isin(lesser)
