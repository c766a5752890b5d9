"""Read observations from a Parquet file: for more of them than anyone enters by hand."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from yjstats.codebook import codebook
from yjstats.errors import BadData, Fault, UsageError, YjstatsError
from yjstats.observations import COLUMNS, as_tidy

CLOSED = ("qualifier", "measure", "per", "basis", "status")
MOST = 100  # faults told of one check: a column that is wrong is wrong a million times


def read_parquet(path: str | Path) -> pd.DataFrame:
    """Read a Parquet file with the columns of the tidy frame, checked in whole columns.

    What needs the register of sources or the texts (surfaces, offsets, names by offset) is not
    checked here. Codes are those of the codebook in use (see `codebook.own.take_up`).

    Parameters
    ----------
    path : str or Path
        Such as `data/processed/observations.parquet`, or written by `frame.to_parquet`; further
        columns are left out.

    Returns
    -------
    DataFrame
        The tidy frame: the columns of `observations.COLUMNS` with their dtypes.

    Raises
    ------
    YjstatsError
        If the file cannot be read as Parquet.
    UsageError
        If columns are missing; the message names them.
    BadData
        If cells are wrong; tells of each check at most the first 100, with the number of the row,
        counted from 1.
    """
    try:
        frame = as_tidy(pd.read_parquet(path, engine="pyarrow"))
    except UsageError:
        raise
    except (OSError, ValueError) as error:
        why = str(error).strip().splitlines()[0]
        raise YjstatsError("error.cannot_read", path=path, why=why) from error
    faults = frame_faults(frame, Path(path).name)
    if faults:
        raise BadData(faults)
    return frame


def frame_faults(frame: pd.DataFrame, file: str) -> list[Fault]:
    """Return what is wrong with the cells of a tidy frame.

    Returns
    -------
    list of Fault
        Checks `blank`, `not_listed`, `unit_unlike_indicator`, `low_above_high`, `outside_bounds`,
        `bounds_unlike_qualifier`, `reversed_period`, `duplicate`; `line` is the number of the row.
    """
    faults = []
    for check, column, wrong, expected in _wrong(frame):
        for at in np.flatnonzero(wrong)[:MOST]:
            value = "" if check == "blank" else str(frame[column].iat[at])
            told = {name: values.iat[at] for name, values in expected.items()}
            told = {name: "" if pd.isna(cell) else cell for name, cell in told.items()}
            faults.append(Fault(check, file, int(at) + 1, column, value, told))
    return faults


def _wrong(
    frame: pd.DataFrame,
) -> Iterator[tuple[str, str, np.ndarray, dict[str, "pd.Series[object]"]]]:
    """Yield each check: its name, its column, which rows fail it, what was expected of them."""
    for column in COLUMNS:
        blank = frame[column.name].isna()
        if column.name == "city":
            blank &= frame["origin"] != "extracted"
        if not column.blank or column.name == "city":
            yield "blank", column.name, blank.to_numpy(), {}
    book = codebook()
    lists = {
        "city": book.cities, "recipient": book.recipients, "indicator": book.indicators,
        "unit": book.units, **{name: book.terms[name] for name in CLOSED},
    }  # fmt: skip
    for name, known in lists.items():
        wrong = frame[name].notna() & ~frame[name].isin(list(known))
        some = pd.Series([", ".join(list(known)[:8])] * len(frame) if wrong.any() else [])
        yield "not_listed", name, wrong.to_numpy(), {"list": some}
    unit_of = (
        frame["indicator"]
        .astype("str")
        .map({code: row["unit"] for code, row in book.indicators.items()})
    )
    wrong = unit_of.notna() & (unit_of != frame["unit"].astype("str"))
    expected = {"indicator": frame["indicator"], "unit": unit_of}
    yield "unit_unlike_indicator", "unit", wrong.to_numpy(), expected
    value, low, high = frame["value"], frame["low"], frame["high"]
    ends = {"low": low, "high": high}
    crossed = low > high
    outside = ~crossed & ((value < low) | (value > high))
    yield "low_above_high", "low", crossed.to_numpy(), {"high": high}
    yield "outside_bounds", "value", outside.to_numpy(), ends
    fits = _fits(frame["qualifier"].astype("str"), value, low, high)
    wrong = ~crossed & ~outside & ~fits & frame["qualifier"].notna()
    yield "bounds_unlike_qualifier", "qualifier", wrong.to_numpy(), ends
    reversed_ = frame["period_start"] > frame["period_end"]
    yield "reversed_period", "period_start", reversed_.to_numpy(), {"end": frame["period_end"]}
    again = frame["obs_id"].duplicated()
    first = pd.Series(frame["obs_id"].factorize()[0] + 1) if again.any() else frame["obs_id"]
    yield "duplicate", "obs_id", again.to_numpy(), {"line": first}


def _fits(
    qualifier: "pd.Series[str]", value: "pd.Series[float]", low: "pd.Series[float]",
    high: "pd.Series[float]",
) -> "pd.Series[bool]":  # fmt: skip
    """Tell whether bounds are such as the qualifier implies (as `judging` does, row by row)."""
    over = (low == value) & (high > value)
    fits = {
        "exact": (low == value) & (value == high),
        "over": over,
        "between": over,
        "nearly": (high == value) & (low < value),
        "about": (low < value) & (value < high),
        "at_least": (low == value) & high.isna(),
        "at_most": low.isna() & (high == value),
    }
    made = pd.Series(False, value.index)
    for name, fit in fits.items():
        made |= (qualifier == name) & fit
    return made
