"""The summary: cities by key indicators, as reported."""

from collections.abc import Mapping

import pandas as pd
from openpyxl.styles import Alignment, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from yjstats.codebook import codebook
from yjstats.comparison.compare import compare_many
from yjstats.comparison.reasons import blocked
from yjstats.presenting import scale_of, sign_of
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
UNLIKE = PatternFill("solid", fgColor="FFFCE4D6")
BEFORE = 3  # columns before the cities: domain, indicator, unit


def write_summary(
    sheet: Worksheet, frame: pd.DataFrame, places: Mapping[str, int], lang: Lang
) -> None:
    """Write the key indicators, one row an indicator and one column a city.

    A number is shaded where it may not be compared with the others; its comment says why and where
    it comes from, its link leads to the observation. A silent source is 未报道, never zero.
    """
    book = codebook()
    codes = [code for code, row in book.indicators.items() if row["key"] == "yes"]
    put_title(sheet, say("sheet.summary", lang), say("workbook.summary_note", lang))
    cities = [book.name("city", city, lang) for city in book.cities]
    names = [say(f"column.{name}", lang) for name in ("domain", "indicator", "unit")]
    put_header(sheet, HEADER_ROW, [*names, *cities])
    rows = compare_many(codes, None, frame)
    origins = frame.set_index("obs_id")
    others = rows["reasons"].map(lambda told: tuple({*told} - {"single_source"}))
    unlike = blocked(others, None)
    for number, code in enumerate(codes, HEADER_ROW + 1):
        domain = book.indicators[code]["domain"]
        group = rows[rows["indicator"] == code]
        factor, unit = scale_of(book.indicators[code]["unit"], group["value"], lang)
        put(sheet.cell(number, 1), book.name("domain", domain, lang))
        put(sheet.cell(number, 2), book.name("indicator", code, lang))
        put(sheet.cell(number, 3), unit)
        for column, (index, row) in enumerate(group.iterrows(), BEFORE + 1):
            cell = sheet.cell(number, column)
            if pd.isna(row["value"]):
                put(cell, book.name("reason", "not_reported", lang)).font = MISSING
                cell.alignment = Alignment(horizontal="right", vertical="center")
                continue
            value = row["value"] / factor
            named = unit if lang == "zh" else ""
            put(cell, value, number_format(named, value, sign_of(row), lang))
            attach_evidence(cell, row, origins.loc[row["obs_id"]], places[row["obs_id"]], lang)
            if unlike[index]:
                cell.fill = UNLIKE
    finish(sheet, HEADER_ROW, lang)
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, BEFORE + 1)
