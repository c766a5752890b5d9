"""Who reports what, as a heat map."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from yjstats.charts.caption import caption
from yjstats.charts.style import finish, house_style, new_figure, style
from yjstats.codebook import codebook
from yjstats.text import Lang, say

# From nothing to a full report; chosen to differ in lightness, so that they stay apart in grey.
COLOURS = {
    "not_reported": "#F4F4F4",
    "near": "#D9D9D9",
    "planned": "#F6D8AE",
    "disputed": "#E69F00",
    "partial": "#8FC1DE",
    "reported": "#0072B2",
}
WIDTH, CELLS, ROW = 13.0, 225, 0.235


def coverage_chart(
    told: pd.DataFrame, cited: pd.DataFrame, sources: pd.DataFrame, lang: Lang = "zh"
) -> Figure:
    """Draw cities by indicators: how far each is reported, and by how many figures.

    The domains are spread over two columns of about equal length.
    """
    halves = [half for half in _halves(told) if not half.empty]
    rows = max((half["indicator"].nunique() for half in halves), default=0)
    with house_style():
        figure = new_figure(rows * ROW + 4.0, WIDTH)
        for number, half in enumerate(halves, 1):
            _draw(figure.add_subplot(1, 2, number), half, lang)
        handles = [
            Patch(facecolor=colour, edgecolor=style()["marks"]["missing"],
                  label=codebook().name("state", state, lang))
            for state, colour in reversed(COLOURS.items())
            if state in set(told["state"])
        ]  # fmt: skip
        figure.legend(handles=handles, loc="outside upper right", ncols=len(handles),
                      frameon=False, fontsize=style()["size"]["value"])  # fmt: skip
        text = caption(cited, sources, lang, ("coverage",), CELLS)
        finish(figure, say("title.coverage", lang), text)
    return figure


def _halves(told: pd.DataFrame) -> list[pd.DataFrame]:
    sizes = told.groupby("domain", sort=False)["indicator"].nunique()
    first = sizes.index[: int(np.searchsorted(sizes.cumsum(), sizes.sum() / 2)) + 1]
    left = told["domain"].isin(first)
    return [told[left], told[~left]]


def _draw(ax: Axes, told: pd.DataFrame, lang: Lang) -> None:
    import seaborn as sns  # slow to load

    book, size = codebook(), style()["size"]
    order = told["indicator"].drop_duplicates()
    cities = list(book.cities)
    states = list(COLOURS)
    grid = told.pivot(index="indicator", columns="city", values="state").loc[order, cities]
    counts = told.pivot(index="indicator", columns="city", values="figures").loc[order, cities]
    sns.heatmap(
        grid.map(states.index).astype(float), ax=ax, cmap=ListedColormap(list(COLOURS.values())),
        vmin=-0.5, vmax=len(states) - 0.5, cbar=False, linewidths=1.2, linecolor="white",
        annot=counts.map(lambda n: str(n) if n else ""), fmt="", annot_kws={"size": 7.5},
        xticklabels=False, yticklabels=False,  # set below: seaborn would measure each in vain
    )  # fmt: skip
    domains = told.drop_duplicates("indicator")["domain"].tolist()
    labels = []
    for number, code in enumerate(order):
        start = number == 0 or domains[number] != domains[number - 1]
        name = book.name("indicator", code, lang)
        labels.append(f"【{book.name('domain', domains[number], lang)}】 {name}" if start else name)
        if start and number:
            ax.axhline(number, color=style()["marks"]["caption"], linewidth=0.8)
    ax.set_yticks(np.arange(len(order)) + 0.5, labels, fontsize=8, rotation=0, va="center")
    ax.set_xticks(
        np.arange(len(cities)) + 0.5,
        [book.name("city", city, lang) for city in cities],
        fontsize=size["label"],
    )
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set(xlabel="", ylabel="")
