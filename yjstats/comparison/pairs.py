"""Two figures at a time: is A greater than B, for certain, and by how much at least."""

from itertools import permutations

import numpy as np
import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.choose import candidates
from yjstats.comparison.compare import Per, measure
from yjstats.comparison.intervals import divide
from yjstats.comparison.reasons import blocked, row_reasons
from yjstats.observations import as_tidy

COLUMNS = (
    "indicator", "city_a", "city_b", "value_a", "value_b", "greater", "times", "times_low",
    "times_high", "reasons", "obs_id_a", "obs_id_b",
)  # fmt: skip


def certainty(indicator: str, per: Per = None, frame: pd.DataFrame | None = None) -> pd.DataFrame:
    """Say for every two cities whether the first reports more, and how sure that is.

    Parameters
    ----------
    indicator : str
        Code of the codebook.
    per : {None, "year"}
        The values as reported, or per year.
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.

    Returns
    -------
    DataFrame
        One row an ordered pair of cities:

        - `indicator`, `city_a`, `city_b`, `obs_id_a`, `obs_id_b` : str
        - `value_a`, `value_b` : float64, as compared (per year where asked)
        - `greater` : str, of the statement "A is greater than B": `certain`, it holds whatever the
          bounds; `possible`, the figure is greater and the bounds overlap; `undecided`, the bounds
          overlap and the figure is not greater; `excluded`, it cannot hold; `forbidden`, a reason
          code forbids the comparison; `not_reported`, either is missing
        - `times`, `times_low`, `times_high` : float64, A divided by B and its bounds; blank where
          forbidden or not reported
        - `reasons` : tuple of str, of this pair and not of all cities: 36 and 36 months agree
          though others report 12

    Raises
    ------
    UnknownName
        If there is no such indicator.
    """
    book = codebook()
    book.require("indicator", indicator)
    rows = _chosen(frame)
    rows = rows[rows["indicator"] == indicator]
    made = [_judge(indicator, a, b, rows, per) for a, b in permutations(book.cities, 2)]
    return pd.concat(made, ignore_index=True)[list(COLUMNS)]


def pairs(
    city_a: str, city_b: str, per: Per = None, frame: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Compare two cities on all that both report.

    Parameters
    ----------
    city_a, city_b : str
        Codes of the codebook.
    per : {None, "year"}
        Flows as reported or per year; stocks and ratios are compared as reported in any case.
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.

    Returns
    -------
    DataFrame
        As `certainty`, one row an indicator that both cities report, in the codebook's order.

    Raises
    ------
    UnknownName
        If there is no such city.
    """
    book = codebook()
    for city in (city_a, city_b):
        book.require("city", city)
    rows = _chosen(frame)
    told = [set(rows.loc[rows["city"] == city, "indicator"]) for city in (city_a, city_b)]
    both = [code for code in book.indicators if code in told[0] & told[1]]
    flows = {code for code in both if book.indicators[code]["kind"] == "flow"}
    made = [
        _judge(c, city_a, city_b, rows[rows["indicator"] == c], per if c in flows else None)
        for c in both
    ]
    empty = pd.DataFrame(columns=list(COLUMNS))
    return pd.concat(made, ignore_index=True)[list(COLUMNS)] if made else empty


def _chosen(frame: pd.DataFrame | None) -> pd.DataFrame:
    if frame is None:
        from yjstats.loading import load

        frame = load()
    return candidates(as_tidy(frame)).query("choice == 0")


def _judge(indicator: str, a: str, b: str, rows: pd.DataFrame, per: Per) -> pd.DataFrame:
    """Judge one pair by its own two rows alone."""
    two = rows[rows["city"].isin([a, b])]
    found = measure([indicator], two, per).set_index("city").loc[[a, b]]
    names = ("per_year", "per_year_low", "per_year_high") if per else ("value", "low", "high")
    point, low, high = (found[name].to_numpy(dtype="float64") for name in names)
    told = row_reasons(two) if len(two) == 2 else pd.Series([("not_reported",)], dtype=object)
    held = set().union(*told)
    reasons = tuple(code for code in codebook().reasons if code in held)
    missing = len(two) < 2
    forbidden = bool(blocked(pd.Series([reasons], dtype=object), per).iloc[0])
    forbidden |= bool(np.isnan(point).any()) and not missing
    forbidden |= codebook().indicators[indicator]["comparable"] == "no"
    least, most = divide(low[:1], high[:1], low[1:], high[1:])
    times = np.divide(point[0], point[1]) if point[1] else np.nan
    open_ = not (missing or forbidden)
    verdict = (
        "not_reported" if missing else "forbidden" if forbidden else _greater(point, low, high)
    )
    return pd.DataFrame(
        [
            {
                "indicator": indicator, "city_a": a, "city_b": b,
                "value_a": point[0], "value_b": point[1], "greater": verdict,
                "times": times if open_ else np.nan,
                "times_low": least[0] if open_ else np.nan,
                "times_high": most[0] if open_ else np.nan,
                "reasons": reasons,
                "obs_id_a": found["obs_id"].iloc[0], "obs_id_b": found["obs_id"].iloc[1],
            }
        ]
    )  # fmt: skip


def _greater(point: np.ndarray, low: np.ndarray, high: np.ndarray) -> str:
    bottom, top = np.nan_to_num(low, nan=-np.inf), np.where(np.isnan(high), np.inf, high)
    if bottom[0] > top[1]:
        return "certain"
    if top[0] <= bottom[1]:
        return "excluded"
    return "possible" if point[0] > point[1] else "undecided"
