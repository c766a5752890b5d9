"""Where each city stands: an index per indicator, blanks visible."""

import numpy as np
import pandas as pd
from matplotlib.figure import Figure

from yjstats.charts.caption import caption
from yjstats.charts.style import finish, house_style, new_figure, style
from yjstats.codebook import codebook
from yjstats.text import Lang, say

WIDTH, CELLS, ROW = 11.0, 190, 0.34


def profiles(rows: pd.DataFrame, sources: pd.DataFrame, lang: Lang = "zh") -> Figure:
    """Draw the index (the highest that may be compared is 100) of the key indicators by city.

    Flows are per year. A cell without a number says why: not reported, or not comparable.
    """
    import seaborn as sns  # slow to load

    book, size = codebook(), style()["size"]
    codes = [code for code in book.indicators if code in set(rows["indicator"])]
    cities = list(book.cities)
    rows = rows.assign(text=[_cell(row, lang) for row in rows.to_dict("records")])
    grid = rows.pivot(index="indicator", columns="city", values="normalised")
    text = rows.pivot(index="indicator", columns="city", values="text").loc[codes, cities]
    with house_style():
        figure = new_figure(len(codes) * ROW + 2.6, WIDTH)
        ax = figure.subplots()
        sns.heatmap(
            grid.loc[codes, cities].astype("float64").fillna(0.0), ax=ax, vmin=0, vmax=100,
            cmap=sns.light_palette(style()["heatmap"]["colour"], as_cmap=True), cbar=False,
            linewidths=1.2, linecolor="white", annot=text, fmt="",
            annot_kws={"size": size["value"]}, mask=grid.loc[codes, cities].isna().to_numpy(),
            xticklabels=False, yticklabels=False,  # set below: seaborn would measure each in vain
        )  # fmt: skip
        for y, x in np.argwhere(grid.loc[codes, cities].isna().to_numpy()):
            ax.text(x + 0.5, y + 0.5, text.iloc[y, x], ha="center", va="center",
                    fontsize=size["value"] - 1, color=style()["marks"]["missing"])  # fmt: skip
        names = [
            say("chart.yearly", lang, name=book.name("indicator", code, lang))
            if book.indicators[code]["kind"] == "flow" else book.name("indicator", code, lang)
            for code in codes
        ]  # fmt: skip
        ax.set_yticks(np.arange(len(codes)) + 0.5, names, fontsize=size["value"], rotation=0,
                      va="center")  # fmt: skip
        shown = [book.name("city", city, lang) for city in cities]
        ax.set_xticks(np.arange(len(cities)) + 0.5, shown, fontsize=size["label"])
        ax.xaxis.tick_top()
        ax.tick_params(length=0)
        ax.set(xlabel="", ylabel="")
        text_below = caption(rows, sources, lang, ("index",), CELLS)
        finish(figure, say("title.profiles", lang), text_below)
    return figure


def _cell(row: dict[str, object], lang: Lang) -> str:
    if pd.notna(row["normalised"]):
        low, high = float(str(row["normalised_low"])), float(str(row["normalised_high"]))
        if round(low) == round(high):
            return f"{low:.0f}"
        return f"{low:.0f}–{high:.0f}"
    if pd.isna(row["value"]):
        return codebook().name("reason", "not_reported", lang)
    return codebook().name("greater", "forbidden", lang)
