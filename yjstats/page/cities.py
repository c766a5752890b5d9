"""Who reports what, and a profile of each city."""

from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from yjstats.charts.caption import cite
from yjstats.codebook import codebook
from yjstats.comparison.coverage import states
from yjstats.page.cells import Cell, Table, figure_cells, figure_columns
from yjstats.text import say
from yjstats.workbook.report import Report

SYMBOLS = {"reported": "●", "partial": "◐", "planned": "◇", "disputed": "?", "near": "≈",
           "not_reported": "–"}  # fmt: skip


@dataclass(frozen=True)
class Profile:
    """One city.

    Attributes
    ----------
    code, name, lead : str
    place : int
        Its number in the codebook, which gives its colour.
    table : Table
    notes : list of str
        Its sources.
    """

    code: str
    name: str
    lead: str
    place: int
    table: Table
    notes: list[str]


def profiles(report: Report) -> list[Profile]:
    """Return a profile of each city that reports anything, in the order of the codebook."""
    lang, book = report.lang, codebook()
    found = []
    for place, city in enumerate(book.cities):
        told = [row for row in report.rows if row[0]["city"] == city and pd.notna(row[0]["value"])]
        if not told:
            continue
        counts = [report.counts[total["indicator"]] for total, _ in told]
        rows = [
            [
                Cell(book.name("domain", book.indicators[total["indicator"]]["domain"], lang)),
                Cell(book.name("indicator", total["indicator"], lang), head=True),
                *figure_cells(total, year, lang),
                Cell(str(number), order=str(number), look="number"),
            ]
            for (total, year), number in zip(told, counts, strict=True)
        ]
        header = [(say("column.domain", lang), "pick"), (say("column.indicator", lang), ""),
                  *figure_columns(lang), (say("column.cities", lang), "number")]  # fmt: skip
        name = book.name("city", city, lang)
        figures = int((report.frame["city"] == city).sum())
        lead = say("page.city_lead", lang, figures=figures, indicators=len(rows),
                   alone=counts.count(1))  # fmt: skip
        title = say("page.city_table", lang, city=name)
        table = Table(f"table-{city}", title, header, rows)
        found.append(Profile(city, name, lead, place, table,
                             cite({city}, report.cited, lang, 10**6)))  # fmt: skip
    return found


def legend(report: Report) -> list[tuple[str, str, str]]:
    """Return state, symbol and name of what the coverage shows."""
    lang, book = report.lang, codebook()
    return [(state, symbol, book.name("state", state, lang)) for state, symbol in SYMBOLS.items()]


def coverage_table(report: Report) -> Table:
    """Return who reports what: a row an indicator that any city reports, a column a city."""
    lang, book = report.lang, codebook()
    found = states(report.totals[report.totals["indicator"].isin(report.counts)], report.frame)
    rows = []
    for code, group in groupby(found.to_dict("records"), lambda row: str(row["indicator"])):
        cells = [
            Cell(
                f"{SYMBOLS[row['state']]} {row['figures'] or ''}".rstrip(),
                row["obs_id"] if row["figures"] else "",
                f"{list(SYMBOLS).index(row['state'])}{1000 - row['figures']:04d}",
                f"state {row['state']}",
                book.name("state", row["state"], lang),
            )
            for row in group
        ]
        domain = book.name("domain", book.indicators[code]["domain"], lang)
        name = book.name("indicator", code, lang)
        rows.append([Cell(domain), Cell(name, head=True), *cells])
    header = [(say("column.domain", lang), "pick"), (say("column.indicator", lang), ""),
              *((book.name("city", city, lang), "state") for city in book.cities)]  # fmt: skip
    return Table("table-coverage", say("page.coverage_table", lang), header, rows)
