"""How much an order depends on readings: every admissible one is tried."""

from collections.abc import Iterator
from math import prod

import numpy as np
import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.compare import Per, check_request, per_year
from yjstats.comparison.given import given
from yjstats.comparison.ranks import rank_ranges_within
from yjstats.comparison.reasons import ALIKE, blocking_codes, marks_of, own_flags, unlike_within
from yjstats.comparison.variants import variants

MOST = 512  # scenarios tried at once; beyond it one reading is varied at a time
AT_ONCE = 1_000_000  # figures ranked at once, so that memory does not grow with the scenarios


def sensitivity(
    indicator: str,
    frame: pd.DataFrame | None = None,
    readings: pd.DataFrame | None = None,
    per: Per | tuple[Per, ...] = (None, "year"),
) -> pd.DataFrame:
    """Rank the cities under every admissible reading, and say which ranks never change.

    A scenario takes one reading of each city: any of its figures for the indicator, each as entered
    or as its rows of alternatives.csv would have it, or none, where a reading is that there is
    none; the values as reported or per year. The bounds
    are in the ranks themselves, which are ranges. Where there are more than 512 scenarios, one
    city's reading is varied at a time.

    Parameters
    ----------
    indicator : str
        Code of the codebook.
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.
    readings : DataFrame, optional
        Other readings, with the columns of alternatives.csv; those of the project where neither
        they nor a frame are given, none where only a frame is given.
    per : {None, "year"} or tuple of these
        Of what ranks are made: totals (None), per year, or both.

    Returns
    -------
    DataFrame
        One row a city that reports the indicator: `city` (str); `readings` (int64), how many
        readings it has; `scenarios` (int64), how many were tried; `ranked_in` (int64), in how many
        of them it may be ranked; `rank_low`, `rank_high` (Int64), over all of these;
        `never_changes` (bool), ranked in all of them and always at the same one rank.

    Raises
    ------
    UnknownName
        If there is no such indicator.
    """
    codebook().require("indicator", indicator)
    if frame is None and readings is None:
        from yjstats.loading import readings as load_readings

        readings = load_readings()
    frame = given(frame)
    ways = per if isinstance(per, tuple) else (per,)
    for way in ways:
        check_request(way)
    rows = variants(indicator, frame, readings)
    rows = pd.concat([rows, per_year(rows)], axis=1)
    names = [city for city in codebook().cities if city in set(rows["city"])]
    city = rows["city"].map({name: place for place, name in enumerate(names)}).to_numpy("int64")
    count = np.bincount(city, minlength=len(names))
    low = np.full(len(names), len(names) + 1)
    high, times = np.zeros(len(names), dtype=np.int64), np.zeros(len(names), dtype=np.int64)
    tried = 0
    for scenarios in _scenarios(count):
        tried += len(scenarios)
        taken = (np.cumsum(count) - count + scenarios).ravel()
        number = np.repeat(np.arange(len(scenarios)), len(names))
        told = ~rows["absent"].to_numpy()[taken]
        for way in ways:
            at, best, worst = _ranked(rows, taken[told], number[told], way)
            np.minimum.at(low, city[at], best)
            np.maximum.at(high, city[at], worst)
            times += np.bincount(city[at], minlength=len(names))
    tried *= len(ways)
    made = pd.DataFrame(
        {"city": pd.Series(names, dtype="str"), "readings": count, "scenarios": tried,
         "ranked_in": times, "rank_low": low, "rank_high": high}
    ).astype({"rank_low": "Int64", "rank_high": "Int64"})  # fmt: skip
    made["never_changes"] = (times == tried) & (low == high)
    made.loc[times == 0, ["rank_low", "rank_high"]] = pd.NA
    return made


def _scenarios(count: np.ndarray) -> Iterator[np.ndarray]:
    """Yield which reading each city has: a row a scenario, a column a city, the first being 0."""
    if not len(count):
        return
    if (total := prod(count.tolist())) <= MOST:
        yield np.stack(np.unravel_index(np.arange(total), count), axis=1)
        return
    varied = np.repeat(np.arange(len(count)), count - 1)
    reading = np.arange(len(varied)) - np.repeat(np.cumsum(count - 1) - (count - 1), count - 1) + 1
    yield np.zeros((1, len(count)), dtype=np.int64)
    step = max(AT_ONCE // len(count), 1)
    for start in range(0, len(varied), step):
        part = slice(start, start + step)
        made = np.zeros((len(varied[part]), len(count)), dtype=np.int64)
        made[np.arange(len(made)), varied[part]] = reading[part]
        yield made


def _ranked(
    rows: pd.DataFrame, taken: np.ndarray, number: np.ndarray, per: Per
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rank the readings taken in each scenario; return those that may be, and their ranks."""
    blocking = blocking_codes(per)
    flags, marks = own_flags(rows), marks_of(rows)
    out = flags[[code for code in flags if code in blocking]].any(axis=1).to_numpy()[taken]
    lone = np.bincount(number)[number] < 2 if len(number) else out
    for code, name in ALIKE.items():
        if code in blocking:
            out |= unlike_within(marks[name].to_numpy()[taken], number) & ~lone
    value, low, high = (
        rows[f"per_year{end and '_' + end}" if per else end or "value"].to_numpy()[taken]
        for end in ("", "low", "high")
    )
    may = ~np.isnan(value) & ~out
    may &= np.bincount(number[may], minlength=number.max(initial=-1) + 1)[number] > 1
    return taken[may], *rank_ranges_within(number[may], low[may], high[may])
