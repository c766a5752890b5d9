"""Which indicator a domain's chart shows, and how."""

from typing import Any

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.compare import Per
from yjstats.presenting import show_figure, show_per_year
from yjstats.text import Lang, say
from yjstats.workbook.page import Bars


def charted(totals: pd.DataFrame, yearly: pd.DataFrame, codes: list[str]) -> tuple[str, Per]:
    """Choose what to draw: what most cities report alike.

    Parameters
    ----------
    totals, yearly : DataFrame
        See `Report`.
    codes : list of str
        Indicators that at least one city reports.

    Returns
    -------
    indicator : str
        The one with the most figures that may be ranked with each other, then with the most of
        any, then a key one, then the first.
    per : {None, "year"}
        Per year where more cities can be ranked so.
    """
    book = codebook().indicators
    told, total, year = (
        rows.groupby("indicator")[name].count()
        for rows, name in ((totals, "value"), (totals, "rank_low"), (yearly, "rank_low"))
    )

    def worth(order: int, code: str) -> tuple[Any, ...]:
        ranked = [int(total[code]), int(year[code])]
        return max(ranked), int(told[code]), book[code]["key"] == "yes", -order, ranked

    best = max(worth(order, code) for order, code in enumerate(codes))
    as_reported, per_year = best[-1]
    return codes[-best[-2]], "year" if per_year > as_reported else None


def make_bars(
    rows: pd.DataFrame,
    per: Per,
    scale: tuple[float, str],
    first: int,
    columns: tuple[int, int],
    lang: Lang,
) -> Bars:
    """Return the chart of one indicator.

    Parameters
    ----------
    rows : DataFrame
        Its rows of `Report.totals`, or of `Report.yearly` where `per` is year.
    per : {None, "year"}
    scale : tuple of float and str
        The display unit: canonical units in one of it, and its name.
    first : int
        Row of the sheet that the first of them stands in.
    columns : tuple of int
        Those of the labels and of the numbers, the first being 1; behind the labels stand how far
        the bounds lie below and above.
    lang : {"zh", "en"}
    """
    book = codebook()
    factor, unit = scale
    name = "per_year" if per else "value"
    approximate = bool((rows["qualifier"].notna() & (rows["qualifier"] != "exact")).any())
    indicator = book.name("indicator", rows["indicator"].iloc[0], lang)
    title = say("workbook.yearly" if per else "workbook.totals", lang, name=indicator, unit=unit)
    figures = [
        f"{book.name('city', row['city'], lang)} "
        + (
            book.name("reason", row["reasons"][0], lang)
            if pd.isna(row[name])
            else show_per_year(row, lang)
            if per
            else show_figure(row, lang)
        )
        for row in rows.to_dict("records")
    ]
    return Bars(
        title=title,
        alt=say("workbook.alt", lang, title=title, figures=say("list.comma", lang).join(figures)),
        rows=(first, first + len(rows) - 1),
        label=columns[0],
        value=columns[1],
        format="#,##0.##" if float(rows[name].max()) < 10 * factor else "#,##0",
        drawn=tuple(rows[name].notna()),
        colours=tuple(book.colour(city) for city in rows["city"]),
        hatched=tuple(bool(on) for on in rows["unlike"]),
        whiskers=(columns[0] + 1, columns[0] + 2) if approximate else None,
    )
