"""Two figures at a time: is A greater than B, for certain, and by how much at least."""

from itertools import permutations
from typing import Any

import numpy as np
import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.choose import candidates
from yjstats.comparison.compare import Per, check_request, per_year
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
        A flow as reported, or per year; a stock or a ratio is compared as reported in any case.
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
    check_request(per)
    per = per if book.indicators[indicator]["kind"] == "flow" else None
    rows = _chosen(frame)
    rows = rows[rows["indicator"] == indicator]
    made = [_judge(indicator, a, b, rows, per) for a, b in permutations(book.cities, 2)]
    return _as_frame(made)


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
    check_request(per)
    rows = _chosen(frame)
    told = [set(rows.loc[rows["city"] == city, "indicator"]) for city in (city_a, city_b)]
    both = [code for code in book.indicators if code in told[0] & told[1]]
    flows = {code for code in both if book.indicators[code]["kind"] == "flow"}
    made = [
        _judge(c, city_a, city_b, rows[rows["indicator"] == c], per if c in flows else None)
        for c in both
    ]
    return _as_frame(made)


def _as_frame(made: list[dict[str, Any]]) -> pd.DataFrame:
    numbers = [name for name in COLUMNS if name.startswith(("value", "times"))]
    text = [name for name in COLUMNS if name not in (*numbers, "reasons")]
    frame = pd.DataFrame(made, columns=list(COLUMNS))
    return frame.astype(dict.fromkeys(numbers, "float64") | dict.fromkeys(text, "str"))


def _chosen(frame: pd.DataFrame | None) -> pd.DataFrame:
    if frame is None:
        from yjstats.loading import load

        frame = load()
    rows = candidates(as_tidy(frame)).query("choice == 0").reset_index(drop=True)
    return pd.concat([rows, per_year(rows)], axis=1)


def _judge(indicator: str, a: str, b: str, rows: pd.DataFrame, per: Per) -> dict[str, Any]:
    """Judge one pair by its own two rows alone."""
    told: dict[str, Any] = dict.fromkeys(COLUMNS, np.nan)
    told |= {"indicator": indicator, "city_a": a, "city_b": b, "greater": "not_reported"}
    names = ("per_year", "per_year_low", "per_year_high") if per else ("value", "low", "high")
    for side, city in (("a", a), ("b", b)):
        for row in rows[rows["city"] == city].to_dict("records"):
            told |= {f"value_{side}": row[names[0]], f"obs_id_{side}": row["obs_id"]}
    two = rows[rows["city"].isin([a, b])]
    if len(two) < 2:
        return told | {"reasons": ("not_reported",)}
    held = set().union(*row_reasons(two))
    reasons = tuple(code for code in codebook().reasons if code in held)
    point, low, high = (
        two.set_index("city").loc[[a, b], name].to_numpy(dtype="float64") for name in names
    )
    forbidden = bool(blocked(pd.Series([reasons], dtype=object), per).iloc[0])
    forbidden |= bool(np.isnan(point).any())
    if forbidden:
        return told | {"reasons": reasons or ("no_yearly",), "greater": "forbidden"}
    told |= {"reasons": reasons}
    if two["measure"].isin(["level", "share"]).all() and not (low < 0).any() and point[1] > 0:
        least, most = divide(low[:1], high[:1], low[1:], high[1:])
        told |= {"times": point[0] / point[1], "times_low": least[0], "times_high": most[0]}
    return told | {"greater": _greater(point, low, high)}


def _greater(point: np.ndarray, low: np.ndarray, high: np.ndarray) -> str:
    bottom, top = np.nan_to_num(low, nan=-np.inf), np.where(np.isnan(high), np.inf, high)
    if bottom[0] > top[1]:
        return "certain"
    if top[0] <= bottom[1]:
        return "excluded"
    return "possible" if point[0] > point[1] else "undecided"
