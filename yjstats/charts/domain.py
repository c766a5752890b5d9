"""A whole domain: small multiples of what two cities report, a table of the rest."""

from math import ceil

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from yjstats.charts.bars import draw_bars, panel_title
from yjstats.charts.caption import caption, wrap
from yjstats.charts.style import FULL_WIDTH, bold, finish, house_style, new_figure, style
from yjstats.codebook import codebook
from yjstats.presenting import show_figure, show_period
from yjstats.text import Lang, say

WIDTH, CELLS, ACROSS, PANEL_CELLS = 13.0, 225, 3, 36
PANEL_HEIGHT, LINE_HEIGHT = 2.5, 0.24
TABLE = ((0.0, "indicator", 56), (0.29, "city", 12), (0.36, "value", 34), (0.54, "period", 34),
         (0.72, "scope", 54))  # fmt: skip


def domain_chart(
    rows: pd.DataFrame, figures: pd.DataFrame, named: pd.DataFrame, sources: pd.DataFrame,
    lang: Lang = "zh",
) -> Figure:  # fmt: skip
    """Draw domains: what two or more cities report as bars, the others as a table.

    Parameters
    ----------
    rows, figures, named : DataFrame
        From `of_domains`.
    sources : DataFrame
        The register of sources.
    lang : {"zh", "en"}

    Returns
    -------
    Figure
        Panels in the order of the codebook, then the table of what one city alone reports, or what
        the codebook calls not comparable.
    """
    domains = list(named["domain"])
    codes = [code for code, row in codebook().indicators.items() if row["domain"] in domains]
    told = rows[rows["value"].notna()]
    counts = told.groupby("indicator")["city"].count()
    alike = {code for code, row in codebook().indicators.items() if row["comparable"] == "yes"}
    shared = [code for code in codes if counts.get(code, 0) > 1 and code in alike]
    single = [code for code in codes if counts.get(code, 0) and code not in shared]
    down = ceil(len(shared) / ACROSS)
    lines = _lines(single, figures, lang)
    table_height = (len(lines) + 2) * LINE_HEIGHT
    with house_style():
        figure = new_figure(down * PANEL_HEIGHT + table_height + 1.8, WIDTH)
        heights = [*[PANEL_HEIGHT] * down, table_height]
        grid = figure.add_gridspec(down + 1, ACROSS, height_ratios=heights)
        for number, code in enumerate(shared):
            group = rows[rows["indicator"] == code]
            ax = figure.add_subplot(grid[number // ACROSS, number % ACROSS])
            draw_bars(ax, group, "value", lang)
            name = codebook().name("indicator", code, lang)
            ax.set_title(panel_title(name, group, lang, PANEL_CELLS))
        _draw_table(figure.add_subplot(grid[down, :], label=FULL_WIDTH), lines, lang)
        named = say("list.comma", lang).join(codebook().name("domain", d, lang) for d in domains)
        title = say("title.domain", lang, domain=named)
        text = caption(rows, sources, lang, ("unlike", "bounds", "missing", "table"), CELLS)
        finish(figure, title, text)
    return figure


def _lines(codes: list[str], frame: pd.DataFrame, lang: Lang) -> list[list[str]]:
    """Return the cells of the table: all figures of these indicators, long text wrapped."""
    book = codebook()
    lines: list[list[str]] = []
    for code in codes:
        for row in frame[frame["indicator"] == code].to_dict("records"):
            marks = [row["label"], row["scope"]]
            if row["measure"] in ("rate", "change"):
                marks.append(book.name("measure", row["measure"], lang))
            if row["basis"] == "planned":
                marks.append(book.name("reason", "planned", lang))
            if row["status"] == "conflict":
                marks.append(book.name("reason", "disputed", lang))
            cells = [
                book.name("indicator", code, lang),
                book.name("city", row["city"], lang),
                show_figure(row, lang),
                show_period(row["period_start"], row["period_end"], lang),
                say("list.semicolon", lang).join(str(mark) for mark in marks if pd.notna(mark)),
            ]
            wrapped = [
                wrap(cell, width) or [""] for cell, (_, _, width) in zip(cells, TABLE, strict=True)
            ]
            depth = max(map(len, wrapped))
            lines += [[cell[i] if i < len(cell) else "" for cell in wrapped] for i in range(depth)]
    return lines


def _draw_table(ax: Axes, lines: list[list[str]], lang: Lang) -> None:
    size, marks = style()["size"], style()["marks"]
    ax.set_axis_off()
    ax.set(xlim=(0, 1), ylim=(len(lines) + 1.5, -0.5))
    for x, name, _ in TABLE:
        bold(ax.text(x, 0, say(f"column.{name}", lang), fontsize=size["value"], va="center"))
    ax.plot([0, 1], [0.6, 0.6], color=marks["caption"], linewidth=0.8)
    for number, cells in enumerate(lines, 1):
        for (x, _, _), cell in zip(TABLE, cells, strict=True):
            ax.text(x, number + 0.2, cell, fontsize=size["value"], va="center")
