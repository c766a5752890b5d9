"""The figures that a comparison did not choose, and why."""

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.choose import Period, candidates
from yjstats.comparison.given import given
from yjstats.text import Lang, say

COLUMNS = (
    "city", "choice", "behind", "why", "value", "low", "high", "qualifier", "unit", "measure",
    "basis", "period_start", "period_end", "label", "scope", "status", "obs_id", "source_id",
)  # fmt: skip


def alternatives(
    indicator: str,
    city: str | None = None,
    frame: pd.DataFrame | None = None,
    *,
    period: Period | None = None,
    lang: Lang = "zh",
) -> pd.DataFrame:
    """Return all figures of an indicator, the chosen one of each city first.

    Parameters
    ----------
    indicator : str
        Code of the codebook.
    city : str, optional
        Only this city.
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.
    period : tuple of str, optional
        First and last day asked for (see `compare`).
    lang : {"zh", "en"}
        Language of `why`.

    Returns
    -------
    DataFrame
        One row a figure: `city` (str); `choice` (int64), 0 for the chosen one; `behind` (str), the
        criterion of `choose.RULE` that puts it behind, and `why` (str), the same in words, both
        blank for the chosen one; then columns of the tidy frame.

    Raises
    ------
    UnknownName
        If there is no such indicator or city.
    """
    book = codebook()
    book.require("indicator", indicator)
    if city is not None:
        book.require("city", city)
    rows = candidates(given(frame), period, indicators=[indicator])
    rows = rows[rows["city"].eq(city)] if city else rows
    told = {rule: say(f"rule.{rule}", lang) for rule in rows["behind"].dropna().unique()}
    rows = rows.assign(why=rows["behind"].map(told).astype("str"))
    order = {code: number for number, code in enumerate(book.cities)}
    place = rows["city"].map(order)
    return rows.loc[place.sort_values(kind="stable").index, list(COLUMNS)].reset_index(drop=True)
