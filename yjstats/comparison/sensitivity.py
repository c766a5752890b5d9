"""How much an order depends on readings: every admissible one is tried."""

from itertools import product

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.choose import candidates
from yjstats.comparison.compare import Per, check_request, measure
from yjstats.observations import as_tidy, to_frame

MOST = 512  # scenarios tried at once; beyond it one reading is varied at a time
COLUMNS = ("city", "readings", "scenarios", "ranked_in", "rank_low", "rank_high", "never_changes")


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
    if frame is None:
        from yjstats.loading import load
        from yjstats.loading import readings as load_readings

        frame = load()
        readings = load_readings() if readings is None else readings
    frame = as_tidy(frame)
    ways = per if isinstance(per, tuple) else (per,)
    for way in ways:
        check_request(way)
    variants = _variants(indicator, frame, readings)
    cities = [city for city in codebook().cities if city in variants]
    results = []
    for scenario in _scenarios([variants[city] for city in cities]):
        rows = pd.concat(scenario, ignore_index=True).assign(choice=0)
        for way in ways:
            ranks = measure([indicator], rows, way).set_index("city")
            results.append(ranks[["rank_low", "rank_high"]])
    return pd.DataFrame(
        [_summary(city, len(variants[city]), results) for city in cities], columns=list(COLUMNS)
    )


def _variants(
    indicator: str, frame: pd.DataFrame, readings: pd.DataFrame | None
) -> dict[str, list[pd.DataFrame]]:
    """Return the readings of each city: each of its figures, and none where a reading has none."""
    frames = [frame]
    if readings is not None:
        for obs_id, rows in readings.groupby("obs_id"):
            frames += _reread(frame, obs_id, rows)
    seen: dict[str, dict[tuple[str, ...], pd.DataFrame]] = {}
    for read in frames:
        # A disputed figure is admissible here: its readings are what is tried.
        open_ = read.assign(status=read["status"].astype("str").replace("conflict", "accepted"))
        rows = candidates(as_tidy(open_))
        rows = rows[(rows["indicator"] == indicator) & ~rows["part"]]  # a part is no total
        for city in codebook().cities:
            own = rows[rows["city"] == city]
            one = [own.iloc[[n]] for n in range(len(own))] or [own]
            for row in one:
                fact = row.drop(columns=["note", "choice", "behind"]).astype("str")
                key = tuple(fact.iloc[0]) if len(row) else ()
                seen.setdefault(city, {}).setdefault(key, row)
    return {city: [*found.values()] for city, found in seen.items() if {*found} != {()}}


def _reread(frame: pd.DataFrame, obs_id: object, rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the frame with one figure read as its alternatives have it.

    That it is no statistic at all is a reading of its own; what else differs belongs together.
    """
    where = frame["obs_id"] == obs_id
    rejected = (rows["field"] == "status") & (rows["value"] == "rejected")
    made = []
    for changed in (rows[~rejected], rows[rejected]):
        if where.any() and len(changed):
            records = frame.astype(object).to_dict("records")
            at = int(where.to_numpy().argmax())
            records[at] |= dict(zip(changed["field"], changed["value"], strict=True))
            made.append(to_frame(records))
    return made


def _scenarios(variants: list[list[pd.DataFrame]]) -> list[list[pd.DataFrame]]:
    count = 1
    for one in variants:
        count *= len(one)
    if not variants:
        return []
    if count <= MOST:
        return [list(one) for one in product(*variants)]
    base = [one[0] for one in variants]
    varied = [
        [*base[:i], reading, *base[i + 1 :]]
        for i, one in enumerate(variants)
        for reading in one[1:]
    ]
    return [base, *varied]


def _summary(city: str, readings: int, results: list[pd.DataFrame]) -> dict[str, object]:
    ranks = pd.concat([one.loc[[city]] for one in results])
    told = ranks.dropna()
    low, high = (told["rank_low"].min(), told["rank_high"].max()) if len(told) else (pd.NA, pd.NA)
    fixed = len(told) == len(ranks) and bool(low == high)
    return dict(
        zip(COLUMNS, (city, readings, len(ranks), len(told), low, high, fixed), strict=True)
    )
