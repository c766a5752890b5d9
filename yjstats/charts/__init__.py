"""Charts: functions that take frames and return a matplotlib Figure, never showing or saving it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yjstats.errors import UnknownName
from yjstats.text import Lang

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    Draw = Callable[[pd.DataFrame, pd.DataFrame, Lang], Figure]

# Each chart: the function that draws it, as module:name in this folder, and what it is given before
# the frame, the sources and the language. One that takes `root` is given the project folder too.
CHARTS: dict[str, tuple[Any, ...]] = {
    "funds_aid_total": ("total_and_yearly:total_and_yearly", "funds_aid_total"),
    "funds_per_project": ("ratio:ratio_chart", "funds_aid_total", "projects_total"),
    "projects_total": ("total_and_yearly:total_and_yearly", "projects_total"),
    "invest_agreed_paid": ("investment:invest_agreed_paid",),
    "sales": ("sales:sales",),
    "education": ("domain:domain_chart", ("education",)),
    "medical": ("domain:domain_chart", ("medical",)),
    "livelihood_industry": ("domain:domain_chart", ("livelihood", "industry", "employment")),
    "coverage": ("heatmap:coverage_chart",),
    "timeline": ("periods:timeline_chart",),
    "rank_intervals": ("order:rank_intervals",),
    "certainty": ("order:certainty_chart",),
    "profiles": ("profiles:profiles",),
    "themes": ("themes:chart",),
}
NAMES: tuple[str, ...] = tuple(CHARTS)


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
    from importlib import import_module
    from inspect import signature

    place, *first = CHARTS[name]
    module, function = place.split(":")
    draw = getattr(import_module(f"{__name__}.{module}"), function)
    named = {"root": root} if "root" in signature(draw).parameters else {}
    return partial(draw, *first, **named)
