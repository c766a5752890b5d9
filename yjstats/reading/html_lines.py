"""The text of a part of a page as lines: one a paragraph, one a row of a table."""

import re

from yjstats.reading.document import CELL
from yjstats.reading.html_tree import BLOCKS, Element

SPACE = re.compile(r"[ \t\n\r\f]+")
WIDE = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"
# Where an editor broke the source of a page between two Han characters, no space is meant.
BROKEN = re.compile(rf"(?<=[{WIDE}])[ \t\r\f]*\n\s*(?=[{WIDE}])")
CELLS = {"td", "th"}
LONG_CELL = 120  # a cell of a data table is shorter; one of a layout table holds an article


def page_lines(part: Element) -> list[str]:
    """Return the lines of a part of a page, without empty ones.

    Parameters
    ----------
    part : Element

    Returns
    -------
    list of str
        Paragraphs, headings and items a line each; a row of a data table is one line with ` | `
        between its cells. Tables that only lay out the page are read cell after cell.
    """
    lines = [""]
    stack: list[Element | str | None] = [part]
    while stack:
        item = stack.pop()
        if item is None:
            lines.append("")
        elif isinstance(item, str):
            lines[-1] += item
        elif item.tag == "br":
            lines.append("")
        elif is_data_table(item):
            lines += [*_rows(item), ""]
        elif item.tag in BLOCKS:
            lines.append("")
            stack += [None, *reversed(item.children)]
        else:
            stack += reversed(item.children)
    told = (SPACE.sub(" ", BROKEN.sub("", line)).strip() for line in lines)
    return [line for line in told if line.strip("\u3000\u00a0 ")]


def is_data_table(element: Element) -> bool:
    """Tell whether an element is a table of data: rows of short cells, no table inside it."""
    if element.tag != "table":
        return False
    rows = 0
    wide = 0
    for inside in element.walk():
        if inside is not element and inside.tag == "table":
            return False
        if inside.tag == "tr":
            rows += 1
            wide += sum(cell.tag in CELLS for cell in inside.elements) > 1
        elif inside.tag in CELLS and len(inside.text()) > LONG_CELL:
            return False
    return rows > 1 and wide > 1


def _rows(table: Element) -> list[str]:
    lines = []
    for row in table.walk():
        if row.tag == "caption":
            lines.append(row.text())
        if row.tag == "tr":
            cells = [_cell(cell) for cell in row.elements if cell.tag in CELLS]
            lines.append(CELL.join(cells) if any(cells) else "")
    return lines


def _cell(cell: Element) -> str:
    # paragraphs inside a cell do not break its row
    return " ".join(page_lines(Element("div", {}, cell.children)))
