"""The cover, the codebook and the sources."""

import pandas as pd
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from yjstats.codebook import codebook, indicators
from yjstats.text import Lang, say
from yjstats.workbook.cells import FONT, LINK, finish, page_setup, put, put_header, put_title

HEADER_ROW = 4
NOTES = ("values", "bounds", "shaded", "missing", "links", "units", "rights")


def write_cover(
    sheet: Worksheet, frame: pd.DataFrame, date: str, names: list[str], lang: Lang
) -> None:
    """Write the title, the date of the data, how to read, and links to the other sheets."""
    put(sheet["A1"], say("workbook.title", lang)).font = Font(name=FONT, size=20, bold=True)
    cities = frame["city"].dropna().nunique()
    lines = [
        say("workbook.date", lang, date=date),
        say("workbook.counts", lang, figures=len(frame), cities=cities),
        "",
        say("workbook.how_to_read", lang),
        *(say(f"note.{name}", lang) for name in NOTES),
        "",
        say("workbook.contents", lang),
    ]
    row = 2
    for line in lines:
        cell = put(sheet.cell(row, 1), line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        row += 1
    for heading in (5, row - 1):
        sheet.cell(heading, 1).font = Font(name=FONT, size=12, bold=True)
    for name in names:
        cell = put(sheet.cell(row, 1), name)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")
        cell.font = LINK
        row += 1
    sheet.column_dimensions["A"].width = 110
    sheet.row_dimensions[1].height = 36
    page_setup(sheet, 1, lang)
    sheet.freeze_panes = None


def write_codebook(sheet: Worksheet, lang: Lang) -> None:
    """Write the indicators with their definitions, then what the reason codes mean."""
    put_title(sheet, say("sheet.codebook", lang), say("workbook.codebook_note", lang))
    names = ("code", "domain", "indicator", "unit", "kind", "comparable", "near", "definition")
    put_header(sheet, HEADER_ROW, [say(f"column.{name}", lang) for name in names])
    book, row = codebook(), HEADER_ROW
    for item in indicators(lang).to_dict("records"):
        row += 1
        near = "" if pd.isna(item["near"]) else book.name("indicator", item["near"], lang)
        cells = (
            item["indicator"], item["domain_name"], item["name"], item["unit_name"],
            book.name("kind", item["kind"], lang),
            say("word.yes" if item["comparable"] else "word.no", lang), near, item["definition"],
        )  # fmt: skip
        for column, value in enumerate(cells, 1):
            put(sheet.cell(row, column), value)
    finish(sheet, HEADER_ROW, lang, wrap=(3, 7, 8))


def write_reasons(sheet: Worksheet, lang: Lang) -> None:
    """Write the reason codes: what each means, and what it forbids."""
    put_title(sheet, say("sheet.reasons", lang), say("workbook.reasons_note", lang))
    names = ("code", "reason", "meaning", "blocks_total", "blocks_per_year")
    put_header(sheet, HEADER_ROW, [say(f"column.{name}", lang) for name in names])
    for number, (code, row) in enumerate(codebook().reasons.items(), HEADER_ROW + 1):
        cells = [code, row[lang], row[f"meaning_{lang}"]]
        cells += [say(f"word.{row[name]}", lang) for name in ("blocks_total", "blocks_per_year")]
        for column, value in enumerate(cells, 1):
            put(sheet.cell(number, column), value)
    finish(sheet, HEADER_ROW, lang, wrap=(3,))


def write_sources(sheet: Worksheet, sources: pd.DataFrame, lang: Lang) -> None:
    """Write the register of sources."""
    put_title(sheet, say("sheet.sources", lang), say("workbook.sources_note", lang))
    put_header(sheet, HEADER_ROW, [say(f"source.{name}", lang) for name in sources.columns])
    for number, row in enumerate(sources.to_dict("records"), HEADER_ROW + 1):
        for column, value in enumerate(row.values(), 1):
            shown = (
                say("word.yes" if value else "word.no", lang) if isinstance(value, bool) else value
            )
            put(sheet.cell(number, column), shown)
    finish(sheet, HEADER_ROW, lang, wrap=(4, 16))
