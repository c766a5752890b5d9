"""A section a domain: charts with what may be compared, then the table of all its figures."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from yjstats.charts.bar_plan import Which
from yjstats.charts.caption import cite
from yjstats.codebook import codebook
from yjstats.comparison.pairs import certainties
from yjstats.narrative import told_pairs
from yjstats.page.bars import BarChart, bar_chart, few_cities
from yjstats.page.cells import Cell, Table, figure_cells, figure_columns
from yjstats.page.drawing import Drawing, Studio, chart
from yjstats.page.verdict import verdict
from yjstats.presenting import scale_of
from yjstats.text import say
from yjstats.workbook.report import Both, Report

# Charts of the project that belong to a domain, beside one chart an indicator.
OTHERS = {"funds": ("funds_per_project",), "industry": ("invest_agreed_paid",)}
HEADS: dict[Which, str] = {"value": "chart.as_reported", "per_year": "chart.per_year"}

Pairs = Mapping[str, pd.DataFrame]


@dataclass(frozen=True)
class Indicator:
    """What two or more cities report, drawn and explained.

    Attributes
    ----------
    code, name, definition : str
    panels : list of (str, BarChart)
        Heading and chart: as reported, and per year where that is another figure.
    figures : list of (str, Cell)
        City and figure, each leading to its evidence.
    verdict : list of (str, str)
        May this be compared?
    pairs : list of str
        What may be said of every two cities.
    notes : list of str
        Marks in the chart, and the sources.
    """

    code: str
    name: str
    definition: str
    panels: list[tuple[str, BarChart]]
    figures: list[tuple[str, Cell]]
    verdict: list[tuple[str, str]]
    pairs: list[str]
    notes: list[str]


@dataclass(frozen=True)
class Domain:
    """One domain of the codebook.

    Attributes
    ----------
    code, name, lead : str
    indicators : list of Indicator
    charts : list of (str, Drawing)
        Name and drawing.
    table : Table
    """

    code: str
    name: str
    lead: str
    indicators: list[Indicator]
    charts: list[tuple[str, Drawing]]
    table: Table


def charted(report: Report) -> list[str]:
    """Return the indicators that have a chart: two cities report them, and they are no examples."""
    return [code for code, row in codebook().indicators.items()
            if row["comparable"] == "yes" and report.counts.get(code, 0) > 1]  # fmt: skip


def pairs_of(report: Report) -> dict[str, pd.DataFrame]:
    """Compare every two cities on each charted indicator; nothing where cities are many."""
    if not few_cities():
        return {}
    pairs = certainties(charted(report), "year", report.frame)
    return {str(code): rows for code, rows in pairs.groupby("indicator", sort=False)}


def domains(report: Report, pairs: Pairs, studio: Studio, prefix: str) -> list[Domain]:
    """Return the domains of which any city reports something, in the codebook's order.

    Parameters
    ----------
    report : Report
    pairs : mapping of str to DataFrame
        From `pairs_of`.
    studio : Studio
    prefix : str
        Of the names of all drawings.
    """
    book, counts = codebook(), report.counts
    found = []
    for code in book.terms["domain"]:
        mine = [i for i, row in book.indicators.items() if row["domain"] == code and i in counts]
        if mine:
            found.append(_domain(code, mine, report, pairs, studio, prefix))
    return found


def _domain(
    code: str, mine: list[str], report: Report, pairs: Pairs, studio: Studio, prefix: str
) -> Domain:
    lang, name = report.lang, codebook().name("domain", code, report.lang)
    alike = [i for i in charted(report) if i in mine]
    figures = int((report.frame["domain"] == code).sum())
    shown = [
        (other, chart(other, studio, lang, f"{prefix}{other}-"))
        for other in OTHERS.get(code, ()) if _drawable(other, report)
    ]  # fmt: skip
    lead = say("page.domain_lead", lang, figures=figures, indicators=len(mine), alike=len(alike))
    return Domain(
        code, name, lead,
        [_indicator(i, report, pairs, f"{prefix}{i}-") for i in alike],
        shown, _table(code, name, mine, report),
    )  # fmt: skip


def _drawable(name: str, report: Report) -> bool:
    """Tell whether a chart of the project has anything to show."""
    needs = {
        "funds_per_project": ("funds_aid_total", "projects_total"),
        "invest_agreed_paid": ("invest_agreed", "invest_paid_in"),
    }
    return few_cities() and any(code in report.counts for code in needs[name])


def _indicator(code: str, report: Report, pairs: Pairs, prefix: str) -> Indicator:
    lang, book, rows = report.lang, codebook(), report.of(code)
    name, unit = book.name("indicator", code, lang), book.indicators[code]["unit"]
    _, shown = scale_of(unit, [total["value"] for total, _ in rows], lang)
    panels = []
    for at, (which, head) in enumerate(HEADS.items()):
        if any(pd.notna(row[at][which]) for row in rows):
            title = say("chart.panel", lang, name=say(head, lang), unit=shown)
            one = [row[at] for row in rows]
            panels.append((title, bar_chart(one, which, name, f"{prefix}{which[0]}", lang)))
    figures = [(book.name("city", row["city"], lang), figure_cells(row, other, lang)[0])
               for row, other in rows if pd.notna(row["value"])]  # fmt: skip
    return Indicator(
        code, name, book.indicators[code]["definition_zh" if lang == "zh" else "definition"],
        panels, figures, verdict(rows, lang),
        told_pairs(pairs[code], "year", lang) if code in pairs else [],
        _notes(rows, report),
    )  # fmt: skip


def _notes(rows: list[Both], report: Report) -> list[str]:
    """Return the marks that these charts have, and their sources."""
    lang, told = report.lang, [total for total, _ in rows if pd.notna(total["value"])]
    has = {
        "unlike": any(total["unlike"] or year["unlike"] for total, year in rows),
        "bounds": any(total["low"] != total["high"] for total in told),
        "per_year": any(pd.notna(year["per_year"]) for _, year in rows),
        "missing": len(told) < len(rows),
    }
    cities = {total["city"] for total, _ in rows if pd.notna(total["value"]) or total["near"]}
    sources = "\n".join(cite(cities, report.cited, lang, 10**6))
    return [*(say(f"mark.{mark}", lang) for mark, on in has.items() if on), sources]


def _table(code: str, name: str, mine: list[str], report: Report) -> Table:
    """Return the figure of each city and indicator that a comparison would take."""
    lang, book = report.lang, codebook()
    rows = [
        [
            Cell(book.name("indicator", total["indicator"], lang), head=True),
            Cell(book.name("city", total["city"], lang), look=f"city c{_place(total['city'])}"),
            *figure_cells(total, year, lang),
        ]
        for indicator in mine
        for total, year in report.of(indicator)
        if pd.notna(total["value"]) or total["near"]
    ]
    header = [(say("column.indicator", lang), "pick"), (say("column.city", lang), "pick")]
    caption_ = say("page.domain_table", lang, domain=name)
    return Table(f"table-{code}", caption_, [*header, *figure_columns(lang)], rows)


def _place(city: str) -> int:
    return list(codebook().cities).index(city)
