"""The workbook: what most readers will ever see."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yjstats.text import Lang

if TYPE_CHECKING:
    import pandas as pd

    from yjstats.comparison.choose import Period
    from yjstats.workbook.page import Page
    from yjstats.workbook.report import Report


def to_excel(
    frame: "pd.DataFrame",
    path: str | Path,
    lang: Lang = "zh",
    root: str | Path | None = None,
    *,
    indicators: Sequence[str] | None = None,
    cities: Sequence[str] | None = None,
    domain: str | None = None,
    period: "Period | None" = None,
    since: str | Path | None = None,
) -> None:
    """Write the workbook: a publication, in which every number leads to its evidence.

    Sheets: cover, contents, summary (cities by key indicators), one a domain with a chart, what may
    not be compared and why, reason codes, coverage, all observations and their columns, codebook,
    sources, and the changes since an earlier workbook. Rows are written one by one, so that memory
    does not grow with them. The same data give the same bytes.

    Parameters
    ----------
    frame : DataFrame
        Observations with the columns of the tidy frame, a caller's own or from `load`.
    path : str or Path
        The .xlsx to make or replace; written whole or not at all.
    lang : {"zh", "en"}
    root : str or Path, optional
        The project folder, for the register of sources; without one, sources are named only.
    indicators, cities : sequence of str, optional
        Only these, by code. Cities are then compared among themselves.
    domain : str, optional
        Only the indicators of this domain.
    period : tuple of str, optional
        First and last day, as ISO dates: only figures whose period shares a day with it, and of
        several the nearest; a city that reports another period alone is told so.
    since : str or Path, optional
        An earlier workbook, for a sheet of what was added, changed and removed.

    Raises
    ------
    UnknownName
        If there is no such indicator, city or domain.
    UsageError
        If the frame lacks columns, `path` is no .xlsx, or `since` is no workbook of this kind.
    BadData
        If sources.csv does not pass its checks, or cells of `since` cannot be read.
    YjstatsError
        If the file cannot be written, is read-only, or is open elsewhere.
    """
    from yjstats.errors import UsageError
    from yjstats.observations import as_tidy, numbered
    from yjstats.workbook.changes import changes, changes_page, count_changes
    from yjstats.workbook.reading import read_workbook
    from yjstats.workbook.report import gather
    from yjstats.workbook.subset import make_subset, observations_of
    from yjstats.writing import check_target

    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise UsageError("error.not_xlsx", path=path)
    subset = make_subset(indicators, cities, domain, period)
    check_target(path)
    report = gather(numbered(as_tidy(frame)), subset, lang, root)
    pages, changed = make_pages(report), ""
    if since is not None:
        old = observations_of(read_workbook(since), subset)
        told = changes(old, report.frame)
        pages.append(changes_page(told, report, old, Path(since).name))
        changed = count_changes(told, Path(since).name, lang)
    _write(report, pages, path, changed)


def make_pages(report: "Report") -> "list[Page]":
    """Return the sheets of a report, cover and contents apart, in their order.

    Parameters
    ----------
    report : Report
        From `workbook.report.gather`.
    """
    from yjstats.codebook import codebook
    from yjstats.workbook.comparability import notes_page, reasons_page
    from yjstats.workbook.domain import domain_page
    from yjstats.workbook.observations import observations_page
    from yjstats.workbook.registers import (
        codebook_page,
        columns_page,
        coverage_page,
        sources_page,
    )
    from yjstats.workbook.summary import summary_page

    domains = (domain_page(domain, report) for domain in codebook().terms["domain"])
    return [
        summary_page(report),
        *(page for page in domains if page is not None),
        notes_page(report),
        reasons_page(report.lang),
        coverage_page(report),
        observations_page(report),
        columns_page(report.lang),
        codebook_page(report),
        sources_page(report),
    ]


def _write(report: "Report", pages: "list[Page]", path: Path, changed: str) -> None:
    from datetime import datetime

    from openpyxl import Workbook

    from yjstats.text import say
    from yjstats.workbook.cover import contents_page, write_cover
    from yjstats.workbook.looks import Looks, style
    from yjstats.workbook.render import write_page
    from yjstats.workbook.save import discard, save_workbook

    book, lang = Workbook(write_only=True), report.lang
    book.properties.title = say("workbook.title", lang)
    book.properties.subject = say("workbook.subject", lang)
    book.properties.creator = "yjstats"
    book.properties.language = style()["language"][lang]
    alts = [page.chart.alt for page in pages if page.chart is not None]
    date = datetime.fromisoformat(((report.date or "2000") + "-01-01")[:10])
    try:
        looks = Looks(book)
        write_cover(book, looks, report, changed)
        for page in [contents_page(pages, lang), *pages]:
            write_page(book, looks, page, lang)
        save_workbook(book, path, date, alts)
    except BaseException:
        discard(book)
        raise
