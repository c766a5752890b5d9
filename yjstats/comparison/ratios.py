"""Ratios of two indicators, city by city: only where the two figures belong together."""

from typing import Any

import numpy as np
import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.choose import candidates, limited
from yjstats.comparison.given import given
from yjstats.comparison.intervals import divide
from yjstats.comparison.periods import months
from yjstats.comparison.ranks import rank_ranges
from yjstats.comparison.reasons import unlike_most
from yjstats.errors import UsageError

COLUMNS = (
    "city", "numerator", "denominator", "ratio", "ratio_low", "ratio_high", "unit", "per_unit",
    "numerator_value", "denominator_value", "period_start", "period_end", "rank_low", "rank_high",
    "reasons", "numerator_obs_id", "denominator_obs_id",
)  # fmt: skip


def ratio_of(
    numerator: str, denominator: str, frame: pd.DataFrame | None = None, factor: float = 1.0
) -> pd.DataFrame:
    """Divide one indicator by another, city by city, such as aid funds by aid projects.

    Only figures of the same period are divided, neither limited or narrowed, planned, disputed, nor
    a part of a total, by one above zero: of all candidates the first such pair in the order of the
    rule of choice. A flow over a stock is ranked among equal spans alone.

    Parameters
    ----------
    numerator, denominator : str
        Codes of the codebook; neither may be a ratio itself.
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.
    factor : float
        Units of the denominator in one step: 10000 for "per 10,000 CNY".

    Returns
    -------
    DataFrame
        One row a city:

        - `city`, `numerator`, `denominator`, `unit`, `per_unit` : str
        - `ratio`, `ratio_low`, `ratio_high` : float64; bounds by interval arithmetic; blank where
          nothing is divided
        - `numerator_value`, `denominator_value` : float64, of the figures divided, or of those that
          were not divided and why is in `reasons`
        - `period_start`, `period_end` : datetime64[ms], of both
        - `rank_low`, `rank_high` : Int64
        - `reasons` : tuple of str; `not_reported` where either is missing, `denominator_differs`
          where no two figures belong together, `approximate` where either is
        - `numerator_obs_id`, `denominator_obs_id` : str

    Raises
    ------
    UnknownName
        If there is no such indicator.
    UsageError
        If either is a ratio, or both are the same.
    """
    book = codebook()
    for code in (numerator, denominator):
        book.require("indicator", code)
        if book.indicators[code]["kind"] == "ratio" or numerator == denominator:
            raise UsageError("error.no_ratio", name=code)
    rows = candidates(given(frame), indicators=[numerator, denominator])
    rows["limited"] = limited(rows)
    above = rows[rows["indicator"] == numerator]
    below = rows[rows["indicator"] == denominator]
    records = [_pair(city, above, below) for city in book.cities]
    made = pd.DataFrame(records).assign(numerator=numerator, denominator=denominator)
    made["unit"] = book.indicators[numerator]["unit"]
    made["per_unit"] = book.indicators[denominator]["unit"]
    made["ratio"] = made["numerator_value"] / made["denominator_value"]
    bounds = [made[c].astype("float64").to_numpy() for c in ("nl", "nh", "dl", "dh")]
    made["ratio_low"], made["ratio_high"] = divide(*bounds)
    undivided = made["reasons"].map(lambda codes: not {*codes} <= {"approximate"}).astype(bool)
    for name in ("ratio", "ratio_low", "ratio_high"):
        made[name] = (made[name] * factor).mask(undivided)
    kinds = {book.indicators[code]["kind"] for code in (numerator, denominator)}
    if len(kinds) > 1:  # what flows grows with the span, what stands does not
        made["reasons"] = _spans(made)
    made = pd.concat([made, _ranks(made)], axis=1)
    told = ["numerator_obs_id", "denominator_obs_id"]
    return made[list(COLUMNS)].astype(dict.fromkeys(told, "str"))


def _pair(city: str, above: pd.DataFrame, below: pd.DataFrame) -> dict[str, Any]:
    tops = above[above["city"] == city].to_dict("records")
    bottoms = below[below["city"] == city].to_dict("records")
    fitting = [(a, b) for a in tops for b in bottoms if _fit(a, b)]
    reasons: tuple[str, ...] = ()
    if not tops or not bottoms:
        reasons = ("not_reported",)
    elif not fitting:
        reasons = ("denominator_differs",)
    a, b = fitting[0] if fitting else (tops[0] if tops else {}, bottoms[0] if bottoms else {})
    if (fitting and a["qualifier"] != "exact") or b.get("qualifier", "exact") != "exact":
        reasons = (*reasons, "approximate") if fitting else reasons
    return {
        "city": city,
        "numerator_value": a.get("value", np.nan),
        "denominator_value": b.get("value", np.nan),
        "nl": a.get("low", np.nan), "nh": a.get("high", np.nan),
        "dl": b.get("low", np.nan), "dh": b.get("high", np.nan),
        "period_start": a["period_start"] if fitting else pd.NaT,
        "period_end": a["period_end"] if fitting else pd.NaT,
        "reasons": reasons,
        "numerator_obs_id": a.get("obs_id"),
        "denominator_obs_id": b.get("obs_id"),
    }  # fmt: skip


def _fit(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Tell whether two figures may be divided: the same period, and neither in doubt."""
    same = a["period_start"] == b["period_start"] and a["period_end"] == b["period_end"]
    sound = all(
        figure["status"] == "accepted"
        and figure["basis"] != "planned"
        and not figure["part"]
        and not figure["limited"]
        and pd.isna(figure["label"])
        and figure["measure"] == "level"
        for figure in (a, b)
    )
    return bool(same and sound and b["value"] > 0)


def _spans(made: pd.DataFrame) -> list[tuple[str, ...]]:
    """Return the reasons, with the ratios told apart whose spans are unlike most."""
    told = made["ratio"].notna()
    span = months(made["period_start"], made["period_end"])[told]
    unlike = unlike_most(span, pd.Series("", span.index)).reindex(made.index, fill_value=False)
    return [
        ("span_differs", *codes) if differs else codes
        for codes, differs in zip(made["reasons"], unlike, strict=True)
    ]


def _ranks(made: pd.DataFrame) -> pd.DataFrame:
    ranks = pd.DataFrame({"rank_low": pd.NA, "rank_high": pd.NA}, index=made.index, dtype="Int64")
    may = made["reasons"].map(lambda codes: "span_differs" not in codes).astype(bool)
    told = made["ratio"].notna() & may
    book = codebook().indicators
    named = (made["numerator"].iloc[0], made["denominator"].iloc[0])
    if any(book[code]["comparable"] == "no" for code in named):
        return ranks
    if told.sum() > 1:
        ranks.loc[told] = rank_ranges(made["ratio_low"][told], made["ratio_high"][told])
    return ranks
