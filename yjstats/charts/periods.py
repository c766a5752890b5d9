"""Which period each figure covers."""

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from yjstats.charts.caption import caption
from yjstats.charts.style import finish, house_style, new_figure, style
from yjstats.codebook import codebook
from yjstats.text import Lang, say

WIDTH, CELLS, ROW = 12.0, 205, 0.2


def timeline_chart(
    rows: pd.DataFrame, cited: pd.DataFrame, sources: pd.DataFrame, lang: Lang = "zh"
) -> Figure:
    """Draw the period of each chosen figure of the key indicators; a single day is a dot."""
    book, size, marks = codebook(), style()["size"], style()["marks"]
    with house_style():
        figure = new_figure(max(len(rows), 4) * ROW + 2.4, WIDTH)
        ax = figure.subplots()
        places: dict[str, list[int]] = {}
        for place, row in enumerate(rows.to_dict("records")):
            places.setdefault(row["indicator"], []).append(place)
            colour = book.colour(row["city"])
            ends = [row["period_start"], row["period_end"]]
            if row["period_start"] == row["period_end"]:
                face = "white" if row["basis"] == "planned" else colour
                ax.plot(
                    ends[1], place, marker="o", color=colour, markersize=5, markerfacecolor=face
                )
            else:
                ax.plot(ends, [place, place], color=colour, linewidth=5, solid_capstyle="butt")
        for number, at in enumerate(places.values()):
            if number % 2:
                ax.axhspan(at[0] - 0.5, at[-1] + 0.5, color=marks["faint"], alpha=0.45, zorder=0)
        middles = [sum(at) / len(at) for at in places.values()]
        names = [book.name("indicator", code, lang) for code in places]
        ax.set_yticks(middles, names, fontsize=size["value"])
        ax.set_ylim(max(len(rows), 1) - 0.5, -0.5)
        ax.xaxis.set_major_locator(mdates.YearLocator())  # type: ignore[no-untyped-call]
        ax.xaxis.set_major_formatter(mdates.DateFormatter("%Y"))  # type: ignore[no-untyped-call]
        ax.grid(axis="x", color=marks["faint"])
        ax.tick_params(axis="x", labelsize=size["value"], labeltop=True)
        ax.spines[["top", "right", "left", "bottom"]].set_visible(False)
        handles = [
            Line2D(
                [], [], color=book.colour(city), linewidth=5, label=book.name("city", city, lang)
            )
            for city in book.cities
        ]
        figure.legend(handles=handles, loc="outside upper right", ncols=len(handles),
                      frameon=False, fontsize=size["value"])  # fmt: skip
        finish(
            figure, say("title.timeline", lang), caption(cited, sources, lang, ("periods",), CELLS)
        )
    return figure
