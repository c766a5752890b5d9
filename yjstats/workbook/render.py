"""Write a page into a workbook, row by row: memory does not grow with the rows."""

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.table import Table, TableStyleInfo
from rich.cells import cell_len

from yjstats.text import Lang, say
from yjstats.workbook.cells import lines_taken, make_cell, text_shown
from yjstats.workbook.chart import bar_chart
from yjstats.workbook.looks import Looks, style
from yjstats.workbook.page import HEADER_ROW, Entry, Page, place

MARGIN = 3  # characters beside the text of a column: the arrow of a filter is as wide
A4 = 9


def write_page(book: Workbook, looks: Looks, page: Page, lang: Lang) -> None:
    """Write a sheet: title, note, links, one table, perhaps a chart at its right.

    Columns are fitted to their text up to a limit, wide characters counted double; rows are as
    high as their wrapped text; the page prints on A4 landscape, the header on every page.

    Parameters
    ----------
    book : Workbook
        In write-only mode.
    looks : Looks
        The styles of this workbook.
    page : Page
    lang : {"zh", "en"}
        Language of the page number and the links.
    """
    sheet = book.create_sheet(page.name)
    widths = fit_columns(page)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    last = HEADER_ROW + max(len(page.rows), 1)
    set_up_page(sheet, lang, page.across, page.down)
    sheet.freeze_panes = f"{get_column_letter(page.frozen + 1)}{HEADER_ROW + 1}"
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    if page.across > 1:
        sheet.print_title_cols = "A:A"
    area = f"A1:{get_column_letter(page.printed or len(widths))}{last}"
    if page.chart is not None:
        column = get_column_letter(len(widths) + 2)
        sheet.add_chart(bar_chart(page.chart, page.name), f"{column}{HEADER_ROW}")
        area = f"{area},{column}1:{chart_corner(len(widths) + 2)}"
    sheet.print_area = area
    up = page.up or say("sheet.cover" if page.table == "contents" else "sheet.contents", lang)
    links = [Entry(say("workbook.back", lang, sheet=up), look="jump", link=place(up))]
    if page.chart is not None:
        to_chart = place(page.name, f"{column}{HEADER_ROW}")
        links.append(Entry(say("workbook.to_chart", lang), look="jump", link=to_chart))
    top = [[Entry(page.title, look="title")], [Entry(page.note, look="note")], links]
    for number, row in enumerate(top, 1):
        sheet.row_dimensions[number].height = 24 if number == 1 else style()["sheet"]["line"]
        _append(sheet, looks, number, row)
    header = [
        Entry(name, look="entry_header" if column in page.entered else "header")
        for column, name in enumerate(page.header)
    ]
    _append(sheet, looks, HEADER_ROW, header, dict(enumerate(widths)))
    wrapped = {column: widths[column] for column in page.wrapped}
    ruled = len(page.rows) <= style()["sheet"]["measured"]
    for number, cells in enumerate(page.rows, HEADER_ROW + 1):
        _append(sheet, looks, number, cells, wrapped, ruled)
    _add_table(sheet, page, last)


def fit_columns(page: Page) -> list[float]:
    """Return the width of each column: its longest text, in the first rows, up to the limit."""
    told = style()["sheet"]
    widths = [float(min(cell_len(name), 16)) for name in page.header]
    for row in islice(page.rows, told["measured"]):
        for number, item in enumerate(row):
            text = text_shown(item)
            if text:
                longest = max(map(cell_len, text.split("\n")))
                widths[number] = max(widths[number], longest)
    return [
        min(max(width + MARGIN, told["narrowest"]), page.wrapped.get(number, told["widest"]))
        for number, width in enumerate(widths)
    ]


def set_up_page(sheet: Any, lang: Lang, across: int = 1, down: int = 0) -> None:
    """Set a sheet up to print on A4 landscape with page numbers.

    `across` pages stand side by side and `down` below each other; 0 is as many as it takes.
    """
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth = across
    sheet.page_setup.fitToHeight = down
    sheet.page_margins = PageMargins(**style()["margins"])
    sheet.oddFooter.center.text = say("workbook.page", lang)
    sheet.oddFooter.left.text = "&A"
    sheet.sheet_view.showGridLines = False


def chart_corner(column: int) -> str:
    """Return the cell at the lower right of what a chart covers, generously."""
    told = style()["chart"]
    points = told["height"] / 2.54 * 72
    rows = HEADER_ROW + int(points / style()["sheet"]["line"]) + 1
    across = int(told["width"] / 2.54 * 96 / 64) + 1  # columns of the usual 64 pixels
    return f"{get_column_letter(column + across)}{rows}"


def _append(
    sheet: Any,
    looks: Looks,
    number: int,
    items: Sequence[Any],
    wrapped: Mapping[int, float] | None = None,
    ruled: bool = False,
) -> None:
    """Write a row; `wrapped` has the width of each column that wraps.

    In a table that is ruled, blank cells have the rule below them too; a long one saves them.
    """
    widths = wrapped or {}
    lines = max(
        (lines_taken(text_shown(items[c]), width - 1) for c, width in widths.items()), default=1
    )
    if lines > 1:  # Excel would fit the row itself, LibreOffice cuts the text
        sheet.row_dimensions[number].height = style()["sheet"]["line"] * lines + 4
    cells = [
        make_cell(sheet, looks, item, number, column + 1, column in widths)
        if ruled or isinstance(item, Entry) or text_shown(item)
        else None
        for column, item in enumerate(items)
    ]
    sheet.append(cells)
    sheet.row_dimensions.pop(number, None)  # written, and never needed again


def _add_table(sheet: Any, page: Page, last: int) -> None:
    corner = f"{get_column_letter(len(page.header))}{last}"
    table = Table(displayName=page.table, name=page.table, ref=f"A{HEADER_ROW}:{corner}")
    table._initialise_columns()  # in write-only mode nobody reads the header back
    for column, name in zip(table.tableColumns, page.header, strict=True):
        column.name = name
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
    sheet.tables.add(table)  # add_table would warn that columns are added by hand: they are
