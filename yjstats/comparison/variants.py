"""Every admissible reading of each city for one indicator."""

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.choose import DEEPEST, candidates
from yjstats.observations import as_tidy, to_frame, typed


def variants(
    indicator: str, frame: pd.DataFrame, readings: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return the readings of each city: each of its figures, and none where a reading has none.

    Parameters
    ----------
    indicator : str
        Code of the codebook.
    frame : DataFrame
        The tidy frame.
    readings : DataFrame, optional
        Other readings, with the columns of alternatives.csv.

    Returns
    -------
    DataFrame
        As `choose.candidates`, by city in the order of the codebook, in each the first reading
        first; with `absent` (bool): that the city reports nothing is a reading too. Cities without
        any figure are left out. A disputed figure counts as accepted: its readings are what is
        tried.
    """
    reads = [frame]
    if readings is not None:
        frame, readings = _around(indicator, frame, readings)
        reads = [frame]
        for obs_id, rows in readings.groupby("obs_id"):
            reads += _reread(frame, obs_id, rows)
    parts = []
    cities = pd.Series(list(codebook().cities), dtype="str")
    for read in reads:
        open_ = read.assign(status=read["status"].astype("str").replace("conflict", "accepted"))
        rows = candidates(as_tidy(open_), indicators=[indicator])
        rows = rows[~rows["part"]].assign(absent=False)  # a part is no total
        none = {"absent": True, "char_start": 0, "char_end": 0}
        silent = pd.DataFrame({"city": cities[~cities.isin(rows["city"])], **none})
        parts += [rows.astype(object), silent.astype(object)]
    found = pd.concat(parts, ignore_index=True)
    found = found[~found.drop(columns=["note", "choice", "behind"]).duplicated()]
    found = found[found["city"].isin(found.loc[~found["absent"].astype(bool), "city"])]
    place = found["city"].map({city: number for number, city in enumerate(cities)})
    found = found.loc[place.sort_values(kind="stable").index].reset_index(drop=True)
    more = {name: found[name].eq(True) for name in ("part", "absent")}
    return typed(found).assign(**more)


def _around(
    indicator: str, frame: pd.DataFrame, readings: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows and the readings that have to do with an indicator, totals included."""
    moved = readings.loc[(readings["field"] == "indicator") & (readings["value"] == indicator)]
    totals = readings.loc[readings["field"] == "part_of", "value"]
    ids = frame["obs_id"]
    kept = (frame["indicator"] == indicator) | ids.isin(moved["obs_id"]) | ids.isin(totals)
    for _ in range(DEEPEST):
        kept |= ids.isin(frame.loc[kept, "part_of"].dropna())
    return frame[kept], readings[readings["obs_id"].isin(ids[kept])]


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
