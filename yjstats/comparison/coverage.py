"""Which city reports what."""

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.compare import compare_many
from yjstats.comparison.given import given
from yjstats.text import Lang, say

COLUMNS = ("domain", "indicator", "city", "state", "figures", "obs_id")


def coverage(frame: pd.DataFrame | None = None, domain: str | None = None) -> pd.DataFrame:
    """Tell for each indicator and city whether, and how far, the sources report it.

    Parameters
    ----------
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.
    domain : str, optional
        Only the indicators of this domain.

    Returns
    -------
    DataFrame
        One row an indicator that any city reports, and a city; in the order of the codebook:

        - `domain`, `indicator`, `city` : str
        - `state` : str; reported; partial (only a limited scope or a part of a total); planned;
          disputed; near (only the near indicator); not_reported
        - `figures` : int64, how many observations there are
        - `obs_id` : str, the figure that a comparison would choose; blank where there is none

    Raises
    ------
    UnknownName
        If there is no such domain.
    """
    book = codebook()
    if domain is not None:
        book.require("domain", domain)
    frame = given(frame)
    reported = set(_told(frame)["indicator"])
    codes = [
        code
        for code, row in book.indicators.items()
        if code in reported and domain in (None, row["domain"])
    ]
    return states(compare_many(codes, None, frame), frame)


def states(rows: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the coverage that comparisons tell (see `coverage`).

    Parameters
    ----------
    rows : DataFrame
        From `compare_many`.
    frame : DataFrame
        The tidy frame, whose observations are counted.

    Returns
    -------
    DataFrame
        As `coverage`; `state` is also other_period, where that is the only reason for silence.
    """
    book = codebook()
    rows = rows[["indicator", "city", "reasons", "near", "obs_id"]].copy()
    counts = _told(frame).groupby(["indicator", "city"]).size()
    keys = pd.MultiIndex.from_frame(rows[["indicator", "city"]])
    rows["figures"] = counts.reindex(keys, fill_value=0).to_numpy()
    rows["state"] = [
        _state(r, n is not None) for r, n in zip(rows["reasons"], rows["near"], strict=True)
    ]
    rows["domain"] = rows["indicator"].map({c: row["domain"] for c, row in book.indicators.items()})
    return rows[list(COLUMNS)].astype({"figures": "int64", "state": "str", "domain": "str"})


def _told(frame: pd.DataFrame) -> pd.DataFrame:
    """Return indicator and city, as text, of the observations that may be compared."""
    counted = frame["status"].isin(["accepted", "conflict"])
    told = frame.loc[counted, ["indicator", "city"]].dropna()
    return told.astype({"indicator": "str", "city": "str"})


def _state(reasons: tuple[str, ...], near: bool) -> str:
    if "other_period" in reasons:
        return "other_period"
    if "not_reported" in reasons:
        return "near" if near else "not_reported"
    if "disputed" in reasons:
        return "disputed"
    if "planned" in reasons:
        return "planned"
    return "partial" if {"partial_scope", "part_of_total"} & {*reasons} else "reported"


def present_coverage(told: pd.DataFrame, lang: Lang = "zh") -> pd.DataFrame:
    """Return coverage as a table to read: one row an indicator, one column a city.

    Parameters
    ----------
    told : DataFrame
        From `coverage`.
    lang : {"zh", "en"}

    Returns
    -------
    DataFrame
        All str: domain, indicator, and for each city the state by name with the number of figures.
    """
    book = codebook()
    cells = told.assign(
        text=[
            book.name("state" if state in book.terms["state"] else "reason", state, lang)
            + (f" ({figures})" if figures else "")
            for state, figures in zip(told["state"], told["figures"], strict=True)
        ]
    )
    order = told["indicator"].drop_duplicates()
    table = cells.pivot(index="indicator", columns="city", values="text")
    table = table.reindex(index=order, columns=list(book.cities))
    table.columns = pd.Index([book.name("city", city, lang) for city in table.columns])
    domains = told.drop_duplicates("indicator")["domain"]
    names = [book.name("indicator", code, lang) for code in order]
    table.insert(0, say("column.indicator", lang), names)
    table.insert(0, say("column.domain", lang), [book.name("domain", d, lang) for d in domains])
    return table.reset_index(drop=True).astype("str")
