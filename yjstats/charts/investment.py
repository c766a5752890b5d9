"""Investment attracted: agreed beside paid in."""

import pandas as pd
from matplotlib.figure import Figure

from yjstats.charts.bars import draw_bars, panel_title
from yjstats.charts.caption import caption
from yjstats.charts.style import finish, house_style, new_figure
from yjstats.codebook import codebook
from yjstats.comparison.compare import compare
from yjstats.text import Lang, say

WIDTH, HEIGHT, CELLS = 11.0, 4.7, 190


def invest_agreed_paid(frame: pd.DataFrame, sources: pd.DataFrame, lang: Lang = "zh") -> Figure:
    """Draw agreed investment beside paid-in investment, each as reported (see `draw_bars`)."""
    with house_style():
        figure = new_figure(HEIGHT, WIDTH)
        shown = []
        panels = figure.subplots(1, 2)
        for ax, indicator in zip(panels, ("invest_agreed", "invest_paid_in"), strict=True):
            shown.append(compare(indicator, frame=frame))
            draw_bars(ax, shown[-1], "value", lang)
            ax.set_title(
                panel_title(codebook().name("indicator", indicator, lang), shown[-1], lang)
            )
        text = caption(pd.concat(shown), sources, lang, ("unlike", "bounds", "missing"), CELLS)
        finish(figure, say("title.invest_agreed_paid", lang), text)
    return figure
