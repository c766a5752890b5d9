"""One indicator twice: as reported, and per year."""

import pandas as pd
from matplotlib.figure import Figure

from yjstats.charts.bars import draw_bars, panel_title
from yjstats.charts.caption import caption
from yjstats.charts.style import finish, house_style, new_figure
from yjstats.codebook import codebook
from yjstats.text import Lang, say

WIDTH, HEIGHT, CELLS = 11.0, 4.7, 190


def total_and_yearly(
    total: pd.DataFrame, per_year: pd.DataFrame, sources: pd.DataFrame, lang: Lang = "zh"
) -> Figure:
    """Draw a flow as reported beside its value per year.

    Parameters
    ----------
    total, per_year : DataFrame
        From `both_ways`.
    sources : DataFrame
        The register of sources.
    lang : {"zh", "en"}

    Returns
    -------
    Figure
        Bars whose spans differ are hatched on the left; what may not be scaled to a year is a grey
        word on the right.
    """
    with house_style():
        figure = new_figure(HEIGHT, WIDTH)
        reported, yearly = figure.subplots(1, 2)
        draw_bars(reported, total, "value", lang)
        reported.set_title(panel_title(say("chart.as_reported", lang), total, lang))
        draw_bars(yearly, per_year, "per_year", lang)
        yearly.set_title(panel_title(say("chart.per_year", lang), total, lang))
        title = codebook().name("indicator", str(total["indicator"].iloc[0]), lang)
        marks = ("unlike", "bounds", "per_year", "missing")
        finish(figure, title, caption(total, sources, lang, marks, CELLS))
    return figure
