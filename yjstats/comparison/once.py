"""Compare all indicators of a frame once, where many ask for some of them.

A build shows the same comparisons in tables, charts, workbook and page. Each asks for its own
indicators, and a comparison costs much the same for one as for all: within `comparing_once` the
first to ask has all compared, the others are given theirs. An indicator is judged by its own
figures and those of its near one alone, so that the result is the same.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

import numpy as np
import pandas as pd

from yjstats.codebook import codebook

Compare = Callable[[list[str]], pd.DataFrame]

# By frame and `per`; the frame is kept too, so that no other can have its id.
_MADE: ContextVar[dict[tuple[int, str | None], tuple[pd.DataFrame, pd.DataFrame]] | None]
_MADE = ContextVar("comparisons made", default=None)


@contextmanager
def comparing_once(
    frame: pd.DataFrame | None = None, made: Mapping[str | None, pd.DataFrame] | None = None
) -> Iterator[None]:
    """Compare each frame once within the block, in which no frame may be changed in place.

    Parameters
    ----------
    frame, made : optional
        A frame and what `made_of` returned of it, perhaps in another process.
    """
    token = _MADE.set(
        {} if frame is None or made is None
        else {(id(frame), per): (frame, rows) for per, rows in made.items()}
    )  # fmt: skip
    try:
        yield
    finally:
        _MADE.reset(token)


def made_of(frame: pd.DataFrame) -> dict[str | None, pd.DataFrame]:
    """Return the comparisons of a frame made until now in the block, by `per`."""
    return {per: rows for (of, per), (_, rows) in (_MADE.get() or {}).items() if of == id(frame)}


def compared(codes: list[str], per: str | None, frame: pd.DataFrame, make: Compare) -> pd.DataFrame:
    """Return the comparison of some indicators: a part of that of all, or made.

    Parameters
    ----------
    codes : list of str
        Indicators.
    per : {None, "year"}
    frame : DataFrame
        The tidy frame.
    make : callable
        Compares the indicators that it is given.

    Returns
    -------
    DataFrame
        As `compare.compare_many`; the caller's own, apart from the dicts of `near`.
    """
    made, every = _MADE.get(), list(codebook().indicators)
    if made is None:
        return make(codes)
    key = (id(frame), per)
    if key not in made:
        made[key] = (frame, make(every))
    cities = len(codebook().cities)
    starts = np.array([every.index(code) * cities for code in codes], dtype=int)
    places = (starts[:, None] + np.arange(cities)).ravel()
    return made[key][1].take(places).reset_index(drop=True)
