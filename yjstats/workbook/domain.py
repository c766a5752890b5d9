"""A sheet for one domain: every indicator and city, as reported and per year."""

from collections.abc import Mapping

import pandas as pd
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from yjstats.codebook import codebook
from yjstats.comparison.compare import compare_many
from yjstats.presenting import (
    scale_of,
    show_near,
    show_period,
    show_rank,
    show_reasons,
    sign_of,
)  # fmt: skip
from yjstats.text import Lang, say
from yjstats.workbook.cells import (
    MISSING,
    finish,
    number_format,
    put,
    put_header,
    put_title,
)  # fmt: skip
from yjstats.workbook.evidence import attach_evidence

HEADER_ROW = 4
COLUMNS = ("indicator", "city", "value", "unit", "low", "high", "qualifier", "period", "per_year",
           "rank", "reasons", "near")  # fmt: skip


def write_domain(
    sheet: Worksheet, domain: str, frame: pd.DataFrame, places: Mapping[str, int], lang: Lang
) -> None:
    """Write the comparisons of a domain, one row an indicator and city.

    Indicators that no city reports are left out; a city that does not report one is 未报道. Values,
    bounds and values per year of an indicator share one display unit.
    """
    book = codebook()
    title = book.name("domain", domain, lang)
    put_title(sheet, title, say("workbook.domain_note", lang))
    put_header(sheet, HEADER_ROW, [say(f"column.{name}", lang) for name in COLUMNS])
    codes = [code for code, row in book.indicators.items() if row["domain"] == domain]
    rows = compare_many(codes, None, frame)
    reported = rows[rows["value"].notna()]["indicator"].unique()
    number = HEADER_ROW
    origins = frame.set_index("obs_id")
    for code in (code for code in codes if code in reported):
        group = rows[rows["indicator"] == code]
        factor, unit = scale_of(book.indicators[code]["unit"], group["value"], lang)
        for row in group.to_dict("records"):
            number += 1
            missing = pd.isna(row["value"])
            put(sheet.cell(number, 1), book.name("indicator", code, lang))
            put(sheet.cell(number, 2), book.name("city", row["city"], lang))
            cell = sheet.cell(number, 3)
            if missing:
                put(cell, book.name("reason", "not_reported", lang)).font = MISSING
                cell.alignment = Alignment(horizontal="right", vertical="center")
            else:
                value = row["value"] / factor
                put(cell, value, number_format("", value, sign_of(row), lang))
                attach_evidence(cell, row, origins.loc[row["obs_id"]], places[row["obs_id"]], lang)
                put(sheet.cell(number, 4), unit)
                for column, name in ((5, "low"), (6, "high")):
                    bound = row[name] / factor
                    put(sheet.cell(number, column), bound, number_format("", bound))
                put(sheet.cell(number, 7), book.name("qualifier", row["qualifier"], lang))
            period = show_period(row["period_start"], row["period_end"], lang)
            put(sheet.cell(number, 8), period)
            put(sheet.cell(number, 9), row["per_year"] / factor, "#,##0.00##")
            put(sheet.cell(number, 10), show_rank(row["rank_low"], row["rank_high"]))
            reasons = "" if missing else show_reasons(row["reasons"], lang)
            put(sheet.cell(number, 11), reasons)
            put(sheet.cell(number, 12), show_near(row["near"], lang) if row["near"] else "")
    finish(sheet, HEADER_ROW, lang, wrap=(11, 12))
