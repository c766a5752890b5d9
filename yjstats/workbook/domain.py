"""A sheet for one domain: every indicator and city, as reported and per year, and a chart."""

from typing import Any

import pandas as pd

from yjstats.codebook import codebook
from yjstats.comparison.compare import Per
from yjstats.presenting import scale_of, show_near, show_period, show_rank, show_reasons
from yjstats.text import say
from yjstats.workbook.charted import charted, make_bars
from yjstats.workbook.figures import figure, rate
from yjstats.workbook.formats import number_format, symbols_of
from yjstats.workbook.page import HEADER_ROW, Entry, Page, sheet_name
from yjstats.workbook.report import Report
from yjstats.workbook.subset import indicators_of

COLUMNS = ("indicator", "city", "value", "unit", "low", "high", "qualifier", "period", "per_year",
           "rank", "rank_per_year", "reasons", "near", "label_in_chart", "whisker_below",
           "whisker_above")  # fmt: skip
VALUE, PER_YEAR, LABEL = (COLUMNS.index(n) + 1 for n in ("value", "per_year", "label_in_chart"))
LIMITS = {"indicator": 40, "reasons": 30, "near": 36, "label_in_chart": 36}
WRAPPED = {COLUMNS.index(name): width for name, width in LIMITS.items()}


def domain_page(domain: str, report: Report) -> Page | None:
    """Return the comparisons of a domain, one row an indicator and city.

    Indicators that no city reports are left out; a city that does not report one is 未报道. Values,
    bounds and values per year of an indicator share one display unit.

    Returns
    -------
    Page or None
        None where no city reports anything in the domain.
    """
    book, lang = codebook(), report.lang
    codes = [c for c in indicators_of(report.subset) if book.indicators[c]["domain"] == domain]
    totals = report.totals[report.totals["indicator"].isin(codes)]
    told = set(totals.loc[totals["value"].notna(), "indicator"])
    codes = [code for code in codes if code in told]
    if not codes:
        return None
    rows: list[list[Any]] = []
    drawn, per = charted(report.totals, report.yearly, codes)
    for code in codes:
        group = totals[totals["indicator"] == code]
        yearly = report.yearly.loc[group.index]
        scale = scale_of(book.indicators[code]["unit"], group["value"], lang)
        if code == drawn:
            first = HEADER_ROW + 1 + len(rows)
            column = VALUE if per is None else PER_YEAR
            chart = make_bars(yearly if per else group, per, scale, first, (LABEL, column), lang)
        for row, rated in (report.rows[place] for place in group.index):
            cells = _cells(row, rated, report, *scale)
            rows.append([*cells, *_for_chart(row, rated, per, report, scale[0])])
    title = book.name("domain", domain, lang)
    return Page(
        name=sheet_name(title),
        title=title,
        note=say("sheet_note.domain", lang),
        contents=say("sheet_holds.domain", lang, domain=title),
        table=domain,
        header=[say(f"column.{name}", lang) for name in COLUMNS],
        rows=rows,
        frozen=2,
        wrapped=WRAPPED,
        printed=LABEL - 1,
        chart=chart,
    )


def _cells(row: Any, rated: Any, report: Report, factor: float, unit: str) -> list[Any]:
    lang, book = report.lang, codebook()
    missing = pd.isna(row["value"])
    near = row["near"]
    target = report.target(near["obs_id"]) if near else ""
    return [
        book.name("indicator", row["indicator"], lang),
        book.name("city", row["city"], lang),
        figure(row, report, factor),
        "" if missing else unit,
        *(_bound(row, name, report, factor) for name in ("low", "high")),
        "" if missing else book.name("qualifier", row["qualifier"], lang),
        show_period(row["period_start"], row["period_end"], lang),
        rate(rated, report, factor),
        *(Entry(show_rank(r["rank_low"], r["rank_high"]), look="word") for r in (row, rated)),
        "" if missing else show_reasons(row["reasons"], lang),
        Entry(show_near(near, lang), look="link" if target else "body", link=target)
        if near
        else "",
    ]


def _for_chart(row: Any, rated: Any, per: Per, report: Report, factor: float) -> list[Any]:
    """Return what the chart takes besides the figures: labels, and how far the bounds lie off."""
    lang = report.lang
    shown, name = (rated, "per_year") if per else (row, "value")
    low, high = ("per_year_low", "per_year_high") if per else ("low", "high")
    period = show_period(row["period_start"], row["period_end"], lang)
    label = (
        codebook().name("city", row["city"], lang),
        show_reasons(row["reasons"], lang) if pd.isna(row["value"]) else period,
        symbols_of(shown["reasons"], lang),
    )
    lengths = (shown[name] - shown[low], shown[high] - shown[name])
    return [
        " ".join(part for part in label if part),
        *(Entry(length / factor, "#,##0.####") if length > 0 else None for length in lengths),
    ]


def _bound(row: Any, name: str, report: Report, factor: float) -> Entry:
    """Return a bound; in words where there is none on that side."""
    if pd.isna(row["value"]):
        return Entry()
    if pd.isna(row[name]):
        return Entry(say("workbook.unbounded", report.lang), look="missing")
    value = row[name] / factor
    return Entry(value, number_format("", value), "link", report.target(row["obs_id"]))
