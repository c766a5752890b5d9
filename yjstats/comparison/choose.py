"""Choose one figure where a city has several for an indicator, by a written rule."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.periods import ordinal

# The rule, in its order; text/messages.csv has each in words as `rule.<name>`:
# whole before part; level or share before rate or change; accepted before disputed; real before
# planned; unlimited scope and main recipient first; the definition before a narrower label; the
# period nearest to the others' (or to the one asked for); the longer, the later, the first.
RULE = ("part", "measure", "disputed", "planned", "scoped", "narrower", "distance", "order")

Period = tuple[str, str]
DEEPEST = 5  # parts of parts of parts …


def candidates(
    frame: pd.DataFrame,
    period: Period | None = None,
    year: int | None = None,
    basis: str | None = None,
    indicators: Collection[str] | None = None,
) -> pd.DataFrame:
    """Return the observations that may be compared, the best of each city and indicator first.

    The rule, in its order, is `RULE`. The others' period is the median start and the median end of
    all candidates of the indicator. Rejected rows, candidates not yet reviewed, and rows without
    city or indicator are left out.

    Parameters
    ----------
    frame : DataFrame
        The tidy frame.
    period : tuple of str, optional
        First and last day, as ISO dates: takes the place of the others' period, and figures whose
        period shares no day with it are left out.
    year, basis : optional
        Only figures of this calendar year, of this basis (see `within`).
    indicators : collection of str, optional
        Only figures of these: each indicator is chosen for by itself.

    Returns
    -------
    DataFrame
        Its rows, sorted, with three more columns: `part` (bool), of a total of the same indicator;
        `choice` (int64), 0 for the chosen figure of the city and indicator, 1 for the next one,
        and so on; `behind` (str), the first criterion of `RULE` that puts the row
        behind the chosen one, blank for the chosen one itself.
    """
    told = frame["indicator"].notna() & frame["city"].notna()
    told &= frame["status"].isin(["accepted", "conflict"])
    if indicators is not None:
        told &= frame["indicator"].isin(list(indicators))
    rows = frame[told].copy()
    for column in ("indicator", "city"):
        rows[column] = rows[column].astype("str")
    rows["part"] = is_part(rows, frame)
    rows = within(rows, year, basis, period)
    keys = _keys(rows, period)
    order = _order(keys, rows["obs_id"])
    rows, keys = rows.iloc[order].reset_index(drop=True), keys.iloc[order].reset_index(drop=True)
    first = _first(keys)
    rows["choice"] = np.arange(len(rows)) - first
    rows["behind"] = _behind(keys, first)
    return rows


def _order(keys: pd.DataFrame, obs_id: "pd.Series[str]") -> np.ndarray:
    """Return the places of the rows in the order of the rule; equal ones go by their names."""
    columns = [keys[name].to_numpy() for name in keys.columns]
    order = np.lexsort(columns[::-1])
    same = np.ones(len(order), dtype=bool)
    for column in columns:
        same[1:] &= column[order][1:] == column[order][:-1]
    same[:1] = False
    if not same.any():
        return order
    tied = np.flatnonzero(same | np.append(same[1:], False))
    names = np.zeros(len(order), dtype=np.int64)  # only what is tied is sorted as text
    names[order[tied]] = codes_of(obs_id.iloc[order[tied]])
    return np.lexsort([names, *columns[::-1]])


def _first(keys: pd.DataFrame) -> np.ndarray:
    """Return for each row the place of the first one of its city and indicator."""
    new = np.ones(len(keys), dtype=bool)
    indicator, city = keys["indicator"].to_numpy(), keys["city"].to_numpy()
    new[1:] = (indicator[1:] != indicator[:-1]) | (city[1:] != city[:-1])
    return np.flatnonzero(new)[np.cumsum(new) - 1]


def codes_of(values: "pd.Series[str]") -> np.ndarray:
    """Return whole numbers that sort as the texts do."""
    places, known = pd.factorize(values)
    texts = np.asarray(known.astype("str"), dtype=object)
    rank = np.empty(len(texts), dtype=np.int64)
    rank[np.argsort(texts, kind="stable")] = np.arange(len(texts))
    return rank[places] if len(texts) else places


def _keys(rows: pd.DataFrame, period: Period | None) -> pd.DataFrame:
    """Return what the rule sorts by: a column a criterion, smaller being better."""
    start, end = ordinal(rows["period_start"]), ordinal(rows["period_end"])
    if period is None:
        middle_start = start.groupby(rows["indicator"]).transform("median")
        middle_end = end.groupby(rows["indicator"]).transform("median")
    else:
        asked = ordinal(pd.Series(pd.to_datetime(list(period))))
        middle_start, middle_end = asked.iloc[0], asked.iloc[1]
    return pd.DataFrame(
        {
            "indicator": codes_of(rows["indicator"]),
            "city": codes_of(rows["city"]),
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
            "source": codes_of(rows["source_id"]),
        },
        index=rows.index,
    )


def _behind(keys: pd.DataFrame, first: np.ndarray) -> "pd.Series[str]":
    """Name the first criterion in which a row is behind; whatever follows the others is `order`."""
    names = np.full(len(keys), RULE[-1], dtype=object)
    for name in reversed(RULE[:-1]):
        values = keys[name].to_numpy()
        names[values != values[first]] = name
    names[first == np.arange(len(keys))] = None
    return pd.Series(names, keys.index, dtype="str")


def within(
    frame: pd.DataFrame,
    year: int | None = None,
    basis: str | None = None,
    period: Period | None = None,
) -> pd.DataFrame:
    """Return the observations that answer what is asked for.

    Parameters
    ----------
    frame : DataFrame
        The tidy frame.
    year : int, optional
        The period must lie inside this calendar year.
    basis : {"cumulative", "annual", "point", "planned"}, optional
    period : tuple of str, optional
        First and last day; the period must share at least one day with it.
    """
    rows = frame
    start, end = rows["period_start"], rows["period_end"]
    if year is not None:
        rows = rows[(start.dt.year == year) & (end.dt.year == year)]
    if basis is not None:
        rows = rows[rows["basis"] == basis]
    if period is not None:
        first, last = pd.to_datetime(list(period))
        rows = rows[(rows["period_start"] <= last) & (rows["period_end"] >= first)]
    return rows


def is_part(rows: pd.DataFrame, frame: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which figures are parts of a printed total of the same indicator.

    Livelihood projects are part of all projects, but the whole of what their indicator counts.
    """
    totals = frame["part_of"].dropna().unique()
    known = frame[frame["obs_id"].isin(totals)].drop_duplicates("obs_id").set_index("obs_id")
    indicator_of, total_of = known["indicator"].astype("str"), known["part_of"]
    total, found = rows["part_of"], pd.Series(False, rows.index)
    for _ in range(DEEPEST):
        if total.isna().all():
            break
        found |= (total.map(indicator_of) == rows["indicator"]).fillna(False).astype(bool)
        total = total.map(total_of)
    return found


def limited(rows: pd.DataFrame) -> "pd.Series[bool]":
    """Tell which figures are limited: a scope, or a recipient that is not the main one."""
    lesser = [code for code, row in codebook().recipients.items() if row["principal"] == "no"]
    return rows["scope"].notna() | rows["recipient"].isin(lesser)
