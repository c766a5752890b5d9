"""Charts: functions that take frames and return a matplotlib Figure, never showing or saving it."""

from pathlib import Path
from typing import TYPE_CHECKING

from yjstats.errors import UnknownName
from yjstats.text import Lang

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

NAMES: tuple[str, ...] = (
    "funds_aid_total", "funds_per_project", "projects_total", "invest_agreed_paid", "sales",
    "education", "medical", "livelihood_industry", "coverage", "timeline", "rank_intervals",
    "certainty", "profiles", "themes",
)  # fmt: skip


def plot(
    name: str,
    frame: "pd.DataFrame | None" = None,
    lang: Lang = "zh",
    root: str | Path | None = None,
) -> "Figure":
    """Draw one of the project's charts.

    Parameters
    ----------
    name : str
        One of `NAMES`.
    frame : DataFrame, optional
        The tidy frame; `load()` where it is not given.
    lang : {"zh", "en"}
        Language of all text in the chart.
    root : str or Path, optional
        The project folder, for the sources cited under the chart and the digests.

    Returns
    -------
    matplotlib.figure.Figure

    Raises
    ------
    UnknownName
        If there is no such chart.
    UsageError
        If the frame lacks columns.
    """
    from yjstats.charts.drawing import draw, shown
    from yjstats.loading import load, sources
    from yjstats.observations import as_tidy

    if name not in NAMES:
        raise UnknownName("chart", name, NAMES)
    tidy = load(root=root) if frame is None else as_tidy(frame)
    return draw(name, shown(name, tidy, root), sources(root), lang)
