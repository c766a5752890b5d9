"""Draw a chart in two steps: what it shows of the data, then the figure, of nothing else.

So a build can tell from what is shown whether a chart would change, and draw in another process.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from yjstats.charts.domain import domain_chart, of_domains
from yjstats.charts.heatmap import coverage_chart, covered
from yjstats.charts.investment import agreed_and_paid, invest_agreed_paid
from yjstats.charts.order import certainty_chart, rank_intervals, ranked_keys, verdicts
from yjstats.charts.periods import periods_told, timeline_chart
from yjstats.charts.profiles import indexed, profiles
from yjstats.charts.ratio import divided, ratio_chart
from yjstats.charts.sales import sales, sold
from yjstats.charts.style import as_bytes
from yjstats.charts.themes import stressed, themes_chart
from yjstats.charts.total_and_yearly import both_ways, total_and_yearly
from yjstats.codebook.own import Own, use
from yjstats.text import Lang

Shown = tuple[pd.DataFrame, ...]
OTHERS = ("livelihood", "industry", "employment")

CHARTS: dict[str, tuple[Callable[[pd.DataFrame], Shown], Callable[..., Figure]]] = {
    "funds_aid_total": (partial(both_ways, "funds_aid_total"), total_and_yearly),
    "funds_per_project": (partial(divided, "funds_aid_total", "projects_total"), ratio_chart),
    "projects_total": (partial(both_ways, "projects_total"), total_and_yearly),
    "invest_agreed_paid": (agreed_and_paid, invest_agreed_paid),
    "sales": (sold, sales),
    "education": (partial(of_domains, ("education",)), partial(domain_chart, ("education",))),
    "medical": (partial(of_domains, ("medical",)), partial(domain_chart, ("medical",))),
    "livelihood_industry": (partial(of_domains, OTHERS), partial(domain_chart, OTHERS)),
    "coverage": (covered, coverage_chart),
    "timeline": (periods_told, timeline_chart),
    "rank_intervals": (ranked_keys, rank_intervals),
    "certainty": (verdicts, certainty_chart),
    "profiles": (indexed, profiles),
}


def shown(name: str, frame: pd.DataFrame, root: str | Path | None = None) -> Shown:
    """Return the frames that a chart shows.

    Parameters
    ----------
    name : str
        One of `charts.NAMES`.
    frame : DataFrame
        The tidy frame.
    root : str or Path, optional
        The project folder, for the digests.
    """
    return stressed(root=root) if name == "themes" else CHARTS[name][0](frame)


def draw(name: str, told: Shown, sources: pd.DataFrame, lang: Lang = "zh") -> Figure:
    """Draw a chart of what `shown` returned, and of the register of sources."""
    chart: Any = themes_chart if name == "themes" else CHARTS[name][1]
    return chart(*told, sources=sources, lang=lang)


def drawn(
    name: str, told: Shown | Callable[[], Shown], sources: pd.DataFrame, lang: Lang, own: Own
) -> dict[str, bytes]:
    """Draw a chart in whichever process, with a project's own codebook; return its files' bytes.

    Parameters
    ----------
    name : str
        One of `charts.NAMES`.
    told : tuple of DataFrame, or callable
        What `shown` returned, or a function that returns it.
    sources : DataFrame
        The register of sources.
    lang : {"zh", "en"}
    own : tuple of (str, bytes)
        The project's own codebook (see `codebook.own.use`).

    Returns
    -------
    dict of str to bytes
        By suffix: `.png`, `.svg`.
    """
    use(own)
    figure = draw(name, told() if callable(told) else told, sources, lang)
    return {suffix: as_bytes(figure, suffix) for suffix in (".png", ".svg")}
