"""Blocks of a page become paragraphs: lines joined, a sentence carried on in the next column."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from yjstats.reading.clean import END
from yjstats.reading.document import CELL
from yjstats.reading.pdf_columns import Block
from yjstats.reading.pdf_lines import Segment, join, rows

INDENT = 0.8  # ems before a line that begins a paragraph
SHORT = 1.2  # ems that a line which ends a paragraph leaves free
HEADING = 1.3  # how much larger than the page's usual size a heading is
RAGGED = 0.7  # of the column that a line amid a sentence fills at least
SAME = 1.12  # sizes that differ less are one
LEADING = 1.9  # times the usual distance of two lines begins a paragraph


@dataclass
class Paragraph:
    """A paragraph with the size of its characters; `open` where its sentence may go on."""

    text: str
    size: float
    open: bool = False


@dataclass
class Paragraphs:
    """The paragraphs of a document, gathered page by page."""

    found: list[Paragraph] = field(default_factory=list)
    tables: bool = False

    def add(self, page: Sequence[Block]) -> None:
        """Add the blocks of one page, in the order of reading."""
        usual = _usual(page)
        for block in page:
            if block.table:
                self.tables = True
                for row in rows(block.parts):
                    text = CELL.join(part.text for part in row)
                    self.found.append(Paragraph(text, row[0].size))
            elif block.downwards:
                text = "".join(part.text for part in block.parts)
                self.found.append(Paragraph(text, block.parts[0].size))
            else:
                self._column([join(row) for row in rows(block.parts)], usual)

    def _column(self, lines: Sequence[Segment], usual: float) -> None:
        left = min(line.x0 for line in lines)
        right = max(line.x1 for line in lines)
        steps = [b.y0 - a.y0 for a, b in pairwise(lines)]
        step = median(steps) if steps else 0.0
        before: Segment | None = None
        for line in lines:
            heading = line.size > HEADING * usual
            last = self.found[-1] if self.found else None
            fresh = (
                last is None
                or not _alike(last.size, line.size)
                or (before is not None and line.y0 - before.y0 > LEADING * max(step, line.size))
                or (not heading and (not last.open or line.x0 > left + INDENT * line.size))
                or (heading and before is None)
            )
            if fresh or last is None:
                last = Paragraph(line.text, line.size)
                self.found.append(last)
            else:
                last.text += _between(last.text, line.text, heading) + line.text
            last.open = _goes_on(line, left, right)
            before = line


def _goes_on(line: Segment, left: float, right: float) -> bool:
    """Tell whether a line may be followed by more of its paragraph."""
    if line.x1 > right - SHORT * line.size:
        return True
    # lines of Latin letters and digits are set ragged, but no paragraph ends amid a sentence
    return not END.search(line.text) and line.x1 - left > RAGGED * (right - left)


def _between(above: str, below: str, heading: bool) -> str:
    if heading:  # a headline is broken where one would pause
        return " "
    ends = above[-1] + below[0]
    return " " if ends.isascii() and ends.isalpha() else ""


def _alike(one: float, other: float) -> bool:
    return max(one, other) <= SAME * min(one, other)


def _usual(page: Sequence[Block]) -> float:
    """Return the size of most characters of a page."""
    sizes = [(part.size, len(part.text)) for block in page for part in block.parts]
    half, seen = sum(count for _, count in sizes) / 2, 0
    for size, count in sorted(sizes):
        seen += count
        if seen >= half:
            return size
    return 0.0
