"""How cells look: style.toml as openpyxl has it, each combination made once."""

import tomllib
from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

from yjstats.workbook.formats import plain


@cache
def style() -> dict[str, Any]:
    """Read style.toml; the same object at every call, never to be changed."""
    return tomllib.loads((files(__package__) / "style.toml").read_text(encoding="utf-8"))


class Looks:
    """The styles of one workbook.

    Parameters
    ----------
    book : Workbook
    """

    def __init__(self, book: Any) -> None:
        self._sheet = SimpleNamespace(parent=book)  # styles belong to the book, cells to a sheet
        self._made: dict[tuple[str, str, bool, bool, bool], StyleArray] = {}
        self._formats: set[str] = set()

    def of(
        self, look: str, number_format: str = "", *, text: bool, wrap: bool, quote: bool
    ) -> StyleArray:
        """Return the style of a cell.

        Parameters
        ----------
        look : str
            Key of `looks` in style.toml.
        number_format : str
            Beyond the number that Excel takes, formats lose their words.
        text, wrap : bool
            Whether the cell holds text, and whether it wraps.
        quote : bool
            Whether the text is marked as text, whatever it begins with.
        """
        key = (look, self._format(number_format), text, wrap, quote)
        if key not in self._made:
            self._made[key] = self._make(*key)
        return self._made[key]

    def _format(self, number_format: str) -> str:
        if number_format and number_format not in self._formats:
            if len(self._formats) >= style()["sheet"]["formats"]:
                number_format = plain(number_format)
            self._formats.add(number_format)
        return number_format

    def _make(
        self, look: str, number_format: str, text: bool, wrap: bool, quote: bool
    ) -> StyleArray:
        told, sheet = style()["looks"][look], style()["sheet"]
        cell = WriteOnlyCell(self._sheet)
        cell.font = Font(
            name=style()["font"],
            size=told.get("size", sheet["text"]),
            color="FF" + told.get("colour", "000000"),
            bold=told.get("bold", False),
            italic=told.get("italic", False),
            underline="single" if told.get("underline") else None,
        )
        ruled = told.get("rule", True)
        align = told.get("align", "left" if text else "right")
        indent = 1 if ruled and align in ("left", "right") else 0  # apart from the next column
        cell.alignment = Alignment(align, "center", wrap_text=wrap, indent=indent)
        if "fill" in told:
            cell.fill = PatternFill("solid", fgColor="FF" + told["fill"])
        if ruled:
            cell.border = Border(bottom=Side(style="thin", color="FF" + sheet["rule"]))
        if number_format:
            cell.number_format = number_format
        cell.quotePrefix = quote
        return cell._style
