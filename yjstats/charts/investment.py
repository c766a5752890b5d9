"""Investment attracted: agreed and paid in, as a dumbbell a city."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from yjstats.charts.caption import caption
from yjstats.charts.shows import AGREED_AND_PAID
from yjstats.charts.style import finish, house_style, new_figure, style
from yjstats.codebook import codebook
from yjstats.presenting import scale_of, show_figure, show_period, show_reasons
from yjstats.text import Lang, say

WIDTH, HEIGHT, CELLS = 11.0, 5.0, 190


def invest_agreed_paid(
    agreed: pd.DataFrame, paid: pd.DataFrame, sources: pd.DataFrame, lang: Lang = "zh"
) -> Figure:
    """Draw agreed investment (filled) and paid-in investment (hollow), as reported.

    The two are different things and are only set side by side within a city; what stands against
    comparing cities is written below each name.
    """
    order = agreed["value"].fillna(paid["value"]).sort_values(ascending=False, na_position="last")
    both = pd.concat([agreed["value"], paid["value"]])
    factor, unit = scale_of("CNY", both, lang)
    with house_style():
        figure = new_figure(HEIGHT, WIDTH)
        ax = figure.subplots()
        for place, index in enumerate(order.index):
            _dumbbell(ax, place, agreed.loc[index], paid.loc[index], factor, lang)
        longest = float(both.max() / factor) if both.notna().any() else 1.0
        ticks = [_tick(agreed.loc[i], paid.loc[i], lang) for i in order.index]
        ax.set_yticks(range(len(order)), ticks, fontsize=style()["size"]["label"], linespacing=1.35)
        limits = {"xlim": (-longest * 0.02, longest * 1.2), "ylim": (len(order) - 0.4, -0.6)}
        ax.set(**limits, xticks=[])
        ax.set_title(say("chart.panel", lang, name=say("chart.as_reported", lang), unit=unit))
        ax.spines[["top", "right", "bottom"]].set_visible(False)
        text = caption(pd.concat([agreed, paid]), sources, lang, ("dumbbell", "missing"), CELLS)
        finish(figure, say("title.invest_agreed_paid", lang), text)
    return figure


def _dumbbell(
    ax: Axes, place: int, agreed: "pd.Series[object]", paid: "pd.Series[object]", factor: float,
    lang: Lang,
) -> None:  # fmt: skip
    size, marks = style()["size"], style()["marks"]
    colour = codebook().colour(str(agreed["city"]))
    told = [row for row in (paid, agreed) if pd.notna(row["value"])]
    if not told:
        text = codebook().name("reason", "not_reported", lang)
        ax.text(0, place, text, va="center", fontsize=size["value"], color=marks["missing"])
        return
    ends = [float(str(row["value"])) / factor for row in told]
    ax.plot(ends, [place] * len(ends), color=colour, linewidth=2.2, zorder=1)
    for row, end in zip(told, ends, strict=True):
        face = colour if row["indicator"] == AGREED_AND_PAID[0] else "white"
        ax.scatter(end, place, s=90, facecolor=face, edgecolor=colour, linewidth=2, zorder=2)
        label = show_figure(row, lang)
        ax.annotate(label, (end, place), xytext=(0, 10), textcoords="offset points", ha="center",
                    fontsize=size["value"])  # fmt: skip


def _tick(agreed: "pd.Series[object]", paid: "pd.Series[object]", lang: Lang) -> str:
    row = agreed if pd.notna(agreed["value"]) else paid
    name = codebook().name("city", str(row["city"]), lang)
    period = show_period(row["period_start"], row["period_end"], lang)
    if not period:
        return name
    reasons = tuple(code for code in row["reasons"] if code != "approximate")
    return "\n".join(filter(None, (name, period, show_reasons(reasons, lang))))
