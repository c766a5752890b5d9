"""One comparison as one chart."""

import pandas as pd
from matplotlib.figure import Figure

from yjstats.charts.bar_plan import Which
from yjstats.charts.bars import draw_bars, panel_title
from yjstats.charts.caption import caption
from yjstats.charts.style import finish, house_style, new_figure
from yjstats.codebook import codebook
from yjstats.text import Lang, say

WIDTH, CELLS = 9.0, 150
ROW_HEIGHT, FRAME_HEIGHT = 0.56, 1.9


def comparison_chart(
    rows: pd.DataFrame, sources: pd.DataFrame, which: Which = "value", lang: Lang = "zh"
) -> Figure:
    """Draw a comparison as bars, as reported or per year.

    Parameters
    ----------
    rows : DataFrame
        From `compare`, one indicator, at least one city.
    sources : DataFrame
        The register of sources.
    which : {"value", "per_year"}
    lang : {"zh", "en"}

    Returns
    -------
    Figure
        As high as its cities are many.
    """
    with house_style():
        figure = new_figure(FRAME_HEIGHT + ROW_HEIGHT * len(rows), WIDTH)
        ax = figure.subplots()
        draw_bars(ax, rows, which, lang)
        named = say("chart.per_year" if which == "per_year" else "chart.as_reported", lang)
        ax.set_title(panel_title(named, rows, lang))
        title = codebook().name("indicator", rows["indicator"].iloc[0], lang)
        yearly = ("per_year",) if which == "per_year" else ()
        marks = ("unlike", "bounds", *yearly, "missing")
        finish(figure, title, caption(rows, sources, lang, marks, CELLS))
    return figure
