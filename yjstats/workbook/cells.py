"""Put values into cells safely: text is never a formula, numbers are numbers, exactly."""

import re
from datetime import datetime
from math import isinf
from typing import Any

import pandas as pd
from openpyxl.cell import WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.worksheet.hyperlink import Hyperlink
from rich.cells import cell_len

from yjstats.workbook.formats import decimals_of
from yjstats.workbook.looks import Looks, style
from yjstats.workbook.page import Entry
from yjstats.workbook.texts import escape, fit

DATE = "yyyy-mm-dd"
FIRST_DAY = datetime(1900, 3, 1)  # before it, spreadsheets do not agree on dates
DANGEROUS = tuple("=+-@\t\r")
BODY = Entry()


def make_cell(sheet: Any, looks: Looks, item: Any, row: int, column: int, wrap: bool) -> Any:
    """Return a cell to append: blanks empty, text as text whatever it begins with.

    Parameters
    ----------
    sheet : WriteOnlyWorksheet
    looks : Looks
    item : Entry or plain value
    row, column : int
        Where it will stand.
    wrap : bool
    """
    entry = item if isinstance(item, Entry) else BODY
    value = entry.value if isinstance(item, Entry) else item
    cell = WriteOnlyCell(sheet)
    kind, stored = store(value)
    number_format = entry.format or (DATE if kind == "d" else "")
    quote = kind == "s" and stored.startswith(DANGEROUS)
    cell._style = looks.of(entry.look, number_format, text=kind == "s", wrap=wrap, quote=quote)
    # Set past openpyxl's guess of a type, which would make formulas and errors out of text.
    cell.data_type, cell._value = kind, stored
    if entry.link:
        cell.row, cell.column = row, column
        cell.hyperlink = Hyperlink(ref="", location=entry.link)
    if entry.comment:
        told = style()["comment"]
        size = {"height": told["height"], "width": told["width"]}
        cell.comment = Comment(fit(entry.comment), "yjstats", **size)
    return cell


def store(value: Any) -> tuple[str, Any]:
    """Return a value as a cell of a file holds it, and of which type.

    Numbers are written out here: openpyxl would round them to 16 digits, and 17 make one exact.

    Returns
    -------
    kind : {"s", "n", "d"}
        Text, number or blank, date.
    stored : str, datetime or None
    """
    if isinstance(value, str):
        return "s", escape(fit(value))
    if value is None or pd.isna(value):
        return "n", None
    if isinstance(value, datetime):
        day = value.to_pydatetime() if isinstance(value, pd.Timestamp) else value
        odd = day < FIRST_DAY or day != datetime(day.year, day.month, day.day)
        return ("s", day.isoformat()) if odd else ("d", day)
    if isinstance(value, float) and isinf(value):
        return "s", str(value)
    whole = not isinstance(value, float) or (value.is_integer() and abs(value) < 2**53)
    return "n", str(int(value)) if whole else repr(float(value))


def text_shown(item: Any) -> str:
    """Return about what a cell shows, to measure it."""
    entry = item if isinstance(item, Entry) else BODY
    value = entry.value if isinstance(item, Entry) else item
    if isinstance(value, str):
        return value
    if value is None or pd.isna(value):
        return ""
    if isinstance(value, datetime):
        return value.isoformat()[:10]
    quoted = "".join(re.findall(r'"([^"]*)"', entry.format))
    decimals = re.search(r"0\.(0+)", entry.format)
    return f"{value:,.{len(decimals[1]) if decimals else decimals_of(value)}f}{quoted}"


def lines_taken(text: str, width: float) -> int:
    """Return how many lines a text takes in a column so many characters wide."""
    return sum(-(-max(cell_len(part), 1) // max(int(width), 1)) for part in text.split("\n"))
