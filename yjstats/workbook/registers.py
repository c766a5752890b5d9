"""The registers: coverage, columns, codebook, sources."""

import pandas as pd

from yjstats.codebook import codebook, indicators
from yjstats.comparison.coverage import present_coverage, states
from yjstats.observations import COLUMNS
from yjstats.registers import SOURCES
from yjstats.text import Lang, say
from yjstats.workbook.page import Entry, Page, named_page
from yjstats.workbook.report import Report
from yjstats.workbook.subset import cities_of, indicators_of

CODEBOOK = ("code", "domain", "indicator", "unit", "kind", "comparable", "near", "definition")


def coverage_page(report: Report) -> Page:
    """Return who reports what: one row an indicator that any city reports, one column a city."""
    lang, book = report.lang, codebook()
    told = report.totals.groupby("indicator")["value"].transform("count") > 0
    table = present_coverage(states(report.totals[told], report.frame), lang)
    shown = [book.name("city", city, lang) for city in cities_of(report.subset)]
    table = table[[*table.columns[:2], *shown]]
    silent = (book.name("state", "not_reported", lang), book.name("reason", "other_period", lang))
    rows = [
        [Entry(cell, look="silent") if cell in silent else cell for cell in row]
        for row in table.itertuples(index=False)
    ]
    return named_page(
        "coverage",
        lang,
        list(table.columns),
        rows,
        title=say("title.coverage", lang),
        frozen=2,
    )


def columns_page(lang: Lang) -> Page:
    """Return the columns of the observations: what each means, and what a blank in it means."""
    rows = [
        [
            column.name,
            say(f"field.{column.name}", lang),
            say(f"blank.{column.name if column.blank else 'never'}", lang),
        ]
        for column in COLUMNS
    ]
    return named_page(
        "columns",
        lang,
        [say(f"column.{name}", lang) for name in ("field", "meaning", "blank")],
        rows,
        wrapped={1: 60, 2: 60},
    )


def codebook_page(report: Report) -> Page:
    """Return the indicators with their definitions."""
    lang, book = report.lang, codebook()
    asked = indicators_of(report.subset)
    rows = [
        [
            item["indicator"],
            item["domain_name"],
            item["name"],
            item["unit_name"],
            book.name("kind", item["kind"], lang),
            say("word.yes" if item["comparable"] else "word.no", lang),
            "" if pd.isna(item["near"]) else book.name("indicator", item["near"], lang),
            item["definition"],
        ]
        for item in indicators(lang).to_dict("records")
        if item["indicator"] in asked
    ]
    return named_page(
        "codebook",
        lang,
        [say(f"column.{name}", lang) for name in CODEBOOK],
        rows,
        wrapped={2: 30, 6: 26, 7: 60},
    )


def sources_page(report: Report) -> Page:
    """Return the register of sources."""
    lang = report.lang
    rows = [
        [_source(name, row[name], lang) for name in SOURCES]
        for row in report.register.to_dict("records")
    ]
    return named_page(
        "sources",
        lang,
        [say(f"source.{name}", lang) for name in SOURCES],
        rows,
        wrapped={SOURCES.index(name): 40 for name in ("title", "sha256", "file_sha256", "rights")},
        across=2,
    )


def _source(name: str, value: object, lang: Lang) -> object:
    """Return a cell of the register, closed lists by name."""
    if isinstance(value, bool):
        return say("word.yes" if value else "word.no", lang)
    kinds = {"kind": "source_kind", "city": "city", "published_precision": "precision"}
    return (
        codebook().name(kinds[name], value, lang)
        if name in kinds and isinstance(value, str)
        else value
    )
