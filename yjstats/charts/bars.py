"""Sorted horizontal bars of one comparison, with every doubt visible."""

from typing import Literal

import pandas as pd
from matplotlib.axes import Axes

from yjstats.charts.caption import wrap
from yjstats.charts.style import style
from yjstats.codebook import codebook
from yjstats.comparison.reasons import blocked
from yjstats.presenting import scale_of, show_figure, show_near, show_per_year, show_period
from yjstats.text import Lang, say

Which = Literal["value", "per_year"]


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
    rows = comparison.copy()
    disputed = rows["reasons"].map(lambda told: "disputed" in told).astype(bool)
    rows["drawn"] = rows[which].where(~disputed)
    rows = rows.sort_values("drawn", ascending=False, na_position="last", kind="stable")
    factor, _ = scale_of(_unit(comparison), rows["drawn"], lang)
    low, high = ("low", "high") if which == "value" else ("per_year_low", "per_year_high")
    for name in ("drawn", low, high):
        rows[name] = rows[name] / factor
    unlike = blocked(rows["reasons"], "year" if which == "per_year" else None)
    cities = rows["city"].tolist()
    colours = [book.colour(city) for city in cities]
    drawn = rows["drawn"].fillna(0.0).tolist()
    bars = ax.barh(range(len(cities)), drawn, 0.62, color=colours)
    ax.set_ylim(len(cities) - 0.5, -0.5)
    longest = rows[["drawn", high]].max().max()  # NaN where nothing is drawn
    longest = float(longest) if longest > 0 else 1.0
    for place, (index, row) in enumerate(rows.iterrows()):
        if pd.isna(row["drawn"]):
            ax.text(
                longest * 0.01, place, _absent(row, which, lang), va="center",
                fontsize=size["value"] - 1, color=marks["missing"], linespacing=1.35,
            )  # fmt: skip
            continue
        if unlike[index]:
            bars[place].set_hatch(marks["unlike"])
        end = draw_whisker(ax, place, row["drawn"], row[low], row[high], longest)
        text = (show_figure if which == "value" else show_per_year)(comparison.loc[index], lang)
        ax.text(end + longest * 0.015, place, text, va="center", fontsize=size["value"])
    ax.set_xlim(0, longest * 1.42)
    ticks = [_tick(row, lang) for _, row in rows.iterrows()]
    ax.set_yticks(range(len(cities)), ticks, fontsize=size["label"], linespacing=1.35)
    ax.set_xticks([])
    ax.set(xlabel="", ylabel="")
    ax.spines[["top", "right", "bottom"]].set_visible(False)


def _tick(row: "pd.Series[object]", lang: Lang) -> str:
    name = codebook().name("city", str(row["city"]), lang)
    period = show_period(row["period_start"], row["period_end"], lang)
    if period and row["basis"] == "point":
        period = say("chart.at", lang, date=period)
    return f"{name}\n{period}" if period else name


def _absent(row: "pd.Series[object]", which: Which, lang: Lang) -> str:
    reasons = tuple(row["reasons"])
    if "disputed" in reasons:
        return say("chart.disputed", lang)
    if "not_reported" not in reasons:
        return say("chart.not_per_year", lang)
    text = codebook().name("reason", "not_reported", lang)
    near = row["near"]
    if isinstance(near, dict) and which == "value":
        text += "\n" + say("chart.near", lang, near=show_near(near, lang))
    return text


def draw_whisker(
    ax: Axes, place: int, value: float, low: float, high: float, longest: float
) -> float:
    """Draw the bounds of a figure; return where they end."""
    colour = style()["marks"]["whisker"]
    if low == high:
        return value
    left, right = (value if pd.isna(end) else end for end in (low, high))
    ax.plot([left, right], [place, place], color=colour, linewidth=1.2)
    for end in {left, right} - {value}:
        ax.plot([end, end], [place - 0.12, place + 0.12], color=colour, linewidth=1.2)
    for open_end, to in ((pd.isna(high), longest * 0.05), (pd.isna(low), -longest * 0.05)):
        if open_end:
            arrow = {"arrowstyle": "->", "color": colour, "linewidth": 1.2}
            ax.annotate("", xy=(value + to, place), xytext=(value, place), arrowprops=arrow)
            right = max(right, value + to)
    return right


def _unit(comparison: pd.DataFrame) -> str:
    return codebook().indicators[comparison["indicator"].iloc[0]]["unit"]


def panel_title(name: str, comparison: pd.DataFrame, lang: Lang, width: int = 80) -> str:
    """Return the title of a panel, what it shows and in which unit, in lines of `width` cells."""
    _, unit = scale_of(_unit(comparison), comparison["value"], lang)
    return "\n".join(wrap(say("chart.panel", lang, name=name, unit=unit), width))
