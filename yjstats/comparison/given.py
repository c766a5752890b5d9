"""The frame that a comparison is of: a caller's own, else the project's."""

import pandas as pd

from yjstats.observations import as_tidy


def given(frame: pd.DataFrame | None) -> pd.DataFrame:
    """Return a caller's frame as the tidy frame; `load()` where none is given.

    Raises
    ------
    UsageError
        If the frame lacks columns.
    BadData
        If the project's own data do not pass their checks.
    """
    if frame is None:
        from yjstats.loading import load  # which needs this folder's neighbours: not before

        frame = load()
    return as_tidy(frame)
