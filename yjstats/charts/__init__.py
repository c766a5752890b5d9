"""Charts: functions that take frames and return a matplotlib Figure, never showing or saving it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from yjstats.errors import UnknownName
from yjstats.text import Lang

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    Draw = Callable[[pd.DataFrame, pd.DataFrame, Lang], Figure]

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
    from yjstats.loading import load, sources
    from yjstats.observations import as_tidy

    if name not in NAMES:
        raise UnknownName("chart", name, NAMES)
    tidy = load(root=root) if frame is None else as_tidy(frame)
    return _draw(name, root)(tidy, sources(root), lang)


def _draw(name: str, root: str | Path | None) -> "Draw":
    from functools import partial

    from yjstats.charts.domain import domain_chart
    from yjstats.charts.heatmap import coverage_chart
    from yjstats.charts.investment import invest_agreed_paid
    from yjstats.charts.order import certainty_chart, rank_intervals
    from yjstats.charts.periods import timeline_chart
    from yjstats.charts.profiles import profiles
    from yjstats.charts.ratio import ratio_chart
    from yjstats.charts.sales import sales
    from yjstats.charts.themes import themes_chart
    from yjstats.charts.total_and_yearly import total_and_yearly

    charts: dict[str, Draw] = {
        "funds_aid_total": partial(total_and_yearly, "funds_aid_total"),
        "funds_per_project": partial(ratio_chart, "funds_aid_total", "projects_total"),
        "projects_total": partial(total_and_yearly, "projects_total"),
        "invest_agreed_paid": invest_agreed_paid,
        "sales": sales,
        "education": partial(domain_chart, ("education",)),
        "medical": partial(domain_chart, ("medical",)),
        "livelihood_industry": partial(domain_chart, ("livelihood", "industry", "employment")),
        "coverage": coverage_chart,
        "timeline": timeline_chart,
        "rank_intervals": rank_intervals,
        "certainty": certainty_chart,
        "profiles": profiles,
        "themes": lambda _, sources, lang: themes_chart(sources, lang, root=root),
    }
    return charts[name]
