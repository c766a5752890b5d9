"""Put values into cells safely: text is never a formula, numbers are numbers."""

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from rich.cells import cell_len

from yjstats.presenting import suffix
from yjstats.text import Lang, say

FONT = "微软雅黑"  # what recipients have; others fall back to a font of their own
WIDEST, LONGEST_TEXT = 46, 32_767
HEAD = PatternFill("solid", fgColor="FF1F4E79")
MISSING = Font(name=FONT, size=10, color="FF7F7F7F", italic=True)
BODY = Font(name=FONT, size=10)
LINK = Font(name=FONT, size=10, color="FF0563C1", underline="single")
RULE = Border(bottom=Side(style="thin", color="FFD9D9D9"))


def put(cell: Cell, value: Any, number_format: str | None = None) -> Cell:
    """Write a value: blanks as empty cells, text as text whatever it begins with.

    Parameters
    ----------
    cell : Cell
    value : str, number, date or blank
        Control characters that XML cannot hold are left out of text.
    number_format : str, optional
        Excel's format of a number or a date.
    """
    cell.font = BODY
    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return cell
    if isinstance(value, str):
        text = ILLEGAL_CHARACTERS_RE.sub("", value)[:LONGEST_TEXT]
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text[:1] in tuple("=+-@\t\r")
        return cell
    if isinstance(value, pd.Timestamp):
        cell.value = value.to_pydatetime()
        cell.number_format = number_format or "yyyy-mm-dd"
        return cell
    number = float(value)
    cell.value = int(number) if number.is_integer() and abs(number) < 2**53 else number
    cell.number_format = number_format or "General"
    return cell


def number_format(unit: str, value: float, qualifier: str = "exact", lang: Lang = "zh") -> str:
    """Return an Excel format that shows a number as it was reported, with its unit.

    Parameters
    ----------
    unit : str
        Display unit; may be empty.
    value : float
        The number itself, which decides how many decimals are shown.
    qualifier : str
        How sure the source is: `"近"#,##0"台"` is a number still.
    lang : {"zh", "en"}

    Returns
    -------
    str
        Such as `#,##0.00"亿元"`.
    """
    decimals = decimals_of(value)
    digits = "#,##0" + ("." + "0" * decimals if decimals else "")
    mark = "at_least" if qualifier == "between" else qualifier
    shown = say(
        f"figure.{mark}", lang, number="\0", upper="", unit=suffix(unit, lang) if unit else ""
    )
    before, after = (re.sub(r'["\\\\]', "", part) for part in shown.split("\0"))
    return (f'"{before}"' if before else "") + digits + (f'"{after}"' if after else "")


def decimals_of(value: float, most: int = 4) -> int:
    """Return how many decimals show a value as it is, up to `most`."""
    return next((n for n in range(most) if abs(value - round(value, n)) < 1e-9), most)


def put_header(sheet: Worksheet, row: int, names: Sequence[str]) -> None:
    """Write the header of a table."""
    for column, name in enumerate(names, 1):
        cell = put(sheet.cell(row, column), name)
        cell.font = Font(name=FONT, size=10, bold=True, color="FFFFFFFF")
        cell.fill = HEAD
        cell.alignment = Alignment(vertical="center", horizontal="center", wrap_text=True)


def put_title(sheet: Worksheet, title: str, subtitle: str = "") -> None:
    """Write a sheet's title into A1 and a line below it."""
    put(sheet["A1"], title).font = Font(name=FONT, size=14, bold=True)
    put(sheet["A2"], subtitle).font = Font(name=FONT, size=9, color="FF595959")
    sheet.row_dimensions[1].height = 24


def finish(sheet: Worksheet, header_row: int, lang: Lang, wrap: Sequence[int] = ()) -> None:
    """Fit columns and rows, freeze the header, and set the page up for A4 landscape.

    Parameters
    ----------
    sheet : Worksheet
    header_row : int
        Row of the table's header; rows above it do not count for widths.
    lang : {"zh", "en"}
        Language of the page number.
    wrap : sequence of int
        Columns whose text wraps.
    """
    for column in range(1, sheet.max_column + 1):
        cells = [sheet.cell(row, column) for row in range(header_row, sheet.max_row + 1)]
        width = max((cell_len(shown(cell)) for cell in cells), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(width + 3, 8), WIDEST)
    for row in range(header_row, sheet.max_row + 1):
        lines = 1
        for column in range(1, sheet.max_column + 1):
            cell = sheet.cell(row, column)
            if column in wrap:
                cell.alignment = Alignment(vertical="center", wrap_text=True)
                width = sheet.column_dimensions[get_column_letter(column)].width - 2
                text = shown(cell)
                lines = max(
                    lines, sum(-(-max(cell_len(t), 1) // int(width)) for t in text.split("\n"))
                )
            elif row > header_row and not cell.alignment.horizontal:
                cell.alignment = Alignment(vertical="center")
            if row > header_row:
                cell.border = RULE
        sheet.row_dimensions[row].height = 16 * lines + (4 if row == header_row else 0)
    page_setup(sheet, header_row, lang)


def page_setup(sheet: Worksheet, header_row: int, lang: Lang) -> None:
    """Set a sheet up to print on A4 landscape, its header repeated on every page."""
    sheet.freeze_panes = sheet.cell(header_row + 1, 1)
    sheet.print_title_rows = f"{header_row}:{header_row}"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.print_area = sheet.dimensions
    sheet.oddFooter.center.text = say("workbook.page", lang)
    sheet.sheet_view.showGridLines = False


def shown(cell: Cell) -> str:
    """Return about what a cell shows, to measure it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, int | float):
        quoted = "".join(re.findall(r'"([^"]*)"', cell.number_format))
        return f"{value:,.{decimals_of(value)}f}{quoted}"
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    return str(value)
