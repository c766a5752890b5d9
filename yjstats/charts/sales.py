"""Sales of the recipients' produce: value and volume."""

import pandas as pd
from matplotlib.figure import Figure

from yjstats.charts.bar_plan import Which
from yjstats.charts.bars import draw_bars, panel_title
from yjstats.charts.caption import caption
from yjstats.charts.shows import SOLD
from yjstats.charts.style import finish, house_style, new_figure
from yjstats.codebook import codebook
from yjstats.text import Lang, say

WIDTH, HEIGHT, CELLS = 13.0, 4.7, 225


def sales(
    value: pd.DataFrame, yearly: pd.DataFrame, volume: pd.DataFrame, sources: pd.DataFrame,
    lang: Lang = "zh",
) -> Figure:  # fmt: skip
    """Draw the value of sales as reported and per year, and their volume as reported."""
    shown = (value, yearly, volume)
    with house_style():
        figure = new_figure(HEIGHT, WIDTH)
        for ax, rows, (code, per) in zip(figure.subplots(1, 3), shown, SOLD, strict=True):
            which: Which = "per_year" if per else "value"
            draw_bars(ax, rows, which, lang)
            name = codebook().name("indicator", code, lang)
            if per:
                name = say("chart.yearly", lang, name=name)
            ax.set_title(panel_title(name, rows, lang, 40))
        marks = ("unlike", "bounds", "per_year", "missing")
        text = caption(pd.concat(shown), sources, lang, marks, CELLS)
        finish(figure, say("title.sales", lang), text)
    return figure
