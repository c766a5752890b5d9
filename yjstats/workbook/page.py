"""What a sheet holds, before any of it is written."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yjstats.text import Lang, say

HEADER_ROW = 4  # below a title, a note and the links


@dataclass(frozen=True)
class Entry:
    """One cell.

    Attributes
    ----------
    value : str, number, date or blank
    format : str
        Excel's format of a number or a date.
    look : str
        Key of `looks` in style.toml.
    link : str
        Where a click leads inside the workbook, such as `'来源'!A1`.
    comment : str
    """

    value: Any = None
    format: str = ""
    look: str = "body"
    link: str = ""
    comment: str = ""


@dataclass(frozen=True)
class Bars:
    """A bar chart of some rows of its page's table.

    Attributes
    ----------
    title, alt : str
        The title, and what the chart shows in words for those who cannot see it.
    rows : tuple of int
        First and last row of the sheet.
    label, value : int
        Columns of the categories and of the numbers, the first being 1.
    format : str
        Excel's format of the numbers along the axis.
    drawn : tuple of bool
        Whether each city has a figure.
    colours : tuple of str
        Of each bar, such as `#0072B2`.
    hatched : tuple of bool
        Whether each bar is hatched: not to be compared with the others.
    whiskers : tuple of int or None
        Columns of how far the bounds lie below and above; None where all figures are exact.
    """

    title: str
    alt: str
    rows: tuple[int, int]
    label: int
    value: int
    format: str
    drawn: tuple[bool, ...]
    colours: tuple[str, ...]
    hatched: tuple[bool, ...]
    whiskers: tuple[int, int] | None = None


@dataclass(frozen=True)
class Page:
    """One sheet with one table.

    Attributes
    ----------
    name, title, note : str
        The sheet's name, its heading and a line that says how to read it.
    contents : str
        What the sheet holds, for the table of contents.
    table : str
        Name of the Excel table, the same in both languages.
    header : sequence of str
    rows : collection of sequences
        Each cell an `Entry` or a plain value; gone through more than once.
    frozen : int
        Columns that stay in view.
    wrapped : mapping of int to int
        Columns whose text wraps, the first being 0, with the greatest width of each.
    printed : int, optional
        Columns that are printed; all of them where it is not given.
    across, down : int
        Printed pages side by side and below each other; 0 is as many as it takes.
    chart : Bars, optional
    entered : collection of int
        Columns for a person to fill in, whose headers look it.
    up : str, optional
        The sheet that the link above the table leads to; the contents where it is not given.
    """

    name: str
    title: str
    note: str
    contents: str
    table: str
    header: Sequence[str]
    rows: Collection[Sequence[Any]]
    frozen: int = 1
    wrapped: Mapping[int, int] = field(default_factory=dict)
    printed: int | None = None
    across: int = 1
    down: int = 0
    chart: Bars | None = None
    entered: Collection[int] = ()
    up: str | None = None


def named_page(
    name: str, lang: Lang, header: Sequence[str], rows: Collection[Sequence[Any]], **more: Any
) -> Page:
    """Return a sheet that is one table, its words from the messages of its name.

    Parameters
    ----------
    name : str
        The table's name: `sheet.NAME`, `workbook.NAME_note` and `contents.of_NAME` are its words.
    lang : {"zh", "en"}
    header : sequence of str
    rows : collection of sequences
    **more
        Other attributes of the page.
    """
    title = say(f"sheet.{name}", lang)
    words = {
        "name": title, "title": title, "note": say(f"workbook.{name}_note", lang),
        "contents": say(f"contents.of_{name}", lang), "table": name,
    }  # fmt: skip
    return Page(**{**words, **more}, header=header, rows=rows)


def place(sheet: str, cell: str = "A1") -> str:
    """Return the target of a link to a cell of a sheet."""
    quoted = sheet.replace("'", "''")
    return f"'{quoted}'!{cell}"


def sheet_name(name: str) -> str:
    """Return a name that Excel takes for a sheet: no reserved characters, 31 at most."""
    return "".join(" " if c in "[]:*?/\\" else c for c in name).strip("' ")[:31] or "-"
