"""Sorted horizontal bars of one comparison, with every doubt visible."""

from math import isnan

import pandas as pd
from matplotlib.axes import Axes

from yjstats.charts.bar_plan import Which, Whisker, plan_bars
from yjstats.charts.caption import wrap
from yjstats.charts.style import style
from yjstats.codebook import codebook
from yjstats.presenting import scale_of
from yjstats.text import Lang, say


def draw_bars(
    ax: Axes, comparison: pd.DataFrame, which: Which = "value", lang: Lang = "zh"
) -> None:
    """Draw a comparison as bars, the highest on top, one colour a city.

    Bars of figures that may not be compared with the others are hatched; whiskers are bounds, an
    arrow an open one; a city without a figure has a grey word instead of a bar, a disputed figure
    too.

    Parameters
    ----------
    ax : Axes
        Where to draw.
    comparison : DataFrame
        From `compare`, one indicator.
    which : {"value", "per_year"}
        The figures as reported, or per year.
    lang : {"zh", "en"}
    """
    book, marks, size = codebook(), style()["marks"], style()["size"]
    plan = plan_bars(comparison.to_dict("records"), which, lang)
    drawn = [0.0 if isnan(bar.value) else bar.value for bar in plan.bars]
    colours = [book.colour(bar.city) for bar in plan.bars]
    patches = ax.barh(range(len(drawn)), drawn, 0.62, color=colours)
    ax.set_ylim(len(drawn) - 0.5, -0.5)
    for place, bar in enumerate(plan.bars):
        if isnan(bar.value):
            ax.text(
                plan.longest * 0.01, place, _lines(bar.text, bar.near), va="center",
                fontsize=size["value"] - 1, color=marks["missing"], linespacing=1.35,
            )  # fmt: skip
            continue
        if bar.unlike:
            patches[place].set_hatch(marks["unlike"])
        draw_whisker(ax, place, bar.value, bar.whisker)
        x = bar.whisker.end + plan.longest * 0.015
        ax.text(x, place, bar.text, va="center", fontsize=size["value"])
    ax.set_xlim(0, plan.longest * 1.42)
    ticks = [_lines(bar.name, bar.period) for bar in plan.bars]
    ax.set_yticks(range(len(drawn)), ticks, fontsize=size["label"], linespacing=1.35)
    ax.set_xticks([])
    ax.set(xlabel="", ylabel="")
    ax.spines[["top", "right", "bottom"]].set_visible(False)


def _lines(first: str, second: str) -> str:
    return f"{first}\n{second}" if second else first


def draw_whisker(ax: Axes, place: int, value: float, whisker: Whisker) -> None:
    """Draw the bounds of a figure."""
    colour = style()["marks"]["whisker"]
    if whisker.line:
        ax.plot(whisker.line, [place, place], color=colour, linewidth=1.2)
    for end in whisker.caps:
        ax.plot([end, end], [place - 0.12, place + 0.12], color=colour, linewidth=1.2)
    for tip in whisker.arrows:
        arrow = {"arrowstyle": "->", "color": colour, "linewidth": 1.2}
        ax.annotate("", xy=(tip, place), xytext=(value, place), arrowprops=arrow)


def panel_title(name: str, comparison: pd.DataFrame, lang: Lang, width: int = 80) -> str:
    """Return the title of a panel, what it shows and in which unit, in lines of `width` cells."""
    own = codebook().indicators[comparison["indicator"].iloc[0]]["unit"]
    _, unit = scale_of(own, comparison["value"], lang)
    return "\n".join(wrap(say("chart.panel", lang, name=name, unit=unit), width))
