"""The summary: cities by key indicators, as reported and per year."""

from typing import Any

import pandas as pd

from yjstats.codebook import codebook
from yjstats.presenting import scale_of
from yjstats.text import say
from yjstats.workbook.figures import figure, rate
from yjstats.workbook.page import Entry, Page
from yjstats.workbook.report import Report
from yjstats.workbook.subset import cities_of, indicators_of

COLUMNS = ("domain", "indicator", "unit", "counted")
ON_A_PAGE = 60  # rows that can still be read when all are on one page


def summary_page(report: Report) -> Page:
    """Return the key indicators: a row as reported, below it one per year where there is any.

    A number is shaded, and bears the symbols of the reasons, where it may not be compared with the
    others of its row; its comment says where it comes from, its link leads there. A silent source
    is 未报道, never zero. Where none of the indicators asked for is a key one, all are shown.
    """
    lang, book = report.lang, codebook()
    asked = indicators_of(report.subset)
    codes = [code for code in asked if book.indicators[code]["key"] == "yes"] or asked
    totals = dict(tuple(report.totals.groupby("indicator", sort=False)))
    yearly = dict(tuple(report.yearly.groupby("indicator", sort=False)))
    rows: list[list[Any]] = []
    for code in codes:
        factor, unit = scale_of(book.indicators[code]["unit"], totals[code]["value"], lang)
        rows.append(_row(code, totals[code], report, factor, unit, per_year=False))
        if yearly[code]["per_year"].notna().any():
            rows.append(_row(code, yearly[code], report, factor, unit, per_year=True))
    cities = [book.name("city", city, lang) for city in cities_of(report.subset)]
    return Page(
        name=say("sheet.summary", lang),
        title=say("sheet.summary", lang),
        note=say("sheet_note.summary", lang),
        contents=say("sheet_holds.summary", lang),
        table="summary",
        header=[*(say(f"column.{name}", lang) for name in COLUMNS), *cities],
        rows=rows,
        frozen=len(COLUMNS),
        down=1 if len(rows) <= ON_A_PAGE else 0,
    )


def _row(
    code: str, group: pd.DataFrame, report: Report, factor: float, unit: str, per_year: bool
) -> list[Any]:
    lang, book = report.lang, codebook()
    named = unit if lang == "zh" else ""
    cells = [
        _rate(row, report, factor, named) if per_year else figure(row, report, factor, named, True)
        for row in group.to_dict("records")
    ]
    return [
        book.name("domain", book.indicators[code]["domain"], lang),
        book.name("indicator", code, lang),
        unit,
        say("chart.per_year" if per_year else "chart.as_reported", lang),
        *cells,
    ]


def _rate(row: Any, report: Report, factor: float, unit: str) -> Entry:
    """Return a figure per year; words where there is none: silence, or nothing to divide."""
    if pd.isna(row["value"]):
        return figure(row, report, factor)
    if pd.isna(row["per_year"]):
        return Entry(say("workbook.no_per_year", report.lang), look="missing")
    return rate(row, report, factor, unit, marks=True)
