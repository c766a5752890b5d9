"""Two figures at a time: is A greater than B, for certain, and by how much at least."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.choose import candidates
from yjstats.comparison.compare import Per, check_request, per_year
from yjstats.comparison.given import given
from yjstats.comparison.intervals import divide
from yjstats.comparison.reasons import (
    ALIKE,
    as_codes,
    blocked,
    marks_of,
    own_flags,
    where_made,
)

COLUMNS = (
    "indicator", "city_a", "city_b", "value_a", "value_b", "greater", "times", "times_low",
    "times_high", "reasons", "obs_id_a", "obs_id_b",
)  # fmt: skip

SCALED = {"value": "per_year", "low": "per_year_low", "high": "per_year_high"}


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
    codebook().require("indicator", indicator)
    return certainties([indicator], per, frame)


def certainties(
    indicators: Sequence[str], per: Per = None, frame: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return what `certainty` says of each of these indicators, one below the other."""
    book = codebook()
    check_request(per)
    key, cities = ["indicator", "city"], list(book.cities)
    index = pd.MultiIndex.from_product([indicators, cities], names=key)
    rows = _chosen(frame, list(indicators)).set_index(key).reindex(index).reset_index()
    one, other = np.nonzero(~np.eye(len(cities), dtype=bool))
    first = np.arange(len(indicators))[:, None] * len(cities)
    flows = np.array([book.indicators[code]["kind"] == "flow" for code in indicators], dtype=bool)
    yearly = np.repeat(flows & (per == "year"), len(one))
    return _judge(rows, (first + one).ravel(), (first + other).ravel(), yearly)


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
    index = pd.MultiIndex.from_product([(city_a, city_b), both], names=["city", "indicator"])
    two = rows.set_index(["city", "indicator"]).reindex(index).reset_index()
    flows = np.array([book.indicators[code]["kind"] == "flow" for code in both], dtype=bool)
    a = np.arange(len(both))
    return _judge(two, a, a + len(both), flows & (per == "year"))


def _chosen(frame: pd.DataFrame | None, indicators: list[str] | None = None) -> pd.DataFrame:
    rows = candidates(given(frame), indicators=indicators)
    rows = rows[rows["choice"] == 0].reset_index(drop=True)
    return pd.concat([rows, per_year(rows)], axis=1)


def _judge(rows: pd.DataFrame, a: np.ndarray, b: np.ndarray, yearly: np.ndarray) -> pd.DataFrame:
    """Judge pairs, each by its own two rows alone.

    Parameters
    ----------
    rows : DataFrame
        `indicator` and `city`, and all else of the figure where there is one.
    a, b : array of int
        Places of the two rows of each pair.
    yearly : array of bool
        Whether the pair is compared per year.
    """
    ends = {
        name: [np.where(yearly, rows[scaled].to_numpy()[at], rows[name].to_numpy()[at])
               for at in (a, b)]
        for name, scaled in SCALED.items()
    }  # fmt: skip
    (value_a, value_b), (low_a, low_b), (high_a, high_b) = ends.values()
    lacking = rows["obs_id"].isna().to_numpy()
    silent = lacking[a] | lacking[b]
    reasons = _reasons(rows, a, b)
    forbidden = np.where(yearly, blocked(reasons, "year"), blocked(reasons, None)).astype(bool)
    forbidden |= np.isnan(value_a) | np.isnan(value_b)
    positive = rows["measure"].isin(["level", "share"]).to_numpy() & ~(rows["low"] < 0).to_numpy()
    divided = ~silent & ~forbidden & positive[a] & positive[b] & (value_b > 0)
    least, most = divide(low_a, high_a, low_b, high_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        times = value_a / value_b
    reasons = where_made(reasons, forbidden, lambda told: told or ("no_yearly",))
    reasons = where_made(reasons, silent, lambda _: ("not_reported",))
    names = {name: rows[name].astype("str").array for name in ("indicator", "city", "obs_id")}
    made = {
        "indicator": names["indicator"][a], "city_a": names["city"][a], "city_b": names["city"][b],
        "value_a": value_a, "value_b": value_b,
        "greater": np.select(
            [silent, forbidden], ["not_reported", "forbidden"],
            _greater(value_a > value_b, *(_open(low_a, high_a), _open(low_b, high_b))),
        ),
        "times": np.where(divided, times, np.nan), "times_low": np.where(divided, least, np.nan),
        "times_high": np.where(divided, most, np.nan), "reasons": reasons,
        "obs_id_a": names["obs_id"][a], "obs_id_b": names["obs_id"][b],
    }  # fmt: skip
    return pd.DataFrame(made, columns=list(COLUMNS)).astype({"greater": "str"})


def _reasons(rows: pd.DataFrame, a: np.ndarray, b: np.ndarray) -> "pd.Series[object]":
    """Return what stands against comparing the two of each pair, whatever others report."""
    flags, marks = own_flags(rows), marks_of(rows)
    of_pairs = {name: flags[name].to_numpy()[a] | flags[name].to_numpy()[b] for name in flags}
    for code, name in ALIKE.items():
        of_pairs[code] = marks[name].to_numpy()[a] != marks[name].to_numpy()[b]
    return as_codes(pd.DataFrame(of_pairs))


def _open(low: np.ndarray, high: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return np.where(np.isnan(low), -np.inf, low), np.where(np.isnan(high), np.inf, high)


def _greater(
    more: np.ndarray, a: tuple[np.ndarray, np.ndarray], b: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    certain, excluded = a[0] > b[1], a[1] <= b[0]
    told = ["certain", "excluded", "possible"]
    return np.select([certain, excluded, more], told, "undecided")
