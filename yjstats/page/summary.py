"""The summary: what was counted, what may be said, and the key indicators of all cities."""

from dataclasses import dataclass

import pandas as pd

from yjstats.codebook import codebook
from yjstats.narrative import order, unused
from yjstats.page.cells import Cell, Table, figure, yearly
from yjstats.text import Lang, say
from yjstats.workbook.report import Report, names_of


@dataclass(frozen=True)
class Summary:
    """The first section.

    Attributes
    ----------
    counts : list of (str, str)
        Number and what it counts.
    unused : list of str
        How many of the figures no comparison uses, and why.
    findings : list of (str, str)
        Indicator and the order of those cities that may be compared.
    unordered : str
        The key indicators that two or more cities report and no order can be given of.
    table : Table
        Key indicators by cities.
    """

    counts: list[tuple[str, str]]
    unused: list[str]
    findings: list[tuple[str, str]]
    unordered: str
    table: Table


def summary(report: Report) -> Summary:
    """Compute the summary of a report."""
    lang, book = report.lang, codebook()
    keyed = [code for code, row in book.indicators.items() if row["key"] == "yes"]
    counts = report.counts
    found, unordered = [], []
    for code in keyed:
        if counts.get(code, 0) < 2 or book.indicators[code]["comparable"] != "yes":
            continue
        item = _order(code, report)
        if item:
            found.append(item)
        else:
            unordered.append(code)
    return Summary(
        _counts(report),
        unused(report.frame, lang),
        found,
        names_of(unordered, "indicator", lang),
        _table([code for code in keyed if code in counts], report),
    )


def _order(code: str, report: Report) -> tuple[str, str] | None:
    """Return the order per year, or else as reported; None where there is none."""
    lang = report.lang
    name = codebook().name("indicator", code, lang)
    both = [told for told in report.of(code) if pd.notna(told[0]["value"])]
    for at, key in ((1, "chart.yearly"), (0, "")):
        mine = [told[at] for told in both]
        if key and all(pd.isna(row["per_year"]) for row in mine):
            continue
        if any(pd.notna(row["rank_low"]) for row in mine):
            told = order(mine, lang)[0].removeprefix(say("finding.order", lang, places=""))
            return say(key, lang, name=name) if key else name, told
    return None


def _counts(report: Report) -> list[tuple[str, str]]:
    lang, cities = report.lang, report.counts
    numbers = {
        "page.count_figures": len(report.frame),
        "page.count_cities": report.frame["city"].dropna().nunique(),
        "page.count_sources": report.frame["source_id"].nunique(),
        "page.count_indicators": len(cities),
        "page.count_shared": sum(count > 1 for count in cities.values()),
    }
    return [(f"{number:,}", say(key, lang)) for key, number in numbers.items()]


def _table(codes: list[str], report: Report) -> Table:
    lang, book = report.lang, codebook()
    rows = []
    for code in codes:
        total, year = zip(*report.of(code), strict=True)
        flow = any(row["per_year"] == row["per_year"] for row in year)
        rows.append(_row(code, "as_reported", [figure(row, lang) for row in total], lang))
        if flow:
            rows.append(_row(code, "per_year", [yearly(row, lang) for row in year], lang))
    header = [(say("column.indicator", lang), "pick"), (say("column.counted", lang), "pick"),
              *((book.name("city", city, lang), "number") for city in book.cities)]  # fmt: skip
    return Table("table-summary", say("page.summary_table", lang), header, rows)


def _row(code: str, counted: str, cells: list[Cell], lang: Lang) -> list[Cell]:
    name = codebook().name("indicator", code, lang)
    return [Cell(name, head=True), Cell(say(f"chart.{counted}", lang)), *cells]
