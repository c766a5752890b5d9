"""The sheet of all observations: a real table, one row a figure."""

import pandas as pd
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from yjstats.codebook import codebook
from yjstats.observations import NAMES
from yjstats.text import Lang, say
from yjstats.workbook.cells import finish, put, put_header, put_title

HEADER_ROW = 4
WRAPPED = ("scope", "note", "label")


def write_observations(sheet: Worksheet, frame: pd.DataFrame, lang: Lang) -> dict[str, int]:
    """Write all observations, codes and canonical units as in the tidy frame.

    Parameters
    ----------
    sheet : Worksheet
        An empty sheet.
    frame : DataFrame
        The tidy frame.
    lang : {"zh", "en"}

    Returns
    -------
    dict of str to int
        The row of each obs_id, for links.
    """
    put_title(sheet, say("sheet.observations", lang), say("workbook.observations_note", lang))
    extra = [say("column.city_name", lang), say("column.indicator_name", lang)]
    put_header(sheet, HEADER_ROW, [*NAMES, *extra])
    book = codebook()
    rows = {}
    for number, row in enumerate(frame[list(NAMES)].to_dict("records"), HEADER_ROW + 1):
        rows[row["obs_id"]] = number
        for column, name in enumerate(NAMES, 1):
            value = row[name]
            put(sheet.cell(number, column), " ".join(value.split()) if name == "surface" else value)
        city, indicator = row["city"], row["indicator"]
        put(
            sheet.cell(number, len(NAMES) + 1),
            "" if pd.isna(city) else book.name("city", city, lang),
        )
        named = "" if pd.isna(indicator) else book.name("indicator", indicator, lang)
        put(sheet.cell(number, len(NAMES) + 2), named)
    last = HEADER_ROW + max(len(frame), 1)
    corner = sheet.cell(last, len(NAMES) + len(extra)).coordinate
    table = Table(displayName="observations", ref=f"A{HEADER_ROW}:{corner}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
    finish(sheet, HEADER_ROW, lang, wrap=[NAMES.index(name) + 1 for name in WRAPPED])
    sheet.freeze_panes = sheet.cell(HEADER_ROW + 1, 2)
    return rows
