"""Sales of the recipients' produce: value and volume."""

import pandas as pd
from matplotlib.figure import Figure

from yjstats.charts.bars import draw_bars, panel_title
from yjstats.charts.caption import caption
from yjstats.charts.style import finish, house_style, new_figure
from yjstats.codebook import codebook
from yjstats.comparison.compare import compare
from yjstats.text import Lang, say

WIDTH, HEIGHT, CELLS = 13.0, 4.7, 225


def sales(frame: pd.DataFrame, sources: pd.DataFrame, lang: Lang = "zh") -> Figure:
    """Draw the value of sales as reported and per year, and their volume as reported."""
    panels = (("sales_value", "value"), ("sales_value", "per_year"), ("sales_volume", "value"))
    with house_style():
        figure = new_figure(HEIGHT, WIDTH)
        shown = []
        for ax, (code, which) in zip(figure.subplots(1, 3), panels, strict=True):
            rows = compare(code, "year" if which == "per_year" else None, frame)
            draw_bars(ax, rows, "per_year" if which == "per_year" else "value", lang)
            name = codebook().name("indicator", code, lang)
            if which == "per_year":
                name = say("chart.yearly", lang, name=name)
            ax.set_title(panel_title(name, rows, lang, 40))
            shown.append(rows)
        marks = ("unlike", "bounds", "per_year", "missing")
        text = caption(pd.concat(shown), sources, lang, marks, CELLS)
        finish(figure, say("title.sales", lang), text)
    return figure
