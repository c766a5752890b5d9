"""Compare the cities on one indicator: one row a city, with the reasons why not."""

from typing import Any, Literal

import numpy as np
import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.choose import Period, candidates
from yjstats.comparison.given import given
from yjstats.comparison.once import compared
from yjstats.comparison.periods import months
from yjstats.comparison.ranks import rank_ranges_within
from yjstats.comparison.reasons import blocked, reasons_beside, row_reasons, where_made
from yjstats.errors import UnknownName, UsageError
from yjstats.observations import as_tidy
from yjstats.tables import is_date

Per = Literal["year"] | None

COLUMNS: tuple[str, ...] = (
    "city", "indicator", "value", "low", "high", "qualifier", "unit", "measure", "basis",
    "period_start", "period_end", "years", "per_year", "per_year_low", "per_year_high", "rank_low",
    "rank_high", "reasons", "obs_id", "source_id", "near",
)  # fmt: skip
NEAR: tuple[str, ...] = (
    "indicator", "value", "low", "high", "unit", "period_start", "period_end", "obs_id", "reasons",
)  # fmt: skip


def compare(
    indicator: str,
    per: Per = None,
    frame: pd.DataFrame | None = None,
    *,
    year: int | None = None,
    basis: str | None = None,
    period: Period | None = None,
) -> pd.DataFrame:
    """Compare all cities on one indicator.

    Parameters
    ----------
    indicator : str
        Code of the codebook.
    per : {None, "year"}
        What the ranks are of: the values as reported, or per year.
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.
    year : int, optional
        Only figures of this calendar year.
    basis : {"cumulative", "annual", "point", "planned"}, optional
        Only figures of this basis.
    period : tuple of str, optional
        First and last day, as ISO dates: of each city the figure whose period is nearest to it.

    Returns
    -------
    DataFrame
        One row a city of the codebook, in its order, those that report nothing included:

        - `city`, `indicator`, `qualifier`, `unit`, `measure`, `basis`, `obs_id`, `source_id` : str
        - `value`, `low`, `high` : float64, canonical unit
        - `period_start`, `period_end` : datetime64[ms]
        - `years` : float64, inclusive months / 12; blank for a state at a date
        - `per_year`, `per_year_low`, `per_year_high` : float64; for a flow at a level over 12
          months or longer, else blank: a shorter period is never scaled up
        - `rank_low`, `rank_high` : Int64, the ranks that the bounds leave open, 1 the highest;
          blank for what may not be ranked, or where fewer than two figures may
        - `reasons` : tuple of str, codes of reasons.csv; `other_period` where the city reports the
          indicator, but not what was asked for
        - `near` : dict with the keys of `NEAR`, or None: a figure for the near indicator, where
          the city reports nothing for this one; never ranked

    Raises
    ------
    UnknownName
        If the codebook has no such indicator; names the nearest spellings.
    UsageError
        If `per`, `basis` or `period` is none of the above, or the frame lacks columns.
    """
    check_request(per, basis, period)
    codebook().require("indicator", indicator)
    return compare_asked([indicator], per, given(frame), period, year, basis)


def check_request(per: object, basis: str | None = None, period: Period | None = None) -> None:
    """Check what a caller asks for (see `compare`)."""
    if per not in (None, "year"):
        raise UsageError("error.unknown_per", name=per)
    if basis is not None and basis not in codebook().terms["basis"]:
        raise UnknownName("basis", basis, list(codebook().terms["basis"]))
    if period is not None and not (
        len(period) == 2 and all(map(is_date, period)) and period[0] <= period[1]
    ):
        raise UsageError("error.not_a_period", name=" ".join(map(str, period)))


def compare_many(
    codes: list[str],
    per: Per,
    frame: pd.DataFrame,
    period: Period | None = None,
    year: int | None = None,
    basis: str | None = None,
) -> pd.DataFrame:
    """Compare all cities on several indicators, one below the other (see `compare`)."""
    frame = as_tidy(frame)

    def make(codes: list[str]) -> pd.DataFrame:
        near = {codebook().indicators[code]["near"] for code in codes}
        rows = candidates(frame, period, year, basis, {*codes, *near})
        return measure(codes, rows[rows["choice"] == 0], per)

    plain = period is None and year is None and basis is None
    return compared(codes, per, frame, make) if plain else make(codes)


def compare_asked(
    codes: list[str],
    per: Per,
    frame: pd.DataFrame,
    period: Period | None = None,
    year: int | None = None,
    basis: str | None = None,
) -> pd.DataFrame:
    """Do as `compare_many`; say `other_period` where a city reports, but not what was asked for."""
    found = compare_many(codes, per, frame, period, year, basis)
    if year is None and basis is None and period is None:
        return found
    told = compare_many(codes, per, frame)["value"].notna()
    gap = told & found["value"].isna()
    found["reasons"] = [
        ("other_period",) if missing else reasons
        for missing, reasons in zip(gap, found["reasons"], strict=True)
    ]
    found["near"] = found["near"].where(~gap, None)
    return found


def measure(codes: list[str], best: pd.DataFrame, per: Per) -> pd.DataFrame:
    """Compare the figures chosen: reasons, values per year, ranks, near figures.

    Parameters
    ----------
    codes : list of str
        Indicators, in the order wanted.
    best : DataFrame
        From `choose.candidates`, at most one row a city and indicator.
    per : {None, "year"}

    Returns
    -------
    DataFrame
        As `compare`, a row an indicator and city.
    """
    cities = list(codebook().cities)
    chosen = best[best["indicator"].isin(codes)].reset_index(drop=True)
    chosen["reasons"] = row_reasons(chosen)
    made = pd.concat([chosen, per_year(chosen)], axis=1)
    index = pd.MultiIndex.from_product([codes, cities], names=["indicator", "city"])
    rows = made.set_index(["indicator", "city"]).reindex(index)
    silent = ~index.isin(pd.MultiIndex.from_frame(made[["indicator", "city"]]))
    rows["reasons"] = where_made(rows["reasons"], silent, lambda _: ("not_reported",))
    if per == "year":
        bare = rows["value"].notna() & rows["per_year"].isna() & ~blocked(rows["reasons"], per)
        rows["reasons"] = where_made(rows["reasons"], bare, lambda told: (*told, "no_yearly"))
    rows = pd.concat([rows, _ranks(rows, per)], axis=1)
    near = np.full(len(rows), None, dtype=object)
    found = _near(codes, chosen, best)
    near[index.get_indexer(list(found))] = list(found.values())
    rows["near"] = pd.Series(near, rows.index)
    return rows.reset_index()[list(COLUMNS)].astype(
        dict.fromkeys(("qualifier", "unit", "measure", "basis", "obs_id", "source_id"), "str")
    )


def per_year(chosen: pd.DataFrame) -> pd.DataFrame:
    """Return `years` and the figures per year, blank where they may not be scaled (see `compare`).

    Parameters
    ----------
    chosen : DataFrame
        Rows of the tidy frame.

    Returns
    -------
    DataFrame
        `years`, `per_year`, `per_year_low`, `per_year_high` (float64), on the same index.
    """
    book = codebook().indicators
    span = months(chosen["period_start"], chosen["period_end"])
    span = span.where(chosen["basis"] != "point")
    days = (chosen["period_end"] - chosen["period_start"]).dt.days + 1
    kind = chosen["indicator"].map({code: row["kind"] for code, row in book.items()})
    scalable = (kind == "flow") & (chosen["measure"] == "level") & (span >= 12) & (days >= 365)
    over = span.where(scalable)
    # Times 12 first: whole numbers divided once, so that equal rates are equal numbers.
    return pd.DataFrame(
        {
            "years": span / 12,
            "per_year": chosen["value"] * 12 / over,
            "per_year_low": chosen["low"] * 12 / over,
            "per_year_high": chosen["high"] * 12 / over,
        }
    )


def _ranks(rows: pd.DataFrame, per: str | None) -> pd.DataFrame:
    prefix = "per_year" if per == "year" else ""
    value = rows[prefix or "value"]
    low, high = (rows[f"{prefix}_{end}" if prefix else end] for end in ("low", "high"))
    book = codebook().indicators
    codes = rows.index.get_level_values("indicator")
    may = value.notna() & ~blocked(rows["reasons"], per)
    may &= codes.isin([code for code, row in book.items() if row["comparable"] == "yes"])
    group, known = pd.factorize(codes)
    several = np.bincount(group[may], minlength=len(known)) > 1
    may &= several[group]
    ranks = pd.DataFrame({"rank_low": pd.NA, "rank_high": pd.NA}, index=rows.index, dtype="Int64")
    bounds = (low[may].to_numpy(), high[may].to_numpy())
    found = rank_ranges_within(group[may], *bounds)
    for name, made in zip(ranks.columns, found, strict=True):
        ranks.loc[may.to_numpy(), name] = made
    return ranks


def _near(
    codes: list[str], chosen: pd.DataFrame, best: pd.DataFrame
) -> dict[tuple[str, str], dict[str, Any]]:
    """Find, for cities without a figure, one for the near indicator, judged among the others."""
    near_of = {code: codebook().indicators[code]["near"] for code in codes}
    pairs = pd.DataFrame([(c, n) for c, n in near_of.items() if n], columns=["indicator", "near"])
    offered = pairs.merge(best, left_on="near", right_on="indicator", suffixes=("", "_itself"))
    told = pd.MultiIndex.from_frame(chosen[["indicator", "city"]])
    offered = offered[~pd.MultiIndex.from_frame(offered[["indicator", "city"]]).isin(told)]
    if offered.empty:
        return {}
    offered = offered.reset_index(drop=True)
    offered["reasons"] = reasons_beside(offered, chosen)
    keys = list(zip(offered["indicator"], offered["city"], strict=True))
    shown = offered.assign(indicator=offered["near"])[list(NEAR)]
    return dict(zip(keys, shown.to_dict("records"), strict=True))
