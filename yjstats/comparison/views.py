"""Views of the comparison: a matrix, one city, periods, an order. Plain frames."""

from collections.abc import Sequence
from typing import Literal

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.choose import candidates
from yjstats.comparison.compare import Per, compare, compare_many
from yjstats.comparison.given import given
from yjstats.comparison.periods import months
from yjstats.errors import UnknownName

Show = Literal["value", "per_year", "rank", "reasons"]
SHOWN: tuple[Show, ...] = ("value", "per_year", "rank", "reasons")


def _codes(
    frame: pd.DataFrame, indicators: Sequence[str] | None, domain: str | None = None
) -> list[str]:
    """Return the indicators asked for, or the key ones; of a domain, all that are reported."""
    book = codebook()
    for code in indicators or ():
        book.require("indicator", code)
    if domain is not None:
        book.require("domain", domain)
        told = set(frame["indicator"].dropna().astype("str"))
        return [c for c, row in book.indicators.items() if row["domain"] == domain and c in told]
    return list(
        dict.fromkeys(indicators or ())
        or (c for c, row in book.indicators.items() if row["key"] == "yes")
    )


def matrix(
    indicators: Sequence[str] | None = None,
    domain: str | None = None,
    show: Show = "value",
    per: Per = None,
    frame: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return cities by indicators.

    Parameters
    ----------
    indicators : sequence of str, optional
        Codes of the codebook; its key indicators where neither they nor a domain are given.
    domain : str, optional
        All reported indicators of a domain.
    show : {"value", "per_year", "rank", "reasons"}
        What the cells hold: float64 in canonical units; `rank` and `reasons` are str, a range of
        ranks such as 1-2, codes joined by `;`.
    per : {None, "year"}
        What ranks are of.
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.

    Returns
    -------
    DataFrame
        One row a city with `city` (str) first, then a column an indicator; blanks where a city does
        not report it. In `reasons` such a cell says `not_reported`.

    Raises
    ------
    UnknownName
        If there is no such indicator, domain or kind of cell.
    """
    if show not in SHOWN:
        raise UnknownName("show", show, list(SHOWN))
    frame = given(frame)
    codes = _codes(frame, indicators, domain)
    rows = compare_many(codes, per, frame)
    low, high = rows["rank_low"].astype("str"), rows["rank_high"].astype("str")
    rows["rank"] = low.where(low == high, low + "-" + high)
    rows["reasons"] = rows["reasons"].map(";".join)
    wide = rows.pivot(index="city", columns="indicator", values=show)
    return (
        wide.reindex(index=list(codebook().cities), columns=codes)
        .rename_axis(columns=None)
        .reset_index()
    )


def profile(city: str, per: Per = None, frame: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return all that one city reports, beside how many cities report the same.

    Parameters
    ----------
    city : str
        Code of the codebook.
    per : {None, "year"}
        What ranks are of.
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.

    Returns
    -------
    DataFrame
        As `compare`, one row an indicator that the city reports, in the codebook's order, with
        `domain` (str) first, and `cities` (int64), how many cities report it, and `ranked`
        (int64), how many of those may be ranked.

    Raises
    ------
    UnknownName
        If there is no such city.
    """
    codebook().require("city", city)
    frame = given(frame)
    told = set(frame["indicator"].dropna().astype("str"))
    codes = [code for code in codebook().indicators if code in told]
    rows = compare_many(codes, per, frame)
    groups = rows.groupby("indicator")
    rows["cities"] = groups["value"].transform("count").astype("int64")
    rows["ranked"] = groups["rank_low"].transform("count").astype("int64")
    domains = {code: row["domain"] for code, row in codebook().indicators.items()}
    rows.insert(0, "domain", rows["indicator"].map(domains).astype("str"))
    return rows[(rows["city"] == city) & rows["value"].notna()].reset_index(drop=True)


def rank(indicator: str, per: Per = None, frame: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return a comparison in order: the ranked figures first, then the others, silence last.

    Parameters
    ----------
    indicator : str
        Code of the codebook.
    per : {None, "year"}
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.

    Returns
    -------
    DataFrame
        As `compare`.
    """
    rows = compare(indicator, per, given(frame))
    keys = pd.DataFrame(
        {
            "low": rows["rank_low"].astype("float64"),
            "high": rows["rank_high"].astype("float64"),
            "silent": rows["value"].isna(),
            "value": -rows["per_year" if per else "value"],
        }
    )
    order = keys.sort_values(list(keys.columns), na_position="last", kind="stable").index
    return rows.loc[order].reset_index(drop=True)


def timeline(
    indicators: Sequence[str] | None = None, frame: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return which period each figure covers.

    Parameters
    ----------
    indicators : sequence of str, optional
        Codes of the codebook; its key indicators where they are not given.
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.

    Returns
    -------
    DataFrame
        One row a figure that may be compared, by indicator, city and choice: `indicator`, `city`
        (str), `period_start`, `period_end` (datetime64[ms]), `months` (float64), `basis` (str),
        `choice` (int64; 0 is the one that `compare` takes), `obs_id` (str).
    """
    frame = given(frame)
    codes = _codes(frame, indicators)
    rows = candidates(frame, indicators=codes)
    rows["months"] = months(rows["period_start"], rows["period_end"])
    place = pd.DataFrame(
        {
            "indicator": rows["indicator"].map({code: place for place, code in enumerate(codes)}),
            "city": rows["city"].map({city: place for place, city in enumerate(codebook().cities)}),
            "choice": rows["choice"],
        }
    )
    order = place.sort_values(list(place.columns)).index
    columns = [
        "indicator",
        "city",
        "period_start",
        "period_end",
        "months",
        "basis",
        "choice",
        "obs_id",
    ]
    return rows.loc[order, columns].astype({"basis": "str"}).reset_index(drop=True)
