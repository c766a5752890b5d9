"""One indicator divided by another, such as aid funds per project."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from yjstats.charts.bar_plan import plan_whisker
from yjstats.charts.bars import draw_whisker
from yjstats.charts.caption import caption
from yjstats.charts.style import finish, house_style, new_figure, style
from yjstats.codebook import codebook
from yjstats.presenting import RATE_DIGITS, scale_of, show_number, show_period, show_reasons, suffix
from yjstats.text import Lang, say

WIDTH, HEIGHT, CELLS = 9.0, 4.7, 150


def ratio_chart(rows: pd.DataFrame, sources: pd.DataFrame, lang: Lang = "zh") -> Figure:
    """Draw a ratio as bars, the highest on top; what is not divided is a grey word with its reason.

    Parameters
    ----------
    rows : DataFrame
        From `divided`.
    sources : DataFrame
        The register of sources.
    lang : {"zh", "en"}
    """
    book = codebook()
    numerator, denominator = (str(rows[name].iloc[0]) for name in ("numerator", "denominator"))
    factor, unit = scale_of(book.indicators[numerator]["unit"], rows["ratio"], lang)
    with house_style():
        figure = new_figure(HEIGHT, WIDTH)
        ax = figure.subplots()
        _draw(ax, rows, factor, unit, lang)
        names = [book.name("indicator", code, lang) for code in (numerator, denominator)]
        title = say("title.ratio", lang, numerator=names[0], denominator=names[1])
        usual = (row[lang] for row in book.denominators.values() if row["indicator"] == denominator)
        name = next(usual, say("chart.ratio", lang))
        ax.set_title(say("chart.panel", lang, name=name, unit=unit))
        shown = rows.rename(columns={"ratio": "value"})
        finish(figure, title, caption(shown, sources, lang, ("ratio", "undivided"), CELLS))
    return figure


def _draw(ax: Axes, rows: pd.DataFrame, factor: float, unit: str, lang: Lang) -> None:
    book, size, marks = codebook(), style()["size"], style()["marks"]
    rows = rows.sort_values("ratio", ascending=False, na_position="last", kind="stable")
    longest = float(rows[["ratio", "ratio_high"]].max().max() / factor)
    longest = longest if longest > 0 else 1.0
    ticks = []
    for place, row in enumerate(rows.to_dict("records")):
        city = book.name("city", row["city"], lang)
        period = show_period(row["period_start"], row["period_end"], lang)
        ticks.append(f"{city}\n{period}" if period else city)
        if pd.isna(row["ratio"]):
            ax.text(longest * 0.01, place, show_reasons(row["reasons"], lang), va="center",
                    fontsize=size["value"] - 1, color=marks["missing"])  # fmt: skip
            continue
        value, low, high = (row[name] / factor for name in ("ratio", "ratio_low", "ratio_high"))
        ax.barh(place, value, height=0.62, color=book.colour(row["city"]))
        whisker = plan_whisker(value, low, high, longest)
        draw_whisker(ax, place, value, whisker)
        text = show_number(value, RATE_DIGITS) + suffix(unit, lang)
        ax.text(whisker.end + longest * 0.015, place, text, va="center", fontsize=size["value"])
    ax.set_yticks(range(len(rows)), ticks, fontsize=size["label"], linespacing=1.35)
    ax.set(xlim=(0, longest * 1.3), ylim=(len(rows) - 0.4, -0.6), xticks=[])
    ax.spines[["top", "right", "bottom"]].set_visible(False)
