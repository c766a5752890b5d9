"""The columns of the tidy frame, written down once: their types and what a blank means."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from yjstats.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["text", "category", "number", "integer", "date"]


@dataclass(frozen=True)
class Column:
    """A column of the tidy frame.

    Attributes
    ----------
    name : str
    kind : {"text", "category", "number", "integer", "date"}
        pandas dtypes: str, category, float64, int64, datetime64[ms].
    blank : str
        What a blank means; empty where the column is never blank.
    derived : bool
        Not entered by hand: comes from the codebook, or says how the row came about.
    """

    name: str
    kind: Kind
    blank: str = ""
    derived: bool = False


COLUMNS: tuple[Column, ...] = (
    Column("obs_id", "text"),
    Column("source_id", "category"),
    Column("city", "category", "extracted rows only: not told, or unknown"),
    Column("recipient", "category", "the figure is for all that the programme serves"),
    Column("domain", "category", "no indicator names the figure", derived=True),
    Column("indicator", "category", "a statistic that no indicator names; label then says it"),
    Column("label", "text", "nothing to add to the indicator"),
    Column("value", "number"),
    Column("low", "number", "unbounded below"),
    Column("high", "number", "unbounded above"),
    Column("unit", "category"),
    Column("qualifier", "category"),
    Column("measure", "category"),
    Column("per", "category", "not a rate over time"),
    Column("scope", "text", "unlimited"),
    Column("part_of", "text", "no printed total"),
    Column("basis", "category", "the source does not say"),
    Column("period_start", "date", "the source does not say"),
    Column("period_end", "date", "the source does not say"),
    Column("origin", "category", derived=True),
    Column("status", "category"),
    Column("confidence", "number", "curated", derived=True),
    Column("surface", "text"),
    Column("char_start", "integer"),
    Column("char_end", "integer"),
    Column("note", "text", "nothing to note"),
)
NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)
BY_NAME: dict[str, Column] = {column.name: column for column in COLUMNS}

# The order in which data/raw/curated.csv has them (status stands before surface there too).
CURATED: tuple[str, ...] = (
    "obs_id", "source_id", "city", "recipient", "indicator", "label", "value", "low", "high",
    "unit", "qualifier", "measure", "per", "scope", "part_of", "basis", "period_start",
    "period_end", "status", "surface", "char_start", "char_end", "note",
)  # fmt: skip

DTYPES: dict[Kind, str] = {
    "text": "str",
    "category": "category",
    "number": "float64",
    "integer": "int64",
    "date": "datetime64[ms]",
}


def observation_id(source_id: str, char_start: int, char_end: int, ordinal: int = 0) -> str:
    """Return the stable name of an observation.

    It depends on where the number stands and on nothing that a reviewer may correct, so that
    recoding an indicator does not change it. The leading letter keeps spreadsheets from reading
    digits with an e as a number.

    Parameters
    ----------
    source_id : str
    char_start, char_end : int
        Offsets of the surface.
    ordinal : int
        0 for the first observation at these offsets, 1 for the second, and so on.

    Returns
    -------
    str
        `o` and 12 hexadecimal digits.
    """
    place = f"{source_id}:{char_start}:{char_end}:{ordinal}".encode()
    return "o" + hashlib.blake2b(place, digest_size=6).hexdigest()


def to_frame(records: Iterable[Mapping[str, object]]) -> "pd.DataFrame":
    """Make the tidy frame from records whose cells are text or numbers, blanks empty or None.

    Parameters
    ----------
    records : iterable of mapping
        Keys among the names of `COLUMNS`; a column that is absent is blank.

    Returns
    -------
    DataFrame
        All `COLUMNS`, in order, with their dtypes; blanks are NaN or NaT.
    """
    import pandas as pd

    frame = pd.DataFrame(list(records), columns=list(NAMES), dtype=object)
    frame = frame.mask(frame.isna() | (frame == ""), None)
    return typed(frame)


def as_tidy(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Return a frame of a caller's own as a tidy frame.

    Parameters
    ----------
    frame : DataFrame
        With the columns of the tidy frame, perhaps read back from a file and so of other dtypes;
        further columns are left out.

    Returns
    -------
    DataFrame
        The frame itself where it is tidy already.

    Raises
    ------
    UsageError
        If columns are missing; the message names them.
    """
    missing = [name for name in NAMES if name not in frame]
    if missing:
        raise UsageError("error.columns", columns=", ".join(missing))
    alike = all(str(frame[column.name].dtype) == DTYPES[column.kind] for column in COLUMNS)
    return frame if alike and tuple(frame.columns) == NAMES else typed(frame)


def numbered(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Return a frame with its rows numbered from 0: itself where they are."""
    import pandas as pd

    return frame if frame.index.equals(pd.RangeIndex(len(frame))) else frame.reset_index(drop=True)


def typed(frame: "pd.DataFrame") -> "pd.DataFrame":
    """Return `frame` with the columns of the tidy frame, in order, with their dtypes."""
    import pandas as pd

    made = {}
    for column in COLUMNS:
        values = frame[column.name]
        match column.kind:
            case "number":
                made[column.name] = pd.to_numeric(values).astype("float64")
            case "integer":
                made[column.name] = pd.to_numeric(values).astype("int64")
            case "date":
                made[column.name] = pd.to_datetime(values, format="ISO8601").astype(
                    "datetime64[ms]"
                )
            case "category":
                made[column.name] = values.astype("str").astype("category")
            case _:
                made[column.name] = values.astype("str")
    return pd.DataFrame(made)


def to_csv(frame: "pd.DataFrame") -> str:
    """Return a frame of documented columns as CSV text: ISO dates, shortest exact numbers."""
    import pandas as pd

    out = frame.copy()
    for name in out.columns:
        if isinstance(out[name].dtype, pd.CategoricalDtype):
            out[name] = out[name].astype("str")
        elif pd.api.types.is_float_dtype(out[name]):
            out[name] = out[name].map(number_text).astype("str")
        elif pd.api.types.is_datetime64_any_dtype(out[name]):
            out[name] = out[name].dt.strftime("%Y-%m-%d")
    text: str = out.to_csv(index=False, lineterminator="\n")
    return text


def number_text(value: float) -> str | None:
    """Return a number in plain decimal notation, exactly: 452000000, 13.8, never 4.52e+08.

    Blank (NaN) gives None.
    """
    import pandas as pd

    if pd.isna(value):
        return None
    if value == int(value) and abs(value) < 2**53:
        return str(int(value))
    return format(value, "f") if abs(value) >= 1e16 else _plain(repr(float(value)))


def _plain(text: str) -> str:
    from decimal import Decimal

    return format(Decimal(text), "f")
