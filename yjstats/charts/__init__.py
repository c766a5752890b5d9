"""Charts: functions that take frames and return a matplotlib Figure, never showing or saving it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from yjstats.errors import UnknownName
from yjstats.text import Lang

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure


class Chart(NamedTuple):
    """A chart, by names that `charts.drawing` imports when it is drawn.

    Attributes
    ----------
    shows : str
        The function of `shows.py` that returns the frames that the chart shows of the tidy frame.
    module : str
        The file of this folder that draws these.
    draws : str
        The function there.
    of : tuple
        What `shows` is given before the tidy frame.
    of_texts : bool
        Whether `shows` is given the project folder alone: the chart is of its digests.
    """

    shows: str
    module: str
    draws: str
    of: tuple[Any, ...] = ()
    of_texts: bool = False


_OTHERS = ("livelihood", "industry", "employment")
CHARTS: dict[str, Chart] = {
    "funds_aid_total": Chart(
        "both_ways", "total_and_yearly", "total_and_yearly", ("funds_aid_total",)
    ),
    "funds_per_project": Chart(
        "divided", "ratio", "ratio_chart", ("funds_aid_total", "projects_total")
    ),
    "projects_total": Chart(
        "both_ways", "total_and_yearly", "total_and_yearly", ("projects_total",)
    ),
    "invest_agreed_paid": Chart("agreed_and_paid", "investment", "invest_agreed_paid"),
    "sales": Chart("sold", "sales", "sales"),
    "education": Chart("of_domains", "domain", "domain_chart", (("education",),)),
    "medical": Chart("of_domains", "domain", "domain_chart", (("medical",),)),
    "livelihood_industry": Chart("of_domains", "domain", "domain_chart", (_OTHERS,)),
    "coverage": Chart("covered", "heatmap", "coverage_chart"),
    "timeline": Chart("periods_told", "periods", "timeline_chart"),
    "rank_intervals": Chart("ranked_keys", "order", "rank_intervals"),
    "certainty": Chart("verdicts", "order", "certainty_chart"),
    "profiles": Chart("indexed", "profiles", "profiles"),
    "themes": Chart("stressed", "themes", "themes_chart", of_texts=True),
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
    from yjstats.charts.drawing import draw, shown
    from yjstats.loading import load, sources
    from yjstats.observations import as_tidy

    if name not in NAMES:
        raise UnknownName("chart", name, NAMES)
    tidy = load(root=root) if frame is None else as_tidy(frame)
    return draw(name, shown(name, tidy, root), sources(root), lang)
