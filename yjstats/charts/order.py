"""In which order the cities stand, and how sure that is."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import ListedColormap
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from yjstats.charts.caption import caption, wrap
from yjstats.charts.shows import JUDGED
from yjstats.charts.style import finish, house_style, new_figure, style
from yjstats.codebook import codebook
from yjstats.text import Lang, say

WIDTH, CELLS, ROW = 11.0, 190, 0.62
VERDICTS = {
    "certain": "#0072B2", "possible": "#8FC1DE", "undecided": "#F6D8AE", "excluded": "#FFFFFF",
    "forbidden": "#D9D9D9", "not_reported": "#F4F4F4",
}  # fmt: skip


def rank_intervals(ranked: pd.DataFrame, sources: pd.DataFrame, lang: Lang = "zh") -> Figure:
    """Draw the ranks that bounds leave open, per year for flows, of the key indicators."""
    book, size = codebook(), style()["size"]
    keys = [code for code, row in book.indicators.items() if row["key"] == "yes"]
    flows = [code for code in keys if book.indicators[code]["kind"] == "flow"]
    codes = [code for code in keys if code in set(ranked["indicator"])]
    with house_style():
        figure = new_figure(max(len(codes), 2) * ROW + 2.2, WIDTH)
        ax = figure.subplots()
        for place, code in enumerate(codes):
            _ranks(ax, place, ranked[ranked["indicator"] == code])
        names = [
            say("chart.yearly", lang, name=book.name("indicator", code, lang))
            if code in flows else book.name("indicator", code, lang) for code in codes
        ]  # fmt: skip
        ax.set_yticks(range(len(codes)), names, fontsize=size["label"])
        ax.set(xlim=(0.5, len(book.cities) + 0.5), ylim=(len(codes) - 0.4, -0.6))
        ax.set_xticks(range(1, len(book.cities) + 1))
        ax.xaxis.tick_top()
        ax.grid(axis="x", color=style()["marks"]["faint"])
        ax.spines[["top", "right", "left", "bottom"]].set_visible(False)
        handles = [
            Line2D([], [], color=book.colour(city), marker="o", linewidth=3,
                   label=book.name("city", city, lang))
            for city in book.cities
        ]  # fmt: skip
        figure.legend(handles=handles, loc="outside upper right", ncols=len(handles),
                      frameon=False, fontsize=size["value"])  # fmt: skip
        text = caption(ranked, sources, lang, ("ranks",), CELLS)
        finish(figure, say("title.rank_intervals", lang), text)
    return figure


def _ranks(ax: Axes, place: int, rows: pd.DataFrame) -> None:
    """Draw one indicator: a dot at a rank, a line over a range; ranges side by side."""
    step = 0.62 / max(len(rows), 1)
    for number, row in enumerate(rows.to_dict("records")):
        y = place - 0.31 + step * (number + 0.5)
        colour = codebook().colour(row["city"])
        low, high = int(row["rank_low"]), int(row["rank_high"])
        ax.plot([low, high], [y, y], color=colour, linewidth=3, marker="o", markersize=6)


def certainty_chart(rows: pd.DataFrame, sources: pd.DataFrame, lang: Lang = "zh") -> Figure:
    """Draw for six indicators whether the city of the row reports more than that of the column."""
    book, size = codebook(), style()["size"]
    with house_style():
        figure = new_figure(8.4, WIDTH)
        for ax, (code, per) in zip(figure.subplots(2, 3).flat, JUDGED, strict=True):
            _verdicts(ax, rows[rows["indicator"] == code], lang)
            name = book.name("indicator", code, lang)
            name = say("chart.yearly", lang, name=name) if per else name
            ax.set_title("\n".join(wrap(name, 38)))
        handles = [
            Patch(facecolor=colour, edgecolor=style()["marks"]["missing"],
                  label=book.name("greater", verdict, lang))
            for verdict, colour in VERDICTS.items()
        ]  # fmt: skip
        figure.legend(handles=handles, loc="outside upper right", ncols=len(handles),
                      frameon=False, fontsize=size["value"])  # fmt: skip
        shown = rows.rename(columns={"city_a": "city", "value_a": "value"})
        text = caption(shown, sources, lang, ("certainty",), CELLS)
        finish(figure, say("title.certainty", lang), text)
    return figure


def _verdicts(ax: Axes, found: pd.DataFrame, lang: Lang) -> None:
    import seaborn as sns  # slow to load

    book, size = codebook(), style()["size"]
    cities, verdicts = list(book.cities), list(VERDICTS)
    grid = found.pivot(index="city_a", columns="city_b", values="greater").loc[cities, cities]
    times = found.pivot(index="city_a", columns="city_b", values="times_low").loc[cities, cities]
    certain = grid == "certain"
    # Rounded down: "at least so many times" must stay true.
    text = (
        (np.floor(times.astype("float64") * 10) / 10)
        .where(certain)
        .map(lambda value: "" if pd.isna(value) else f"≥{value:.1f}")
    )
    names = [book.name("city", city, lang) for city in cities]
    sns.heatmap(
        grid.map(verdicts.index, na_action="ignore").astype("float64"), ax=ax, cbar=False,
        cmap=ListedColormap(list(VERDICTS.values())), vmin=-0.5, vmax=len(verdicts) - 0.5,
        linewidths=1.2, linecolor=style()["marks"]["faint"], annot=text, fmt="",
        annot_kws={"size": size["value"]}, xticklabels=False, yticklabels=False, square=True,
    )  # fmt: skip
    for place in range(len(cities)):
        ax.text(place + 0.5, place + 0.5, "—", ha="center", va="center", fontsize=size["value"])
    places = np.arange(len(cities)) + 0.5
    ax.set_xticks(places, names)
    ax.set_yticks(places, names, va="center")
    ax.set(xlabel="", ylabel="")
    ax.tick_params(labelsize=size["value"], length=0, rotation=0)
